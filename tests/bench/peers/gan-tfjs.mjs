// usage: node --import tsx gan-tfjs.mjs SECONDS BACKEND → what a step costs. G 8-32-32-1, D 1-32-32-1, batch 128, one step of
// each.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { milliseconds, say } from './measure.ts';

const [seconds, backend] = process.argv.slice(2);
const batch = 128;
await tf.setBackend(backend);
await tf.ready();

const layersOf = (sizes) =>
  sizes.slice(1).map((size, i) => {
    const bound = 1 / Math.sqrt(sizes[i]);
    return [tf.variable(tf.randomUniform([sizes[i], size], -bound, bound)), tf.variable(tf.zeros([size]))];
  });
const run = (x, layers) =>
  layers.reduce((signal, [weight, bias], i) => {
    const next = tf.add(tf.matMul(signal, weight), bias);
    return i < layers.length - 1 ? tf.leakyRelu(next, 0.2) : next;
  }, x);
const generator = layersOf([8, 32, 32, 1]);
const discriminator = layersOf([1, 32, 32, 1]);
const learnsG = tf.train.adam(0.002, 0.5, 0.999);
const learnsD = tf.train.adam(0.002, 0.5, 0.999);
const latents = () => tf.randomNormal([batch, 8]);

function step() {
  tf.tidy(() => {
    const real = tf.randomNormal([batch, 1]);
    const fake = run(latents(), generator);
    learnsD.minimize(
      () =>
        tf.add(tf.mean(tf.softplus(tf.neg(run(real, discriminator)))), tf.mean(tf.softplus(run(fake, discriminator)))),
      false,
      discriminator.flat(),
    );
    learnsG.minimize(
      () => tf.mean(tf.softplus(tf.neg(run(run(latents(), generator), discriminator)))),
      false,
      generator.flat(),
    );
  });
}

const parameters = [...generator, ...discriminator].flat().reduce((sum, { size }) => sum + size, 0);
say({ milliseconds: milliseconds(step, Number(seconds)), parameters });
