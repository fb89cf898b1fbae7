/** The operations together: a small transformer, whose gradients are checked as a whole and which learns a text by heart. */
import { expect, test } from 'vitest';
import { Graph, reshape } from '../../src/nn/graph.ts';
import { normal, ones, zeros } from '../../src/nn/initialise.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { linearLayer, linearParameters } from '../../src/nn/layers.ts';
import { crossEntropy } from '../../src/nn/losses.ts';
import { gelu } from '../../src/nn/ops/activations.ts';
import { add, multiply } from '../../src/nn/ops/arithmetic.ts';
import { matmulTransposed } from '../../src/nn/ops/linear.ts';
import { attention, embedding, normalize } from '../../src/nn/ops/sequence.ts';
import { Adam, clipGradients } from '../../src/nn/optimise.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';
import { differenceOf, slopes } from './finite-differences.ts';

const [batch, time, width, heads, vocabulary] = [2, 6, 8, 2, 7];
const kernels = plainKernels('float64');

function transformer() {
  const graph = new Graph(kernels);
  const weights = new ParameterSet(
    kernels,
    graph.arena,
    [
      { name: 'tokens', shape: [vocabulary, width], initial: normal(0.5) },
      { name: 'positions', shape: [time, width], initial: normal(0.5) },
      { name: 'gain', shape: [width], initial: ones },
      { name: 'bias', shape: [width], initial: zeros },
      ...linearParameters('qkv', width, 3 * width),
      ...linearParameters('mix', width, width),
      ...linearParameters('up', width, 4 * width),
      ...linearParameters('down', 4 * width, width),
    ],
    new Random(1),
  );
  const ids = graph.arena.ints(batch * time);
  const targets = graph.arena.ints(batch * time);
  const embedded = reshape(embedding(graph, weights.get('tokens'), ids), [batch, time, width]);
  const x = add(embedded, weights.get('positions')); // [B, T, C]
  const normed = add(multiply(normalize(x), weights.get('gain')), weights.get('bias'));
  const looked = attention(linearLayer(normed, weights, 'qkv'), heads).output;
  const mixed = add(x, linearLayer(looked, weights, 'mix'));
  const thought = linearLayer(gelu(linearLayer(normalize(mixed), weights, 'up')), weights, 'down');
  const logits = matmulTransposed(normalize(add(mixed, thought)), weights.get('tokens')); // [B, T, V]
  const loss = crossEntropy(logits, targets);
  const random = new Random(2);
  for (let i = 0; i < ids.length; i++) {
    ids.data[i] = random.below(vocabulary);
    targets.data[i] = random.below(vocabulary);
  }
  return { graph, weights, loss, ids, targets, logits };
}

test('gradients of the whole model by finite differences', () => {
  const { graph, weights, loss } = transformer();
  graph.forward();
  graph.backward(loss);
  const all = { shape: [weights.size], value: weights.values, grad: weights.gradients };
  const found = { ...all, grad: { ...weights.gradients, data: weights.gradients.data.slice() } };
  expect(differenceOf(slopes(graph, loss, all), found)).toBeLessThan(1e-6);
});

test('no token sees what comes after it', () => {
  const { graph, ids, logits } = transformer();
  graph.forward();
  const before = logits.value.data.slice();
  ids.data[3] = (ids.data[3] + 1) % vocabulary;
  graph.forward();
  const row = (t: number) => logits.value.data.slice(t * vocabulary, (t + 1) * vocabulary);
  for (let t = 0; t < time; t++) {
    const was = before.slice(t * vocabulary, (t + 1) * vocabulary);
    if (t < 3) expect(row(t)).toEqual(was);
    else expect(row(t)).not.toEqual(was);
  }
});

test('it learns by heart', () => {
  const { graph, weights, loss } = transformer();
  const adam = new Adam(weights, { decay: 0.01 });
  for (let step = 0; step < 300; step++) {
    graph.forward();
    graph.backward(loss);
    clipGradients(weights, 1);
    adam.step(0.01);
  }
  expect(loss.value.data[0]).toBeLessThan(0.05);
});
