/** The networks that the transformer is held against. */
import { describe, expect, test } from 'vitest';
import { RecurrentConfigSchema, RecurrentNetwork } from '../../../src/models/recurrent/network.ts';
import { TrainingSchema } from '../../../src/models/text-network/config.ts';
import type { TextNetwork } from '../../../src/models/text-network/network.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { streamSource } from '../../../src/models/text-network/text.ts';
import { Trainer } from '../../../src/models/text-network/train.ts';
import { WindowConfigSchema, WindowNetwork } from '../../../src/models/window-mlp/network.ts';
import { Graph } from '../../../src/nn/graph.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { gradientError } from './whole-gradient.ts';

const float64 = plainKernels('float64');
const vocabulary = 6;
const networks: readonly (readonly [string, TextNetwork])[] = [
  ['window', new WindowNetwork(WindowConfigSchema.parse({ context: 6, window: 3, width: 4, hidden: 9 }), 0)],
  ['recurrent', new RecurrentNetwork(RecurrentConfigSchema.parse({ context: 6, width: 4, memory: 7 }))],
];

const weightsOf = (network: TextNetwork): ParameterSet =>
  new ParameterSet(float64, float64.arena(), network.parameters(vocabulary), new Random(1));

const someTokens = (count: number, seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(vocabulary));
};

describe.each(networks)('%s', (name, network) => {
  test('gradients by finite differences', () => {
    expect(gradientError(network, vocabulary, 5)).toBeLessThan(1e-6);
  });

  test('no token sees what comes after it, or another row', () => {
    const weights = weightsOf(network);
    const graph = new Graph(float64, weights.arena);
    const [rows, time] = [2, 6];
    const ids = graph.arena.ints(rows * time);
    const { logits } = network.read(graph, ids, rows, weights);
    const at = (b: number, t: number) => (network.byTime ? t * rows + b : b * time + t);
    ids.data.set(someTokens(rows * time, 4));
    graph.forward();
    const before = logits.value.data.slice();
    ids.data[at(1, 3)] = (ids.data[at(1, 3)] + 1) % vocabulary;
    graph.forward();
    const changed = (b: number, t: number) => {
      const from = at(b, t) * vocabulary;
      const row = (data: ArrayLike<number>) =>
        Array.from(data)
          .slice(from, from + vocabulary)
          .join();
      return row(before) !== row(logits.value.data);
    };
    for (let t = 0; t < time; t++) {
      expect(changed(0, t)).toBe(false);
      expect(changed(1, t)).toBe(t >= 3);
    }
  });

  test('learns a rule, and reads what it has learnt', () => {
    const text = Int32Array.from({ length: 200 }, (_, i) => i % vocabulary);
    const training = TrainingSchema.parse({ steps: 80, batch: 4, parts: 2, lr: 0.02, warmup: 0 });
    const trainer = new Trainer(network, training, streamSource(text, vocabulary), 1, float64);
    for (let i = 0; i < 80; i++) trainer.step();
    const rows = new Reader({ network, weights: trainer.weights, vocabulary }).logits([2, 3, 4]);
    const likeliest = rows.map((row) => row.indexOf(Math.max(...row)));
    expect(likeliest).toEqual([3, 4, 5]);
  });

  test(name === 'window' ? 'sees its window and nothing else' : 'remembers the beginning', () => {
    const reader = new Reader({ network, weights: weightsOf(network), vocabulary });
    const last = (tokens: number[]) => Array.from(reader.logits(tokens).at(-1)!).join();
    const isSame = last([1, 2, 3, 4, 5]) === last([0, 2, 3, 4, 5]);
    expect(isSame).toBe(name === 'window');
    expect(last([1, 2, 3, 4, 5])).not.toBe(last([1, 2, 0, 4, 5]));
  });
});
