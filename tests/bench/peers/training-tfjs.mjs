// usage: node --import tsx training-tfjs.mjs NETWORK CASE SECONDS BACKEND [substitutes] → what a step costs, and the first losses
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { readCase } from './case.ts';
import { measureTraining, say } from './measure.ts';
import { networks } from './networks-tfjs.mjs';

const [name, file, seconds, backend, substitutes] = process.argv.slice(2);
await tf.setBackend(backend);
await tf.ready();

const { loss, adam, decay } = networks[name];
const given = readCase(file);
const weights = {};
for (const [key, { shape, data }] of given.parameters) weights[key] = tf.variable(tf.tensor(data, shape));
const inputs = {};
for (const [key, { shape, data }] of given.inputs) inputs[key] = tf.tensor(data, shape);
const optimiser = tf.train.adam(...adam);
const kept = tf.scalar(1 - adam[0] * decay);
const options = { substitutes: substitutes !== undefined };

const step = () =>
  tf.tidy(() => {
    const { value, grads } = tf.variableGrads(() => loss(weights, inputs, options), Object.values(weights));
    if (decay > 0)
      for (const weight of Object.values(weights)) if (weight.rank > 1) weight.assign(tf.mul(weight, kept));
    optimiser.applyGradients(grads);
    return value.dataSync()[0];
  });

const parameters = Object.values(weights).reduce((sum, { size }) => sum + size, 0);
say({ ...measureTraining(step, Number(seconds)), parameters });
