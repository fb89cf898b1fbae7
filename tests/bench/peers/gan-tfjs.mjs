// usage: node gan-tfjs.mjs STEPS → milliseconds a step. G 8-32-32-1, D 1-32-32-1, batch 128, one step of each.
import * as tf from '@tensorflow/tfjs';

const steps = Number(process.argv[2]);
const batch = 128;
await tf.setBackend('cpu');
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

for (let i = 0; i < steps / 5; i++) step();
const start = performance.now();
for (let i = 0; i < steps; i++) step();
console.log((performance.now() - start) / steps);
