import { expect, test } from 'vitest';
import { falling } from '../../../src/models/decoding/falling.ts';
import { Random } from '../../../src/nn/random.ts';

/** The slow twin. */
const compared = (weights: Float64Array): number[] =>
  Array.from(weights.keys()).sort((a, b) => weights[b] - weights[a] || a - b);

const random = new Random(1);
const many = (make: (i: number) => number, length = 1000): Float64Array =>
  Float64Array.from({ length }, (_, i) => make(i));

test.each([
  ['numbers', many(() => random.next())],
  ['many alike', many(() => random.below(5) / 4)],
  ['alike in 32 bits, not in 64', many(() => 0.5 + random.below(9) * 1e-12)],
  ['so small that 32 bits know only 0', many(() => 1e-60 * random.below(30))],
  ['of all sizes', many(() => Math.exp(-200 * random.next()))],
  ['1 and nothing', Float64Array.of(0, 1, 0)],
  ['one', Float64Array.of(1)],
  ['none', new Float64Array(0)],
])('%s, as comparing sorts them', (_, weights) => {
  expect(Array.from(falling(weights))).toEqual(compared(weights));
});

test('what is no number comes first, so that it is noticed', () => {
  expect(falling(Float64Array.of(0.5, Number.NaN, 1))[0]).toBe(1);
});
