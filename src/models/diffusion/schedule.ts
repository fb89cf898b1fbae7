/** How much of an example is left at each step on its way to noise: q(x_t | x_0) = N(√ᾱ_t · x_0, 1 − ᾱ_t).
 *  Left out: learned schedules, continuous time. Papers: Ho et al. 2020 (linear), Nichol & Dhariwal 2021 (cosine),
 *  Hoogeboom et al. 2023 (shift). Read next: ./denoiser.ts
 *  Steps count from 1 to T; at 0 nothing has happened yet. */
import { cosine } from '../../nn/schedule.ts';

export interface Schedule {
  /** T */
  readonly steps: number;
  /** ᾱ_t, the share of the variance that is signal: [T + 1], falling from 1. Above 0, so that no example is gone for good. */
  readonly alphaBar: Float64Array;
}

// #region schedules
/** The variance β_t that a step adds rises in a line: 1e-4 → .02 over 1000 steps leaves ᾱ_T = 4.0358e-5. */
export function linearSchedule(steps: number, first: number, last: number): Schedule {
  const alphaBar = new Float64Array(steps + 1);
  alphaBar[0] = 1;
  for (let t = 1; t <= steps; t++) {
    const beta = steps === 1 ? last : first + ((last - first) * (t - 1)) / (steps - 1);
    alphaBar[t] = alphaBar[t - 1] * (1 - beta);
  }
  return { steps, alphaBar };
}

/** √ᾱ_t is a quarter of a cosine: it leaves more of the example in the middle of the way than the linear one. The last step
 *  keeps a thousandth of what was left: ᾱ_T = 2.4288e-9 over 1000 steps.
 *  @param shift see shifted */
export function cosineSchedule(steps: number, shift = 1): Schedule {
  const offset = 0.008;
  const squared = (t: number): number => {
    const root = cosine(((t / steps + offset) / (1 + offset)) * (Math.PI / 2));
    return root * root;
  };
  const mostNoise = 0.999;
  const alphaBar = new Float64Array(steps + 1);
  alphaBar[0] = 1;
  for (let t = 1; t <= steps; t++) {
    alphaBar[t] = Math.max(squared(t) / squared(0), alphaBar[t - 1] * (1 - mostNoise));
  }
  return shifted({ steps, alphaBar }, shift);
}

/** More noise for the same signal: tan φ_t · shift, where √ᾱ_t = cos φ_t. With 2, examples twice as large are as noisy as
 *  before. */
function shifted({ steps, alphaBar }: Schedule, shift: number): Schedule {
  return { steps, alphaBar: alphaBar.map((kept) => kept / (kept + shift * shift * (1 - kept))) };
}
// #endregion

export const scheduleNames = ['cosine', 'linear'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** The schedules of the papers. The linear one is stated for 1000 steps; over fewer each adds more, as much in all. */
export function scheduleNamed(name: ScheduleName, steps: number, shift = 1): Schedule {
  if (name === 'cosine') return cosineSchedule(steps, shift);
  return shifted(linearSchedule(steps, 0.1 / steps, 20 / steps), shift);
}

/** √ᾱ_t: what is left of an example. */
export const signalLevel = ({ alphaBar }: Schedule, t: number): number => Math.sqrt(alphaBar[t]);

/** √(1 − ᾱ_t): the deviation of the noise on it. */
export const noiseLevel = ({ alphaBar }: Schedule, t: number): number => Math.sqrt(1 - alphaBar[t]);

/** ᾱ_t / (1 − ᾱ_t), of variances, for examples of variance 1; Infinity at 0. */
export const signalToNoise = ({ alphaBar }: Schedule, t: number): number => alphaBar[t] / (1 - alphaBar[t]);

/** β_t, the share of the variance that step t replaces by noise. */
export const noiseOfStep = ({ alphaBar }: Schedule, t: number): number => 1 - alphaBar[t] / alphaBar[t - 1];
