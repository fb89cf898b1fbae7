/** Sorted by digits as if they were compared one by one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeliestFirst } from '../../../src/models/decoding/order.ts';

function byComparing(weights: Float64Array): number[] {
  return [...weights.keys()].sort((a, b) => weights[b] - weights[a] || a - b);
}

function check(logits: ArrayLike<number>): void {
  const largest = Math.max(...Array.from(logits));
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
  expect([...likeliestFirst(logits, weights, largest)]).toEqual(byComparing(weights));
}

/** Alike, nearly alike, far apart, impossible. */
const logit = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -5, max: 5 }).map((n) => n * 1e-13),
  fc.double({ min: -40, max: 40, noNaN: true }),
  fc.double({ min: -3000, max: 3000, noNaN: true }),
  fc.constant(Number.NEGATIVE_INFINITY),
);

test('the order is that of comparing, with ties by number', () => {
  fc.assert(
    fc.property(fc.array(logit, { minLength: 1, maxLength: 60 }), (logits) => {
      fc.pre(logits.some(Number.isFinite));
      check(logits);
      check(Float32Array.from(logits));
    }),
    { numRuns: 1000, seed: 2 },
  );
});

test('many tokens, all alike, or all but alike', () => {
  check(new Float32Array(3000));
  check(Float64Array.from({ length: 3000 }, (_, i) => ((i * 7919) % 3001) * 1e-9));
  check(Float64Array.from({ length: 3000 }, (_, i) => Math.sin(i) * 20));
});

test('a network that has blown up gives each token once', () => {
  const logits = [1, Number.NaN, 3, Number.NaN, 2];
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - 3));
  expect([...likeliestFirst(logits, weights, 3)].sort()).toEqual([0, 1, 2, 3, 4]);
});
