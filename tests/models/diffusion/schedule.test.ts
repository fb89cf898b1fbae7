import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cosineSchedule,
  linearSchedule,
  noiseLevel,
  noiseOfStep,
  type Schedule,
  signalLevel,
  signalToNoise,
} from '../../../src/models/diffusion/schedule.ts';

const linear = linearSchedule(1000, 1e-4, 0.02);

describe('linear', () => {
  test('leaves what Ho et al. state at the end, and the β of each step can be read off again', () => {
    expect(linear.alphaBar[1000]).toBeCloseTo(4.0358e-5, 9);
    expect(linear.alphaBar[0]).toBe(1);
    expect(noiseOfStep(linear, 1)).toBeCloseTo(1e-4, 12);
    expect(noiseOfStep(linear, 1000)).toBeCloseTo(0.02, 12);
    expect(noiseOfStep(linear, 500)).toBeCloseTo(1e-4 + (0.0199 * 499) / 999, 12);
  });

  test('the logarithm of what is left is the sum of the logarithms of what each step leaves', () => {
    let logarithm = 0;
    for (let t = 1; t <= 700; t++) logarithm += Math.log1p(-(1e-4 + (0.0199 * (t - 1)) / 999));
    expect(Math.log(linear.alphaBar[700])).toBeCloseTo(logarithm, 10);
  });
});

describe('cosine', () => {
  test.each([1, 50, 1000])('is the closed form over %i steps, but for the last', (steps) => {
    const { alphaBar } = cosineSchedule(steps);
    const form = (t: number) => Math.cos(((t / steps + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
    for (let t = 0; t < steps; t++) expect(alphaBar[t]).toBeCloseTo(form(t) / form(0), 12);
    expect(alphaBar[steps]).toBeCloseTo(alphaBar[steps - 1] / 1000, 14);
  });

  test('leaves little at the end, but something', () => {
    expect(cosineSchedule(1000).alphaBar[1000]).toBeCloseTo(2.4288e-9, 13);
    expect(cosineSchedule(1000, 2).alphaBar[1000]).toBeCloseTo(2.4288e-9 / 4, 13);
  });

  test.each([0.5, 2, 3])('a shift of %d divides signal to noise by its square: tan φ times the shift', (shift) => {
    const plain = cosineSchedule(100);
    const shifted = cosineSchedule(100, shift);
    for (let t = 1; t <= 100; t++) {
      expect(signalToNoise(shifted, t) / signalToNoise(plain, t)).toBeCloseTo(1 / (shift * shift), 10);
      const tangent = (schedule: Schedule) => Math.tan(Math.acos(signalLevel(schedule, t)));
      if (t < 90) expect(tangent(shifted) / tangent(plain)).toBeCloseTo(shift, 9);
    }
  });
});

test('levels are those of a circle, and fall and rise all the way', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0.25, max: 4, noNaN: true }), (steps, shift) => {
      for (const schedule of [cosineSchedule(steps, shift), linearSchedule(steps, 1e-3, 0.2)]) {
        expect(signalToNoise(schedule, 0)).toBe(Number.POSITIVE_INFINITY);
        for (let t = 1; t <= steps; t++) {
          expect(Math.hypot(signalLevel(schedule, t), noiseLevel(schedule, t))).toBeCloseTo(1, 12);
          expect(schedule.alphaBar[t]).toBeLessThan(schedule.alphaBar[t - 1]);
          expect(schedule.alphaBar[t]).toBeGreaterThan(0);
        }
      }
    }),
    { seed: 1, numRuns: 50 },
  );
});
