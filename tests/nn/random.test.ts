import { expect, test } from 'vitest';
import { Random } from '../../src/nn/random.ts';

test('chance that was saved goes on with the same numbers, the second of a normal pair too', () => {
  for (const drawn of [0, 1, 2, 3]) {
    const random = new Random(5);
    for (let i = 0; i < drawn; i++) random.normal();
    const state = JSON.parse(JSON.stringify(random.save()));
    const expected = [random.normal(), random.normal(), random.next(), random.normal()];
    const other = new Random(99);
    other.normal();
    other.restore(state);
    expect([other.normal(), other.normal(), other.next(), other.normal()]).toEqual(expected);
  }
});

test('normal numbers lie where they should: shares below some quantiles', () => {
  const random = new Random(1);
  const n = 100_000;
  const numbers = Array.from({ length: n }, () => random.normal());
  for (const [quantile, share] of [
    [-1.959964, 0.025],
    [-0.6744898, 0.25],
    [0, 0.5],
    [1.2815516, 0.9],
  ] as const) {
    const found = numbers.filter((x) => x < quantile).length / n;
    // four standard errors
    expect(Math.abs(found - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / n));
  }
});
