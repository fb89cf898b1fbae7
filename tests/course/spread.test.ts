/** Surprise against closed forms: cross-entropy, entropy, and the gap between them, which is a divergence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreSpread, somethingElse } from '../../src/course/spread.ts';

const tokens = (...chances: number[]) => chances.map((p, index) => ({ token: `t${index}`, p }));

describe('closed forms', () => {
  it('a fair coin believed fair surprises by one bit, which is all there is', () => {
    const { surprise, entropy, impossible } = scoreSpread(['t0', 't1'], [50, 50, 0], tokens(0.5, 0.5));
    expect([surprise, entropy, impossible]).toEqual([1, 1, []]);
  });

  it('one of 2ⁿ alike has n bits of entropy', () => {
    for (let n = 1; n <= 5; n++) {
      const size = 1 << n;
      const over = tokens(...Array.from({ length: size }, () => 1 / size));
      const shares = [...over.map(() => 100 / size), 0];
      const { surprise, entropy } = scoreSpread(
        over.map(({ token }) => token),
        shares,
        over,
      );
      expect(surprise).toBeCloseTo(n, 12);
      expect(entropy).toBeCloseTo(n, 12);
    }
  });

  it('a coin of chance p believed to be q: −p·log2 q − (1−p)·log2(1−q)', () => {
    // p = 1/4, q = 1/2 believed: 1 bit. Entropy of 1/4: 2 − (3/4)·log2 3.
    const { surprise, entropy } = scoreSpread(['t0', 't1'], [50, 50, 0], tokens(0.25, 0.75));
    expect(surprise).toBeCloseTo(1, 12);
    expect(entropy).toBeCloseTo(2 - 0.75 * Math.log2(3), 12);
  });

  it('what is certain and was known surprises nobody', () => {
    const { surprise, entropy } = scoreSpread(['t0', 't1'], [100, 0, 0], tokens(1, 0));
    expect(Object.is(surprise, 0)).toBe(true);
    expect(Object.is(entropy, 0)).toBe(true);
  });

  it('what happens although it had no chance surprises without limit', () => {
    const { surprise, impossible } = scoreSpread(['t0', 't1'], [100, 0, 0], tokens(0.7, 0.2, 0.1));
    expect(surprise).toBe(Infinity);
    expect(impossible).toEqual(['t1', somethingElse]);
  });
});

/** Chances that add up to 1, and shares per cent that add up to 100. */
const weights = (length: number) =>
  fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: length, maxLength: length });
const shared = (all: readonly number[], sum: number) => {
  const total = all.reduce((sum, weight) => sum + weight, 0);
  return all.map((weight) => (sum * weight) / total);
};

it('of any two spreads: the gap is Kullback and Leibler’s, never negative, and 0 for the model’s own', () => {
  const spreads = fc.integer({ min: 3, max: 7 }).chain((length) => fc.tuple(weights(length), weights(length)));
  fc.assert(
    fc.property(spreads, ([own, believed]) => {
      const p = shared(own, 1);
      const q = shared(believed, 100);
      const over = p.slice(0, -1).map((_, index) => `t${index}`);
      const { surprise, entropy, rows } = scoreSpread(over, q, tokens(...p));
      const divergence = p.reduce((sum, chance, index) => sum + chance * Math.log2(chance / (q[index] / 100)), 0);
      expect(surprise - entropy).toBeCloseTo(divergence, 9);
      expect(surprise - entropy).toBeGreaterThan(-1e-9);
      expect(rows.reduce((sum, { given }) => sum + given, 0)).toBeCloseTo(1, 12);
      expect(rows.reduce((sum, { actual }) => sum + actual, 0)).toBeCloseTo(1, 12);
      const known = scoreSpread(over, shared(own, 100), tokens(...p));
      expect(known.surprise).toBeCloseTo(known.entropy, 9);
    }),
    { seed: 2 },
  );
});

describe('rows', () => {
  it('stand in the order of the question, with everything else last', () => {
    const { rows } = scoreSpread(['t2', 't0'], [30, 30, 40], tokens(0.5, 0.3, 0.2));
    expect(rows).toEqual([
      { label: 't2', given: 0.3, actual: 0.2 },
      { label: 't0', given: 0.3, actual: 0.5 },
      { label: somethingElse, given: 0.4, actual: expect.closeTo(0.3, 12) },
    ]);
  });

  it('take a token with its space for the word, and what the model does not list for something else', () => {
    const { rows } = scoreSpread(['mat', 'sea'], [50, 20, 30], [{ token: ' mat', p: 0.4 }]);
    expect(rows.map(({ actual }) => actual)).toEqual([0.4, 0, 0.6]);
  });

  it('see nothing else where there is nothing but rounding', () => {
    const { rows } = scoreSpread(['t0', 't1', 't2'], [40, 30, 30, 0], tokens(0.7, 0.2, 0.1));
    expect(rows[3].actual).toBe(0);
  });
});
