/** What every diffusion model is: a guess at the example under the noise. Networks may be trained to say it in other words:
 *  as the noise ε, or as the velocity v. All three say the same, once x_t is known.
 *  Papers: Ho et al. 2020 (ε); Salimans & Ho 2022 (v). Read first: ./schedule.ts. Read next: ./sample.ts, ./exact.ts */
import { noiseLevel, type Schedule, signalLevel } from './schedule.ts';

/** Given noisy examples, all at step t of 1..T: what were they without the noise? */
export interface Denoiser {
  /** Numbers in one example. */
  readonly size: number;
  /** x̂0 of each example in x [n · size] → out [n · size]; x stays as it is. */
  guess(out: Float32Array, x: Float32Array, t: number): void;
}

export type Numbers = Float32Array | Float64Array;

// #region noise
/** x_t = √ᾱ_t · x_0 + √(1 − ᾱ_t) · ε, one step of any length into the noise. `out` may be one of those read. */
export const addNoise = (out: Numbers, clean: Numbers, noise: Numbers, schedule: Schedule, t: number): void =>
  blend(out, clean, signalLevel(schedule, t), noise, noiseLevel(schedule, t));
// #endregion

// #region targets
/** v = √ᾱ_t · ε − √(1 − ᾱ_t) · x_0. It stays worth learning at both ends, where ε or x_0 can be read off x_t. */
export const velocityOf = (out: Numbers, clean: Numbers, noise: Numbers, schedule: Schedule, t: number): void =>
  blend(out, noise, signalLevel(schedule, t), clean, -noiseLevel(schedule, t));

/** x̂_0 = √ᾱ_t · x_t − √(1 − ᾱ_t) · v */
export const guessFromVelocity = (out: Numbers, x: Numbers, velocity: Numbers, schedule: Schedule, t: number): void =>
  blend(out, x, signalLevel(schedule, t), velocity, -noiseLevel(schedule, t));

/** ε = √(1 − ᾱ_t) · x_t + √ᾱ_t · v */
export const noiseFromVelocity = (out: Numbers, x: Numbers, velocity: Numbers, schedule: Schedule, t: number): void =>
  blend(out, x, noiseLevel(schedule, t), velocity, signalLevel(schedule, t));

/** x̂_0 = (x_t − √(1 − ᾱ_t) · ε) / √ᾱ_t. Near the end of the way a small error in ε is a large one here. */
export const guessFromNoise = (out: Numbers, x: Numbers, noise: Numbers, schedule: Schedule, t: number): void =>
  blend(out, x, 1 / signalLevel(schedule, t), noise, -noiseLevel(schedule, t) / signalLevel(schedule, t));

/** ε = (x_t − √ᾱ_t · x̂_0) / √(1 − ᾱ_t) */
export const noiseFromGuess = (out: Numbers, x: Numbers, guess: Numbers, schedule: Schedule, t: number): void =>
  blend(out, x, 1 / noiseLevel(schedule, t), guess, -signalLevel(schedule, t) / noiseLevel(schedule, t));
// #endregion

/** out = p · a + q · b, number by number. */
function blend(out: Numbers, a: Numbers, p: number, b: Numbers, q: number): void {
  for (let i = 0; i < out.length; i++) out[i] = p * a[i] + q * b[i];
}
