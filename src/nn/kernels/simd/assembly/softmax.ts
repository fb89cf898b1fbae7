/** Scores into probabilities, and the loss that wants the right one to be likely. Sizes are in bytes. */
import { exp } from './functions';
import { loadLast, storeLast, total, whole } from './vectors';

/** The largest number of a row; no number if it holds one that is none. */
function largest(x: usize, wide: usize): f32 {
  const end = whole(wide);
  let most: f32 = -Infinity;
  if (end > 0) {
    let v = v128.load(x);
    for (let i: usize = 16; i < end; i += 16) v = f32x4.max(v, v128.load(x + i));
    most = max(
      max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
      max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
    );
  }
  for (let i = end; i < wide; i += 4) most = max(most, load<f32>(x + i));
  return most;
}

/** A row of e^(x − most); says their sum. */
function weigh(out: usize, x: usize, most: f32, wide: usize): f32 {
  const shift = f32x4.splat(most);
  const end = whole(wide);
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const y = exp(f32x4.sub(v128.load(x + i), shift));
    v128.store(out + i, y);
    sums = f32x4.add(sums, y);
  }
  let sum = total(sums);
  if (end < wide) {
    storeLast(out + end, exp(f32x4.sub(loadLast(x + end, wide - end), shift)), wide - end);
    for (let i = end; i < wide; i += 4) sum += load<f32>(out + i);
  }
  return sum;
}

function scaleRow(out: usize, factor: f32, wide: usize): void {
  const end = whole(wide);
  const factors = f32x4.splat(factor);
  for (let i: usize = 0; i < end; i += 16) v128.store(out + i, f32x4.mul(v128.load(out + i), factors));
  for (let i = end; i < wide; i += 4) store<f32>(out + i, load<f32>(out + i) * factor);
}

/** One row of probabilities; says the logarithm of what e^x adds up to, apart from the largest. */
export function softmaxRow(out: usize, x: usize, wide: usize): f32 {
  const sum = weigh(out, x, largest(x, wide), wide);
  scaleRow(out, 1 / sum, wide);
  return sum;
}

export function softmax(out: usize, x: usize, wide: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += wide) softmaxRow(out + i, x + i, wide);
}

/** Σ a · b of a row */
function along(a: usize, b: usize, wide: usize): f32 {
  const end = whole(wide);
  let sums = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  let sum = total(sums);
  for (let i = end; i < wide; i += 4) sum += load<f32>(a + i) * load<f32>(b + i);
  return sum;
}

/** dx += y · (dy − average) · factor */
export function softmaxGradRow(dx: usize, dy: usize, y: usize, factor: f32, wide: usize, added: bool): void {
  const end = whole(wide);
  const average = along(dy, y, wide);
  const averages = f32x4.splat(average);
  const factors = f32x4.splat(factor);
  for (let i: usize = 0; i < end; i += 16) {
    const flow = f32x4.mul(f32x4.mul(v128.load(y + i), factors), f32x4.sub(v128.load(dy + i), averages));
    v128.store(dx + i, added ? f32x4.add(v128.load(dx + i), flow) : flow);
  }
  for (let i = end; i < wide; i += 4) {
    const flow = load<f32>(y + i) * factor * (load<f32>(dy + i) - average);
    store<f32>(dx + i, added ? load<f32>(dx + i) + flow : flow);
  }
}

export function softmaxGrad(dx: usize, dy: usize, y: usize, wide: usize, length: usize): void {
  for (let i: usize = 0; i < length; i += wide) softmaxGradRow(dx + i, dy + i, y + i, 1, wide, true);
}

/** Of each row its loss −log p[target], 0 for a negative target, and its probabilities. */
export function crossEntropy(losses: usize, probs: usize, logits: usize, targets: usize, wide: usize, rows: i32): void {
  for (let i = 0; i < rows; i++) {
    const most = largest(logits, wide);
    const sum = weigh(probs, logits, most, wide);
    scaleRow(probs, 1 / sum, wide);
    const target = load<i32>(targets + (<usize>i << 2));
    let loss: f32 = 0;
    if (target >= 0) {
      const size = <f32>Math.log(<f64>sum);
      loss = size + (most - load<f32>(logits + (<usize>target << 2)));
    }
    store<f32>(losses + (<usize>i << 2), loss);
    probs += wide;
    logits += wide;
  }
}

export function crossEntropyGrad(
  dlogits: usize,
  dlosses: usize,
  probs: usize,
  targets: usize,
  wide: usize,
  rows: i32,
): void {
  const end = whole(wide);
  for (let i = 0; i < rows; i++, dlogits += wide, probs += wide) {
    const target = load<i32>(targets + (<usize>i << 2));
    if (target < 0) continue;
    const dy = load<f32>(dlosses + (<usize>i << 2));
    const flows = f32x4.splat(dy);
    for (let j: usize = 0; j < end; j += 16) {
      v128.store(dlogits + j, f32x4.add(v128.load(dlogits + j), f32x4.mul(flows, v128.load(probs + j))));
    }
    for (let j = end; j < wide; j += 4) store<f32>(dlogits + j, load<f32>(dlogits + j) + dy * load<f32>(probs + j));
    const at = dlogits + (<usize>target << 2);
    store<f32>(at, load<f32>(at) - dy);
  }
}
