import { describe, expect, test } from 'vitest';
import { type NetworkConfig, NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import type { Gpt } from '../../../src/models/gpt/decoder.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { type Mask, OpenTransformer, rowOf } from '../../../src/models/gpt/open.ts';
import { textVector } from '../../../src/models/gpt/text-vector.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { expectClose, listsOf, plainForward } from './plain-forward.ts';

const small = NetworkConfigSchema.parse({ context: 9, width: 12, layers: 2, heads: 3, deviation: 0.4 });
const kinds: readonly (readonly [string, Partial<NetworkConfig>])[] = [
  ['as in GPT-2', {}],
  [
    'as in microgpt',
    { tied: false, norm: 'rms', gain: false, bias: false, activation: 'relu', norm_embedding: true, quiet: false },
  ],
];
const vocabulary = 7;
const ids = [3, 1, 4, 1, 5, 6, 2];

function modelOf(config: NetworkConfig, kernels = plainKernels('float64')): Gpt {
  const network = new GptNetwork(config);
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(3));
  // Biases and gains that do nothing would hide a mistake.
  const random = new Random(4);
  for (const name of weights.names) {
    const { shape, value } = weights.get(name);
    if (shape.length === 1) for (let i = 0; i < value.length; i++) value.data[i] += 0.3 * (random.next() - 0.5);
  }
  return { network, vocabulary, weights };
}

describe.each(kinds)('%s', (_, kind) => {
  const model = modelOf({ ...small, ...kind });
  const { config } = model.network;

  test.each<Mask>(['causal', 'none'])('every number on the way is that of plain loops, mask %s', (mask) => {
    const open = new OpenTransformer(model, mask);
    const [inside, plain] = [open.read(ids), plainForward(config, listsOf(model.weights), ids, mask)];
    for (const name of ['tokens', 'positions', 'entered', 'logits'] as const) expectClose(inside[name], plain[name]);
    for (const [l, layer] of plain.layers.entries()) {
      for (const name of ['scores', 'weights', 'taken', 'thought', 'stream'] as const) {
        expectClose(inside.layers[l][name], layer[name]);
      }
      expectClose(open.says(inside.layers[l].stream[2]), plain.says(layer.stream[2]));
    }
    open.end();
  });

  test('with its mask it is the network itself, on both sets of kernels', () => {
    const reader = new Reader(model);
    const inside = new OpenTransformer(model).read(ids);
    expectClose(inside.logits, reader.logits(ids));
    expectClose(
      inside.layers.map(({ weights }) => weights),
      reader.attention(ids),
    );
    const fast = modelOf(config, kernelsNamed());
    expectClose(new OpenTransformer(fast).read(ids).logits, new Reader(fast).logits(ids), 4);
  });

  test('a text as a vector is the mean of what stands in the end at its tokens, of length 1', () => {
    const { last } = plainForward(config, listsOf(model.weights), ids);
    const mean = last[0].map((_, c) => last.slice(1).reduce((sum, row) => sum + row[c], 0));
    const length = Math.hypot(...mean);
    const unit = mean.map((x) => x / length);
    expectClose(textVector(new Reader(model), ids), unit, 6);
    expectClose(textVector(new Reader(modelOf(config, kernelsNamed())), ids), unit, 4);
  });

  test('behind the last block the lens says what the network says', () => {
    const open = new OpenTransformer(model);
    const { layers, logits } = open.read(ids);
    for (const t of [0, 3, 6]) expectClose(open.says(layers[1].stream[t]), logits[t]);
  });

  test('a token hears of those after it only without the mask', () => {
    const other = [...ids.slice(0, -1), 0];
    for (const [mask, same] of [
      ['causal', true],
      ['none', false],
    ] as const) {
      const open = new OpenTransformer(model, mask);
      const [a, b] = [open.read(ids).logits[2], open.read(other).logits[2]];
      expect(a.every((x, v) => Math.abs(x - b[v]) < 1e-12)).toBe(same);
    }
  });
});

test('what was read stays as it was when more is read', () => {
  const open = new OpenTransformer(modelOf(small));
  const first = open.read([1, 2, 3]);
  const before = structuredClone(first);
  open.read([4, 5, 6]);
  expect(first).toEqual(before);
  expect(() => open.read([])).toThrow(RangeError);
  expect(() => open.read(Array(10).fill(1))).toThrow(RangeError);
});

test('a row by hand: scores 4, 0 and 9 of heads of 16 numbers, at the second place', () => {
  const e = Math.exp(1);
  expect(rowOf([4, 0, 9], 1, 16, 'causal')).toEqual({
    scaled: Float64Array.of(1, 0, 2.25),
    masked: Float64Array.of(1, 0, -Infinity),
    weights: Float64Array.of(1 / (1 + 1 / e), 1 / e / (1 + 1 / e), 0),
  });
  expect(rowOf([4, 0, 9], 1, 16, 'none').weights[2]).toBeGreaterThan(0.7);
});
