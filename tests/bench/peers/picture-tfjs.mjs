// usage: node --import tsx picture-tfjs.mjs CASE SECONDS BACKEND → what a picture of 50 steps costs, and what is on it
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { readCase } from './case.ts';
import { milliseconds, say } from './measure.ts';
import { unetGuess } from './networks-tfjs.mjs';

const [file, seconds, backend] = process.argv.slice(2);
await tf.setBackend(backend);
await tf.ready();

const tensors = (map) => Object.fromEntries(Array.from(map, ([key, { shape, data }]) => [key, tf.tensor(data, shape)]));
const given = readCase(file);
const weights = tensors(given.parameters);
const { noise, times, bags } = tensors(given.inputs);
const kept = given.inputs.get('kept').data;
const guidance = 3;

const picture = () =>
  tf.tidy(() => {
    let x = noise;
    for (let i = 0; i + 1 < kept.length; i++) x = tf.tidy(() => moved(x, i));
    return x.dataSync();
  });

function moved(x, i) {
  const time = tf.tile(tf.slice(times, [i, 0], [1, -1]), [2, 1]);
  const v = unetGuess(weights, { x: tf.concat([x, x]), time, bags }, { substitutes: false });
  const [led, free] = tf.split(v, 2);
  const velocity = tf.add(free, tf.mul(tf.sub(led, free), guidance));
  const [signal, noisy] = [Math.sqrt(kept[i]), Math.sqrt(1 - kept[i])];
  const guess = tf.clipByValue(tf.sub(tf.mul(x, signal), tf.mul(velocity, noisy)), -2, 2);
  const state = Math.sqrt(1 - kept[i + 1]) / noisy;
  return tf.add(tf.mul(guess, Math.sqrt(kept[i + 1]) - state * signal), tf.mul(x, state));
}

const x = picture();
const answers = [x.reduce((sum, number) => sum + number * number, 0) / x.length, ...x.slice(600, 603)];
say({ milliseconds: milliseconds(picture, Number(seconds)), answers });
