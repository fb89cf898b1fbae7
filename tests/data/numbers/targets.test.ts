import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { normalCdf, normalDensity } from '../../../src/data/numbers/normal.ts';
import { ownNumbers, parseNumbers } from '../../../src/data/numbers/own-numbers.ts';
import { mixture, type Target, targets } from '../../../src/data/numbers/targets.ts';
import { Random } from '../../../src/nn/random.ts';

test('the bell curve against tables', () => {
  // Abramowitz & Stegun, table 26.1, and mpmath for the tails
  expect(normalCdf(0)).toBe(0.5);
  expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
  expect(normalCdf(-1.96)).toBeCloseTo(0.0249978951482204, 14);
  expect(normalCdf(3.5)).toBeCloseTo(0.9997673709209645, 14);
  expect(normalCdf(-6)).toBeCloseTo(9.865876450376946e-10, 14);
  expect([normalCdf(20), normalCdf(-20)]).toEqual([1, 0]);
  expect(normalDensity(0)).toBeCloseTo(1 / Math.sqrt(2 * Math.PI), 15);
});

const own = ownNumbers(Float64Array.of(3, 1, 1, 8, -2, 4, 4.5, 0), 'here');

describe.each([...Object.entries(targets), ['own', own] as const] as [string, Target][])('%s', (name, target) => {
  const { mean, std, range, density, cdf, quantile, sample } = target;

  test('is called by its name', () => {
    expect(target.name).toBe(name);
  });

  test('mean and deviation are those of its quantiles', () => {
    const n = 200_000;
    const middles = Array.from({ length: n }, (_, i) => quantile((i + 0.5) / n));
    const found = middles.reduce((sum, x) => sum + x, 0) / n;
    const spread = Math.sqrt(middles.reduce((sum, x) => sum + (x - found) * (x - found), 0) / n);
    expect(Math.abs(found - mean)).toBeLessThan(1e-4 * std);
    expect(Math.abs(spread - std)).toBeLessThan(1e-3 * std);
  });

  test('the share below a quantile is the share', () => {
    for (const u of [1e-6, 0.01, 0.1, 0.25, 0.499, 0.5, 0.6, 0.9, 0.99, 1 - 1e-6]) {
      const found = cdf(quantile(u));
      if (name === 'own') expect(found - u).toBeGreaterThan(0);
      else expect(found).toBeCloseTo(u, 10);
    }
  });

  test('the density adds up to the share below', () => {
    const [from, to] = range;
    const steps = 20_000;
    const width = (to - from) / steps;
    let total = cdf(from);
    for (let i = 0; i < steps; i++) total += density(from + (i + 0.5) * width) * width;
    // own numbers are smoothed over their edges
    expect(Math.abs(total - cdf(to))).toBeLessThan(name === 'own' ? 0.15 : 1e-4);
  });

  test('samples fall as the shares say', () => {
    const random = new Random(11);
    const numbers = Array.from({ length: 20_000 }, () => sample(random)).sort((a, b) => a - b);
    // Kolmogorov and Smirnov: largest difference of shares, exceeded by chance once in a thousand
    const atMost = (x: number) => numbers.filter((y) => y <= x).length / numbers.length;
    for (const u of [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98]) {
      const x = quantile(u);
      expect(Math.abs(atMost(x) - cdf(x))).toBeLessThan(1.95 / Math.sqrt(numbers.length));
    }
  });

  test('a picture of its range shows nearly all of it', () => {
    expect(cdf(range[1]) - cdf(range[0])).toBeGreaterThan(0.99);
  });
});

test('the parameters that are promised', () => {
  expect([targets.normal.mean, targets.normal.std]).toEqual([4, 1.25]);
  expect(targets.skewed.mean).toBeCloseTo(0.6 * -2 + 0.3 * 1 + 0.1 * 4, 14);
  expect(targets.uniform.std).toBeCloseTo(2 / Math.sqrt(3), 14);
});

test('quantiles in the gap between two far modes', () => {
  const far = mixture('far', [
    { mean: -100, std: 0.1, weight: 0.5 },
    { mean: 100, std: 0.1, weight: 0.5 },
  ]);
  expect(far.quantile(0.25)).toBeCloseTo(-100, 9);
  expect(far.quantile(0.75)).toBeCloseTo(100, 9);
  expect(Math.abs(far.quantile(0.5))).toBeLessThan(100);
});

describe("the learner's own numbers", () => {
  test('are read one a line', () => {
    expect(Array.from(parseNumbers('1\n\n -2.5 \r\n3e2\n', 'f'))).toEqual([1, -2.5, 300]);
  });

  test.each([
    ['1\ntwo\n', '"two" is not a number (f:2)'],
    ['1 2\n', '"1 2" is not a number (f:1)'],
    ['NaN', '"NaN" is not a number (f:1)'],
    ['1\n2\n-Infinity', '"-Infinity" is not a number (f:3)'],
    ['1e300', 'this number is too large (f:1)'],
  ])('%j is refused with its line', (text, message) => {
    expect(() => parseNumbers(text, 'f')).toThrow(message);
  });

  test.each([
    ['nothing', []],
    ['one', [3]],
    ['the same again', [3, 3, 3]],
    ['so little difference that its square is none', [0, -5e-324, 1e-200]],
  ])('%s is no distribution', (_, numbers) => {
    expect(() => ownNumbers(Float64Array.from(numbers), 'f')).toThrow(InputError);
  });

  test('are left as they are', () => {
    const numbers = Float64Array.of(3, 1, 2);
    ownNumbers(numbers, 'f');
    expect(Array.from(numbers)).toEqual([3, 1, 2]);
  });
});
