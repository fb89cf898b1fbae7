import { describe, expect, test } from 'vitest';
import { ExactDenoiser, nearest } from '../../../src/models/diffusion/exact.ts';
import { sampleAll, samplers } from '../../../src/models/diffusion/sample.ts';
import { cosineSchedule } from '../../../src/models/diffusion/schedule.ts';
import { Random } from '../../../src/nn/random.ts';

const schedule = cosineSchedule(100);

describe('the guess', () => {
  const examples = Float32Array.of(-1, -0.9, 0.2, 2, 2, 3);
  const exact = new ExactDenoiser(examples, 1, schedule);

  /** E[x_0 | x_t] as an integral over a grid: the examples as narrow bumps, times the chance of the noise in between. */
  const integral = (x: number, t: number): number => {
    const [signal, variance] = [Math.sqrt(schedule.alphaBar[t]), 1 - schedule.alphaBar[t]];
    const [step, bump] = [1e-3, 0.004];
    let [above, below] = [0, 0];
    for (let x0 = -3; x0 < 5; x0 += step) {
      let density = 0;
      for (const example of examples) density += Math.exp(-((x0 - example) ** 2) / (2 * bump * bump));
      const chance = density * Math.exp(-((x - signal * x0) ** 2) / (2 * variance));
      above += x0 * chance;
      below += chance;
    }
    return above / below;
  };

  test.each([10, 30, 50, 80, 99])('at step %i is the mean over all that may be under the noise', (t) => {
    const xs = Float32Array.of(-2, -0.5, 0, 0.6, 1.3, 2.4);
    const out = new Float32Array(xs.length);
    exact.guess(out, xs, t);
    for (const [i, x] of xs.entries()) expect(out[i]).toBeCloseTo(integral(x, t), 2);
  });

  test('far from all examples is the nearest one, not 0 by 0', () => {
    const out = new Float32Array(2);
    exact.guess(out, Float32Array.of(400, -400), 1);
    expect(Array.from(out)).toEqual([3, -1]);
  });

  test('when nothing is left of the example is the mean of them all', () => {
    const out = new Float32Array(1);
    exact.guess(out, Float32Array.of(0.3), 100);
    expect(out[0]).toBeCloseTo(examples.reduce((sum, x) => sum + x, 0) / 6, 2);
  });
});

describe.each(samplers)('sampling from it with %s', (sampler) => {
  const random = new Random(3);
  const examples = Float32Array.from({ length: 10 * 12 }, () => random.normal());
  const made = sampleAll(
    new ExactDenoiser(examples, 12, schedule),
    60,
    { schedule, sampler, steps: 100 },
    new Random(1),
  );
  const found = Array.from({ length: 60 }, (_, i) => nearest(examples, made.subarray(12 * i, 12 * i + 12)));

  test('gives the examples back, and every one of them', () => {
    expect(Math.max(...found.map(({ distance }) => distance))).toBeLessThan(0.01);
    expect(new Set(found.map(({ index }) => index)).size).toBe(10);
  });
});

test('the nearest example is named, with its distance a number', () => {
  expect(nearest(Float32Array.of(0, 0, 5, 5), Float32Array.of(5, 7))).toEqual({ index: 1, distance: Math.sqrt(2) });
});
