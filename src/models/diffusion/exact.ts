/** The denoiser that no network can beat on its training set: nothing is learned, the examples themselves are asked. Given x_t,
 *  each example was the one under the noise with a chance that falls with its distance; the guess is their mean.
 *  What it makes are copies: a network that makes anything new does so because it is not this.
 *  Source: Bayes' rule; for what it means, Kamb & Ganguli 2024. Read first: ./denoiser.ts
 *  Shapes: N examples of `size` numbers, n noisy ones. */
import type { Denoiser } from './denoiser.ts';
import { noiseLevel, type Schedule, signalLevel } from './schedule.ts';

export class ExactDenoiser implements Denoiser {
  /** p(x_i | x_t) of the noisy example last looked at: [N] */
  private readonly chances: Float64Array;

  /** @param examples [N · size]; kept, not copied */
  constructor(
    readonly examples: Float32Array,
    readonly size: number,
    private readonly schedule: Schedule,
  ) {
    this.chances = new Float64Array(examples.length / size);
  }

  // #region exact
  guess(out: Float32Array, x: Float32Array, t: number): void {
    const { size, examples, chances } = this;
    for (let at = 0; at < x.length; at += size) {
      this.ask(x.subarray(at, at + size), t);
      const mean = out.subarray(at, at + size);
      for (let j = 0; j < size; j++) {
        let total = 0;
        for (let i = 0; i < chances.length; i++) total += chances[i] * examples[i * size + j];
        mean[j] = total;
      }
    }
  }

  /** How likely each example is under one noisy one: softmax of −|x_t − √ᾱ_t · x_i|² / (2 · (1 − ᾱ_t)) → [N], valid until asked
   *  again. The largest is subtracted first, so that far from all of them one still counts. */
  ask(x: Float32Array, t: number): Float64Array {
    const { size, examples, schedule, chances } = this;
    const signal = signalLevel(schedule, t);
    const noise = noiseLevel(schedule, t);
    let most = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < chances.length; i++) {
      let far = 0;
      for (let j = 0; j < size; j++) {
        const off = (x[j] - signal * examples[i * size + j]) / noise;
        far += off * off;
      }
      chances[i] = -far / 2;
      if (chances[i] > most) most = chances[i];
    }
    let total = 0;
    for (let i = 0; i < chances.length; i++) total += chances[i] = Math.exp(chances[i] - most);
    for (let i = 0; i < chances.length; i++) chances[i] /= total;
    return chances;
  }
  // #endregion
}

/** The nearest of the examples to one: which, and how far in root mean square a number. 0 is a copy. */
export function nearest(
  examples: Float32Array,
  one: Float32Array,
): { readonly index: number; readonly distance: number } {
  const size = one.length;
  let index = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < examples.length / size; i++) {
    let far = 0;
    for (let j = 0; j < size; j++) {
      const off = one[j] - examples[i * size + j];
      far += off * off;
    }
    if (far < least) {
      least = far;
      index = i;
    }
  }
  return { index, distance: Math.sqrt(least / size) };
}
