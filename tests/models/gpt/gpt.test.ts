import { describe, expect, test } from 'vitest';
import { type GptConfig, GptConfigSchema, type NetworkConfig, presets } from '../../../src/models/gpt/config.ts';
import { Decoder, type Gpt } from '../../../src/models/gpt/decoder.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { rateAt } from '../../../src/models/text-network/config.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { documentSource, streamSource, type TextSource } from '../../../src/models/text-network/text.ts';
import { Trainer } from '../../../src/models/text-network/train.ts';
import { sizeOf } from '../../../src/nn/graph.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { gradientError } from '../text-network/whole-gradient.ts';

const small = GptConfigSchema.parse({
  context: 10,
  width: 12,
  layers: 2,
  heads: 3,
  batch: 4,
  parts: 2,
  steps: 60,
  lr: 0.01,
  warmup: 5,
  deviation: 0.3,
});
const kinds: readonly (readonly [string, Partial<NetworkConfig>])[] = [
  ['as in GPT-2', {}],
  [
    'as in microgpt',
    { tied: false, norm: 'rms', gain: false, bias: false, activation: 'relu', norm_embedding: true, quiet: false },
  ],
  ['a mixture', { norm: 'rms', bias: true, tied: false }],
];
const [vocabulary, float64] = [7, plainKernels('float64')];

function modelOf(config: NetworkConfig, kernels = float64): Gpt {
  const network = new GptNetwork(config);
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(3));
  return { network, vocabulary, weights };
}

const trainerOf = (config: GptConfig, source: TextSource, seed: number, kernels: Kernels = float64): Trainer =>
  new Trainer(new GptNetwork(config), config, source, seed, kernels);

const someTokens = (count: number, seed = 1): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.below(vocabulary));
};

describe.each(kinds)('%s', (_, kind) => {
  const config = { ...small, ...kind };

  test('gradients of the whole model by finite differences', () => {
    // Differences stumble over kinks, so nothing is bent sharply here.
    const config: NetworkConfig = { ...small, ...kind, width: 6, context: 4, activation: 'gelu' };
    expect(gradientError(new GptNetwork(config), vocabulary, 4)).toBeLessThan(1e-6);
  });

  test('with its cache it believes what it believes without', () => {
    const model = modelOf(config);
    const [decoder, reader] = [new Decoder(model), new Reader(model)];
    const tokens = someTokens(config.context);
    const whole = reader.logits(tokens).map((row) => row.slice());
    const place = decoder.open();
    for (const [t, token] of tokens.entries()) {
      const [logits] = decoder.step([place], [token]);
      for (let v = 0; v < vocabulary; v++) expect(logits[v]).toBeCloseTo(whole[t][v], 10);
    }
    expect(() => decoder.step([place], [0])).toThrow(RangeError);
  });
});

test('texts that are written together do not notice each other', () => {
  const model = modelOf(small);
  const decoder = new Decoder(model);
  const reader = new Reader(model);
  const texts = [someTokens(6, 1), someTokens(6, 2), someTokens(6, 3)];
  const places = texts.map(() => decoder.open());
  // They come one after the other, and one goes early.
  const plan = [[0], [0, 1], [2, 0, 1], [1, 2], [0, 2], [2], [1, 2, 0], [0, 1]];
  const read = [0, 0, 0];
  for (const who of plan) {
    const rows = decoder.step(
      who.map((i) => places[i]),
      who.map((i) => texts[i][read[i]]),
    );
    for (const [n, i] of who.entries()) {
      const alone = reader.logits(texts[i].slice(0, ++read[i])).at(-1)!;
      for (let v = 0; v < vocabulary; v++) expect(rows[n][v]).toBeCloseTo(alone[v], 10);
    }
  }
  decoder.close(places[1]);
  expect(decoder.open()).toBe(places[1]);
  expect(decoder.length(places[1])).toBe(0);
});

test('who looks at whom adds up to 1, and nobody looks ahead', () => {
  const maps = new Reader(modelOf(small)).attention(someTokens(7));
  expect([maps.length, maps[0].length, maps[0][0].length, maps[0][0][0].length]).toEqual([2, 3, 7, 7]);
  for (const square of maps.flat()) {
    for (const [t, row] of square.entries()) {
      expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
      expect(row.slice(t + 1)).toEqual(row.slice(t + 1).map(() => 0));
    }
  }
});

test('without a mask everybody looks at everybody, and what comes later changes what was believed before', () => {
  const { weights } = modelOf(small);
  const reader = new Reader({ network: new GptNetwork(small, { causal: false }), vocabulary, weights });
  const tokens = someTokens(7);
  for (const row of reader.attention(tokens).flat(2)) {
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(Math.min(...row)).toBeGreaterThan(0);
  }
  const first = () => Array.from(reader.logits(tokens)[0]);
  const before = first();
  tokens[6] = (tokens[6] + 1) % vocabulary;
  expect(first()).not.toEqual(before);
});

test('sizes as published: 4,192 for microgpt, 0.80 million for the setting of nanoGPT without positions', () => {
  const count = (config: NetworkConfig, tokens: number, without = '') =>
    new GptNetwork(config)
      .parameters(tokens)
      .reduce((sum, { name, shape }) => sum + (name === without ? 0 : sizeOf(shape)), 0);
  expect(count(presets.microgpt, 27)).toBe(4192);
  expect(count(presets['nanogpt-cpu'], 65, 'positions') / 1e6).toBeCloseTo(0.8, 2);
  // 2 for each weight of a matrix, and attention beside
  expect(new GptNetwork(presets['nanogpt-cpu']).flops(65, 64)).toBeGreaterThan(2 * 4 * 12 * 128 * 128);
});

describe('training', () => {
  const text = Int32Array.from({ length: 300 }, (_, i) => (i * i) % vocabulary);

  test('learns a rule by heart, on either kind of kernels', () => {
    for (const name of ['plain', 'simd']) {
      const trainer = trainerOf(small, streamSource(text, vocabulary), 1, kernelsNamed(name));
      const losses = Array.from({ length: small.steps }, () => trainer.step().loss);
      expect(losses[0]).toBeGreaterThan(1.5);
      expect(losses.at(-1)).toBeLessThan(0.6);
      trainer.free();
    }
  });

  test('goes on from a moment to the very same numbers, with dropout too', () => {
    const config = { ...small, dropout: 0.2 };
    const trainer = trainerOf(config, streamSource(text, vocabulary), 5);
    for (let i = 0; i < 4; i++) trainer.step();
    const moment = trainer.snapshot();
    const onward = [trainer.step(), trainer.step()];
    const other = trainerOf(config, streamSource(text, vocabulary), 5);
    other.restore(moment);
    expect([other.step(), other.step()]).toEqual(onward);
  });

  test('dropout strikes out the share that it says, and what stays makes up for it', () => {
    const still = { ...small, lr: 0, warmup: 0, steps: 1000 };
    const mean = (config: typeof small) => {
      const trainer = trainerOf(config, streamSource(text, vocabulary), 2);
      return Array.from({ length: 60 }, () => trainer.step().loss).reduce((a, b) => a + b) / 60;
    };
    expect(mean({ ...still, dropout: 0.1 })).not.toBe(mean(still));
    expect(mean({ ...still, dropout: 0.1 })).toBeCloseTo(mean(still), 0);
  });

  test('only what is asked for counts', () => {
    // Nothing behind the end of a document is asked for, so a long row gives the loss of a short one.
    const documents = [Int32Array.of(3, 4)];
    const source = documentSource(documents, vocabulary, 0);
    const [ids, targets] = [new Int32Array(6), new Int32Array(6)];
    source.draw(ids, targets, new Random(1));
    expect([...ids]).toEqual([0, 3, 4, 0, 0, 0]);
    expect([...targets]).toEqual([3, 4, 0, -1, -1, -1]);
    source.draw(ids.subarray(0, 2), targets.subarray(0, 2), new Random(1));
    expect([...targets.subarray(0, 2)]).toEqual([3, 4]);
    const loss = (context: number) =>
      trainerOf({ ...small, context, batch: 1, parts: 1, deviation: 0 }, source, 1).step().loss;
    expect(loss(3)).toBeCloseTo(Math.log(vocabulary), 10);
    expect(loss(9)).toBeCloseTo(loss(3), 10);
  });

  test('the learning rate rises, falls, and ends where it should', () => {
    const config = { ...small, steps: 100, warmup: 10, decay_to: 0.1 };
    expect(rateAt(0, config)).toBeCloseTo(0.1, 10);
    expect(rateAt(10, config)).toBe(1);
    expect(rateAt(55, config)).toBeCloseTo(0.55, 10);
    expect(rateAt(100, config)).toBeCloseTo(0.1, 10);
    expect(rateAt(50, { ...presets.microgpt, steps: 100 })).toBeCloseTo(0.5, 10);
    expect(rateAt(50, { ...config, decay: 'none' })).toBe(1);
  });

  test('what does not go together is refused', () => {
    const source = streamSource(text, vocabulary);
    expect(() => trainerOf({ ...small, heads: 5 }, source, 1)).toThrow('5 heads');
    expect(() => trainerOf({ ...small, batch: 5 }, source, 1)).toThrow('2 parts');
  });
});
