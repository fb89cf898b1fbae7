/** Logistic regression against finite differences, and where the answer is known. */
import { describe, expect, it } from 'vitest';
import { Logistic, probabilityOf } from '../../../src/models/safety-filter/logistic.ts';
import { Random } from '../../../src/nn/random.ts';

describe('logistic regression', () => {
  it('has the gradient of its loss', () => {
    const random = new Random(1);
    const model = new Logistic(8);
    model.bias = random.normal();
    for (let i = 0; i < 8; i++) model.weights[i] = 3 * random.normal();
    const tiny = 1e-5;
    for (const [features, isSo] of [
      [Int32Array.of(0, 3, 5), true],
      [Int32Array.of(1, 2, 3, 6, 7), false],
      [Int32Array.of(), true],
    ] as const) {
      const { bias, weights } = model.gradient(features, isSo);
      const slope = (move: (by: number) => void): number => {
        move(tiny);
        const above = model.loss(features, isSo);
        move(-2 * tiny);
        const below = model.loss(features, isSo);
        move(tiny);
        return (above - below) / (2 * tiny);
      };
      expect(slope((by) => (model.bias += by))).toBeCloseTo(bias, 7);
      for (let i = 0; i < 8; i++) {
        const at = features.indexOf(i);
        expect(slope((by) => (model.weights[i] += by))).toBeCloseTo(at < 0 ? 0 : weights[at], 7);
      }
    }
  });

  it('ends where each feature says how often it was so', () => {
    const model = new Logistic(3);
    const random = new Random(2);
    const shares = [0.9, 0.5, 0.2];
    for (let i = 0; i < 30_000; i++) {
      const feature = random.below(3);
      model.learn(Int32Array.of(feature), random.next() < shares[feature]);
    }
    for (const [feature, share] of shares.entries()) {
      expect(Math.abs(probabilityOf(model.logit(Int32Array.of(feature))) - share)).toBeLessThan(0.04);
    }
  });

  it('is finite however sure it is', () => {
    const model = new Logistic(1);
    for (const bias of [1000, -1000]) {
      model.bias = bias;
      expect(model.loss(Int32Array.of(), bias > 0)).toBe(0);
      expect(model.loss(Int32Array.of(), bias < 0)).toBe(1000);
    }
  });
});
