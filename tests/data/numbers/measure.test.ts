import { describe, expect, test } from 'vitest';
import {
  histogram,
  meanAndStd,
  missed,
  modeShares,
  type Nearness,
  nearnessOf,
  wassersteinDistance,
} from '../../../src/data/numbers/measure.ts';
import { targets } from '../../../src/data/numbers/targets.ts';
import { Random } from '../../../src/nn/random.ts';

const middles = (n: number, f: (u: number) => number) => Float64Array.from({ length: n }, (_, i) => f((i + 0.5) / n));

describe('Wasserstein-1', () => {
  test('of the quantiles themselves is 0, in any order', () => {
    expect(wassersteinDistance(middles(1000, targets.normal.quantile).reverse(), targets.normal)).toBeCloseTo(0, 12);
  });

  test('of a shift is the shift', () => {
    const shifted = middles(1000, (u) => targets.skewed.quantile(u) + 0.3);
    expect(wassersteinDistance(shifted, targets.skewed)).toBeCloseTo(0.3, 12);
  });

  test('of one point to the normal distribution is the mean distance from it: σ·√(2/π)', () => {
    const point = new Float64Array(100_000).fill(4);
    expect(wassersteinDistance(point, targets.normal)).toBeCloseTo(1.25 * Math.sqrt(2 / Math.PI), 4);
  });

  test('of one mode to both is half the way between them', () => {
    const one = middles(10_000, (u) => targets.bimodal.quantile(u / 2));
    // the left half must stay at the left, the right half go 4 to the right: 2 on average, plus their spread
    expect(wassersteinDistance(one, targets.bimodal)).toBeGreaterThan(1.9);
    expect(wassersteinDistance(one, targets.bimodal)).toBeLessThan(2.3);
  });

  test('of true samples is small', () => {
    const random = new Random(2);
    const samples = Float64Array.from({ length: 10_000 }, () => targets.exponential.sample(random));
    expect(wassersteinDistance(samples, targets.exponential)).toBeLessThan(0.03);
  });
});

test('mean, deviation, shares and bins of numbers counted by hand', () => {
  const samples = Float64Array.of(-2, -2, -1.9, 2, 0, 9);
  expect(meanAndStd(Float64Array.of(1, 3, 5, 7))).toEqual({ mean: 4, std: Math.sqrt(5) });
  expect(modeShares(samples, targets.bimodal.modes!)).toEqual([0.5, 1 / 6]);
  const shown = histogram(samples, [-4, 4], 4);
  expect(shown).toEqual([0 / 12, 3 / 12, 1 / 12, 1 / 12]);
});

test('what misses a limit is named', () => {
  const good: Nearness = {
    wasserstein: 0,
    wasserstein_sigma: 0.07,
    mean: 0.1,
    std: 2,
    modes: [0.36, 0.6],
    collapsed: false,
  };
  expect(missed({ ...good, std: targets.bimodal.std }, targets.bimodal)).toEqual([]);
  expect(
    missed({ ...good, wasserstein_sigma: 0.071, mean: 0.2, std: 1.9, modes: [0.34, 0.6] }, targets.bimodal),
  ).toEqual(['W1 0.071 σ', 'mean 0.200', 'deviation 1.900', 'mode 1 34.0 %']);
  expect(missed({ ...good, wasserstein_sigma: Number.NaN }, targets.bimodal)).toContain('W1 NaN σ');
});

test('a mode that is nearly lost is a collapse, a weak one is not', () => {
  const random = new Random(1);
  const withLeft = (share: number) => {
    const mean = () => (random.next() < share ? -2 : 2);
    return nearnessOf(
      Float64Array.from({ length: 5000 }, () => mean() + 0.5 * random.normal()),
      targets.bimodal,
    );
  };
  expect(withLeft(0.05).collapsed).toBe(true);
  expect(withLeft(0.2).collapsed).toBe(false);
  const { wasserstein, wasserstein_sigma } = withLeft(0.2);
  expect(wasserstein / wasserstein_sigma).toBeCloseTo(targets.bimodal.std, 12);
});
