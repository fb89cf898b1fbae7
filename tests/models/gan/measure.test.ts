import { describe, expect, test } from 'vitest';
import { GanConfigSchema } from '../../../src/models/gan/config.ts';
import {
  histogram,
  type Measurement,
  meanAndStd,
  modeShares,
  Probe,
  wassersteinDistance,
} from '../../../src/models/gan/measure.ts';
import { missed } from '../../../src/models/gan/seeds.ts';
import { targets } from '../../../src/models/gan/targets.ts';
import { Trainer } from '../../../src/models/gan/train.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = plainKernels();
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
  const good: Measurement = {
    wasserstein: 0,
    wasserstein_sigma: 0.07,
    mean: 0.1,
    std: 2,
    modes: [0.36, 0.6],
    collapsed: false,
    d_accuracy: 0.5,
  };
  expect(missed({ ...good, std: targets.bimodal.std }, targets.bimodal)).toEqual([]);
  expect(
    missed({ ...good, wasserstein_sigma: 0.071, mean: 0.2, std: 1.9, modes: [0.34, 0.6] }, targets.bimodal),
  ).toEqual(['W1 0.071 σ', 'mean 0.200', 'deviation 1.900', 'mode 1 34.0 %']);
  expect(missed({ ...good, wasserstein_sigma: Number.NaN }, targets.bimodal)).toContain('W1 NaN σ');
});

describe('a probe', () => {
  const trained = (changes: object, steps: number, who?: 'discriminator') => {
    const config = GanConfigSchema.parse({ schedule: 'constant', ...changes });
    const trainer = new Trainer(config, targets.normal, 1, kernels);
    for (let i = 0; i < steps; i++) trainer.step(who);
    return new Probe(trainer);
  };

  test('draws the same samples each time, as many as wanted', () => {
    const probe = trained({}, 1);
    const samples = probe.samples(2500);
    expect(samples.length).toBe(2500);
    expect(probe.samples(2500)).toEqual(samples);
    expect(probe.samples().subarray(0, 2000)).toEqual(samples.subarray(0, 2000));
    expect(new Set(samples).size).toBeGreaterThan(2400);
  });

  test.each([1, 4])('a discriminator that learned alone, in packs of %i, knows where made numbers lie', (pack) => {
    const probe = trained({ pack }, 300, 'discriminator');
    // A generator that has learned nothing makes nearly the same number always.
    const { mean, std } = meanAndStd(probe.samples());
    expect(std).toBeLessThan(0.3);
    const [left, made, right] = probe.discriminatorCurve([mean - 1.25, mean, mean + 1.25]);
    expect(made).toBeLessThan(left - 0.1);
    expect(made).toBeLessThan(right - 0.1);
    for (const chance of [left, made, right]) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
  });

  test('many places in packs are judged like few', () => {
    const probe = trained({ pack: 1 }, 20);
    const xs = Array.from({ length: 2300 }, (_, i) => i / 100);
    const all = probe.discriminatorCurve(xs);
    expect(all.length).toBe(2300);
    expect(all[2200]).toBe(probe.discriminatorCurve([22])[0]);
  });

  test('a map from latent to number rises along its direction', () => {
    const map = trained({}, 100).latentMap([-2, 0, 2]);
    expect(map.length).toBe(3);
    expect(map[2]).toBeGreaterThan(map[0]);
    const line = trained({ latent: 1 }, 100).latentMap([-1, 0, 1]);
    expect(line[2]).toBeGreaterThan(line[0]);
  });
});
