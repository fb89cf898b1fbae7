// The networks of ../networks in TensorFlow.js: weights and inputs by name → loss. Where a backend cannot send gradients
// back through an operation, or sends wrong ones, `substitutes` take the same thing from operations through which it can.
import * as tf from '@tensorflow/tfjs';

const linear = (x, w, name) => {
  const flat = tf.reshape(x, [-1, x.shape.at(-1)]);
  const y = tf.add(tf.matMul(flat, w[`${name}.weight`]), w[`${name}.bias`]);
  return tf.reshape(y, [...x.shape.slice(0, -1), y.shape[1]]);
};

/** Mean 0 and deviation 1 over some axes. */
const even = (x, axes) => {
  const off = tf.sub(x, tf.mean(x, axes, true));
  return tf.mul(off, tf.rsqrt(tf.add(tf.mean(tf.square(off), axes, true), 1e-5)));
};

const silu = (x) => tf.mul(x, tf.sigmoid(x));
const squaredError = (a, b) => tf.mean(tf.square(tf.sub(a, b)));

// The same GELU as everywhere here, with tanh.
const gelu = (x) => {
  const inner = tf.mul(tf.mul(x, 0.7978845608028654), tf.add(tf.mul(tf.mul(x, x), 0.044715), 1));
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1));
};

/** Rows of a table; or as a product, for want of UnsortedSegmentSum. */
const lookUp = (table, ids, substitutes) =>
  substitutes
    ? tf.matMul(tf.oneHot(tf.cast(tf.reshape(ids, [-1]), 'int32'), table.shape[0]), table)
    : tf.gather(table, ids);

const heads = 4;

function attention(qkv, mask) {
  const [batch, time, triple] = qkv.shape;
  const size = triple / 3 / heads;
  const split = tf
    .split(qkv, 3, 2)
    .map((part) => tf.transpose(tf.reshape(part, [batch, time, heads, size]), [0, 2, 1, 3]));
  const [query, key, value] = split; // [B, H, T, D]
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(size));
  const looked = tf.matMul(tf.softmax(tf.add(scores, mask)), value);
  return tf.reshape(tf.transpose(looked, [0, 2, 1, 3]), [batch, time, triple / 3]);
}

function gpt(w, { ids, targets }, { substitutes }) {
  const [batch, time] = ids.shape;
  const future = tf.sub(1, tf.linalg.bandPart(tf.ones([time, time]), -1, 0));
  const mask = tf.mul(future, -1e9);
  const norm = (x, name) => tf.add(tf.mul(even(x, -1), w[`${name}.gain`]), w[`${name}.bias`]);
  const embedded = lookUp(w.tokens, tf.cast(ids, 'int32'), substitutes);
  let x = tf.add(tf.reshape(embedded, [batch, time, -1]), w.positions); // [B, T, C]
  for (let i = 0; w[`block${i}.norm1.gain`]; i++) {
    const name = `block${i}`;
    x = tf.add(x, linear(attention(linear(norm(x, `${name}.norm1`), w, `${name}.qkv`), mask), w, `${name}.mix`));
    x = tf.add(x, linear(gelu(linear(norm(x, `${name}.norm2`), w, `${name}.up`)), w, `${name}.down`));
  }
  const logits = tf.matMul(tf.reshape(norm(x, 'norm'), [batch * time, -1]), w.head);
  const right = tf.oneHot(tf.cast(tf.reshape(targets, [-1]), 'int32'), logits.shape[1]);
  return tf.losses.softmaxCrossEntropy(right, logits);
}

function mlp(w, { x, noise }) {
  const hidden = silu(linear(silu(linear(x, w, 'mlp.0')), w, 'mlp.1'));
  return squaredError(linear(hidden, w, 'mlp.2'), noise);
}

/** x [B, S, S, C] → [B, S, S, K]. The substitute puts the nine places of a square side by side for one product, for want of
 *  Conv2DBackpropFilter. */
function convolve(x, w, name, substitutes) {
  const [batch, height, width, channels] = x.shape;
  const weight = w[`${name}.weight`]; // [3 · 3 · C, K]
  if (!substitutes) {
    return tf.add(tf.conv2d(x, tf.reshape(weight, [3, 3, channels, -1]), 1, 'same'), w[`${name}.bias`]);
  }
  const padded = tf.pad(x, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const places = Array.from({ length: 9 }, (_, i) =>
    tf.slice(padded, [0, Math.floor(i / 3), i % 3, 0], [batch, height, width, channels]),
  );
  const seen = tf.reshape(tf.concat(places, 3), [-1, 9 * channels]);
  return tf.reshape(tf.add(tf.matMul(seen, weight), w[`${name}.bias`]), [batch, height, width, -1]);
}

/** Twice as high and wide. The substitute puts each column, then each row, beside itself: on the cpu backend the gradient of
 *  resizing 6 pixels to 12 goes to wrong places. */
function upsample(x, substitutes) {
  const [batch, height, width, channels] = x.shape;
  if (!substitutes) return tf.image.resizeNearestNeighbor(x, [2 * height, 2 * width]);
  const wide = tf.reshape(tf.concat([x, x], 3), [batch, height, 2 * width * channels]);
  return tf.reshape(tf.concat([wide, wide], 2), [batch, 2 * height, 2 * width, channels]);
}

const groups = 8;

/** The guess at v [B, S, S, 3]. */
export function unetGuess(w, { x, time, bags }, { substitutes }) {
  const steered = (h, name) => {
    const [batch, height, width, channels] = h.shape;
    const grouped = tf.reshape(h, [batch, height * width, groups, channels / groups]);
    const film = tf.reshape(linear(e, w, name), [batch, 1, 1, 2 * channels]);
    const [gain, shift] = tf.split(film, 2, 3);
    return silu(tf.add(tf.mul(tf.reshape(even(grouped, [1, 3]), h.shape), tf.add(gain, 1)), shift));
  };
  const block = (h, name) => {
    const first = convolve(steered(h, `${name}.steer1`), w, `${name}.conv1`, substitutes);
    return tf.add(h, convolve(steered(first, `${name}.steer2`), w, `${name}.conv2`, substitutes));
  };
  const timed = linear(silu(linear(time, w, 'time.0')), w, 'time.1');
  const e = silu(tf.add(timed, linear(silu(linear(bags, w, 'words')), w, 'prompt'))); // [B, E]
  let h = convolve(x, w, 'in', substitutes);
  const seen = [h];
  for (let level = 1; w[`down${level}.widen.weight`]; level++) {
    h = block(linear(tf.avgPool(h, 2, 2, 'valid'), w, `down${level}.widen`), `down${level}`);
    seen.push(h);
  }
  for (let level = seen.length - 1; level >= 0; level--) {
    if (level < seen.length - 1) {
      h = tf.add(upsample(linear(h, w, `up${level}.narrow`), substitutes), seen[level]);
    }
    h = block(h, `up${level}`);
  }
  return convolve(steered(h, 'out.steer'), w, 'out', substitutes);
}

const unet = (w, inputs, options) => squaredError(unetGuess(w, inputs, options), inputs.v);

/** How each is trained, as in ../networks. */
export const networks = {
  gpt: { loss: gpt, adam: [1e-3, 0.9, 0.99, 1e-8], decay: 0.1 },
  mlp: { loss: mlp, adam: [1e-3, 0.9, 0.999, 1e-8], decay: 0 },
  unet: { loss: unet, adam: [0.002, 0.9, 0.99, 1e-8], decay: 0 },
};
