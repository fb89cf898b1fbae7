import { describe, expect, test } from 'vitest';
import {
  addNoise,
  guessFromNoise,
  guessFromVelocity,
  noiseFromGuess,
  noiseFromVelocity,
  velocityOf,
} from '../../../src/models/diffusion/denoiser.ts';
import { cosineSchedule, linearSchedule } from '../../../src/models/diffusion/schedule.ts';
import { Random } from '../../../src/nn/random.ts';

const n = 50_000;
const random = new Random(5);
const draw = (mean: number, std: number) => Float64Array.from({ length: n }, () => mean + std * random.normal());
const clean = draw(3, 2);
const noise = draw(0, 1);

test('one leap into the noise is as many small steps: the same mean and variance', () => {
  const schedule = linearSchedule(60, 1e-3, 0.1);
  const leap = new Float64Array(n);
  addNoise(leap, clean, noise, schedule, 60);
  const walked = clean.slice();
  for (let t = 1; t <= 60; t++) {
    const beta = 1 - schedule.alphaBar[t] / schedule.alphaBar[t - 1];
    for (let i = 0; i < n; i++) walked[i] = Math.sqrt(1 - beta) * walked[i] + Math.sqrt(beta) * random.normal();
  }
  const moments = (x: Float64Array) => {
    const mean = x.reduce((sum, y) => sum + y, 0) / n;
    return [mean, x.reduce((sum, y) => sum + (y - mean) * (y - mean), 0) / n];
  };
  moments(leap).forEach((moment, i) => {
    expect(moments(walked)[i]).toBeCloseTo(moment, 1);
  });
});

describe.each([1, 40, 97, 100])('at step %i of 100', (t) => {
  const schedule = cosineSchedule(100, 2);
  const empty = () => new Float64Array(n);
  const x = empty();
  addNoise(x, clean, noise, schedule, t);

  const far = (a: Float64Array, b: Float64Array) => a.reduce((most, y, i) => Math.max(most, Math.abs(y - b[i])), 0);

  test('the example and the noise come back from the velocity', () => {
    const [velocity, guess, back] = [empty(), empty(), empty()];
    velocityOf(velocity, clean, noise, schedule, t);
    guessFromVelocity(guess, x, velocity, schedule, t);
    noiseFromVelocity(back, x, velocity, schedule, t);
    expect(far(guess, clean)).toBeLessThan(1e-9);
    expect(far(back, noise)).toBeLessThan(1e-9);
  });

  test('and from each other', () => {
    const [guess, back] = [empty(), empty()];
    guessFromNoise(guess, x, noise, schedule, t);
    noiseFromGuess(back, x, clean, schedule, t);
    expect(far(guess, clean)).toBeLessThan(1e-8);
    expect(far(back, noise)).toBeLessThan(1e-9);
  });
});
