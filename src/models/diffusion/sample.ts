/** From noise to an example: at each step guess what is under the noise, and go a little of the way there.
 *  Left out: learned variances, solvers of higher order. Papers: Ho et al. 2020 (DDPM), Song et al. 2021 (DDIM),
 *  Meng et al. 2022 (from a sketch). Read first: ./schedule.ts, ./denoiser.ts */
import { InputError } from '../../data/input-error.ts';
import type { Random, RandomState } from '../../nn/random.ts';
import type { Denoiser } from './denoiser.ts';
import { noiseLevel, type Schedule, signalLevel } from './schedule.ts';

export const samplers = ['ddim', 'ddpm'] as const;
export type Sampler = (typeof samplers)[number];

/** One step from t down to s: x_s = guess · x̂_0 + state · x_t + std · z, with fresh noise z. */
interface Move {
  readonly guess: number;
  readonly state: number;
  readonly std: number;
}

// #region moves
export const moves: Record<Sampler, (schedule: Schedule, t: number, s: number) => Move> = {
  /** Ancestral: a draw from q(x_s | x_t, x_0) with x̂_0 for x_0, equation 7 of Ho et al. 2020, where s = t − 1. For longer
   *  steps β is what all the steps between add. */
  ddpm({ alphaBar }, t, s) {
    const alpha = alphaBar[t] / alphaBar[s];
    const beta = 1 - alpha;
    const noise = 1 - alphaBar[t];
    return {
      guess: (Math.sqrt(alphaBar[s]) * beta) / noise,
      state: (Math.sqrt(alpha) * (1 - alphaBar[s])) / noise,
      std: Math.sqrt(((1 - alphaBar[s]) / noise) * beta),
    };
  },

  /** Without chance on the way (η = 0): the same ε̂ as in x_t, only less of it. √ᾱ_s · x̂_0 + √(1 − ᾱ_s) · ε̂ */
  ddim(schedule, t, s) {
    const state = noiseLevel(schedule, s) / noiseLevel(schedule, t);
    return { guess: signalLevel(schedule, s) - state * signalLevel(schedule, t), state, std: 0 };
  },
};
// #endregion

export interface SampleOptions {
  readonly schedule: Schedule;
  readonly sampler: Sampler;
  /** S, of the T steps of the schedule: a whole number from 1 to T. */
  readonly steps: number;
  /** Where examples lie; guesses beyond are moved to the edge. */
  readonly clip?: readonly [least: number, most: number];
  /** Sketches [count · size] to begin from instead of noise. They get the noise of step strength · T, and only that is taken
   *  off again, in as large steps: at 0 the sketches come back, at 1 next to nothing is left of them. */
  readonly init?: { readonly examples: Float32Array; readonly strength: number };
  /** Where an earlier run stood, to go on from there, perhaps with another denoiser or in other steps. */
  readonly from?: SampleMoment;
}

/** A run at one step, before that step is taken. */
export interface SampleMoment {
  readonly step: number;
  readonly t: number;
  /** x_t: [count · size] */
  readonly x: Float32Array;
  /** Where the chance of each example stands. */
  readonly chances: readonly RandomState[];
}

/** `x` and `guess` are the sampler's own: they hold until the next step is asked for, and are not to be written to. */
export interface SampleStep {
  /** From 1 to `of`. */
  readonly step: number;
  readonly of: number;
  /** Where in the schedule: x is x_t. */
  readonly t: number;
  /** √(1 − ᾱ_t) */
  readonly noise_level: number;
  /** x_t, the noisy state before this step: [count · size] */
  readonly x: Float32Array;
  /** x̂_0, what is guessed to be under the noise: [count · size] */
  readonly guess: Float32Array;
  /** What a run needs to go on from here; it may be kept. */
  moment(): SampleMoment;
}

// #region sample
/** Makes `count` examples; returns them [count · size]. Each has chance of its own, so that the first is the same however many
 *  are made.
 *  @throws InputError when there are more steps than in the schedule */
export function* sample(
  denoiser: Denoiser,
  count: number,
  { schedule, sampler, steps, clip, init, from }: SampleOptions,
  random: Random,
): Generator<SampleStep, Float32Array> {
  const { size } = denoiser;
  if (init && init.examples.length !== count * size)
    throw new Error(`${init.examples.length} numbers are no ${count} sketches`);
  const chances = Array.from({ length: count }, () => random.fork());
  const path = stepsDown(schedule, steps, init?.strength);
  const x = new Float32Array(count * size);
  const guess = new Float32Array(count * size);
  if (from) {
    path.splice(0, path.length, from.t, ...path.filter((t) => t < from.t));
    x.set(from.x);
    from.chances.forEach((state, i) => {
      chances[i].restore(state);
    });
  } else {
    const [signal, noise] = init ? [signalLevel(schedule, path[0]), noiseLevel(schedule, path[0])] : [0, 1];
    for (let i = 0; i < x.length; i++) {
      const fresh = noise * chances[Math.floor(i / size)].normal();
      x[i] = init ? signal * init.examples[i] + fresh : fresh;
    }
  }
  const before = from ? from.step - 1 : 0;
  const of = before + path.length - 1;
  for (let step = before + 1; step <= of; step++) {
    const [t, s] = [path[step - before - 1], path[step - before]];
    denoiser.guess(guess, x, t);
    if (clip) for (let i = 0; i < guess.length; i++) guess[i] = Math.min(clip[1], Math.max(clip[0], guess[i]));
    if (step !== from?.step) {
      const moment = () => ({ step, t, x: x.slice(), chances: chances.map((chance) => chance.save()) });
      yield { step, of, t, noise_level: noiseLevel(schedule, t), x, guess, moment };
    }
    const move = moves[sampler](schedule, t, s);
    for (let i = 0; i < x.length; i++) {
      x[i] = move.guess * guess[i] + move.state * x[i];
      if (move.std > 0) x[i] += move.std * chances[Math.floor(i / size)].normal();
    }
  }
  return x;
}
// #endregion

/** The steps of the schedule that are stood on, evenly from strength · T down to 0.
 *  stepsDown({ steps: 1000, … }, 4) → 1000, 750, 500, 250, 0
 *  stepsDown({ steps: 1000, … }, 4, 0.5) → 500, 250, 0 */
export function stepsDown({ steps: most }: Schedule, steps: number, strength = 1): number[] {
  if (steps > most) {
    throw new InputError(`${steps} steps are more than this model was made for`, 'steps', `Give ${most} or fewer.`);
  }
  const first = Math.round(strength * most);
  if (first === 0) return [0];
  const taken = Math.min(first, Math.max(1, Math.round(strength * steps)));
  return Array.from({ length: taken + 1 }, (_, k) => Math.round((first * (taken - k)) / taken));
}

/** Makes `count` examples without a look on the way. */
export function sampleAll(denoiser: Denoiser, count: number, options: SampleOptions, random: Random): Float32Array {
  const steps = sample(denoiser, count, options, random);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return value;
  }
}
