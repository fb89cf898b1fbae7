/** Diffusion on numbers of one dimension: one network learns to say what is under the noise, at every level of it. No game, no
 *  opponent: a squared error that goes down. The same targets as those of ../gan, so that the two can be held side by side.
 *  Left out: prompts, learned variances. Papers: Ho et al. 2020; the velocity: Salimans & Ho 2022.
 *  Read first: ../diffusion/schedule.ts, ../diffusion/denoiser.ts, ./network.ts. Read next: ./probe.ts
 *  Shapes: B batch, F features of the noise level. */
import { meanAndStd } from '../../data/numbers/measure.ts';
import type { Target } from '../../data/numbers/targets.ts';
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Kernels } from '../../nn/kernels/kernels.ts';
import { squaredError } from '../../nn/losses.ts';
import { Adam, averageWeights, type OptimiserState } from '../../nn/optimise.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { Random, type RandomState } from '../../nn/random.ts';
import { linearDecay } from '../../nn/schedule.ts';
import { addNoise, type Numbers, velocityOf } from '../diffusion/denoiser.ts';
import { type Schedule, scheduleNamed } from '../diffusion/schedule.ts';
import type { Diffusion1dConfig } from './config.ts';
import { columns, networkParameters, predict, writeRow } from './network.ts';

export interface Step {
  /** Steps taken, this one included. */
  readonly step: number;
  /** Mean squared error: 1 for always saying 0. It does not come near 0, for what is under the noise cannot be known. */
  readonly loss: number;
}

/** Everything that a run consists of at one step; going on from it gives the same numbers again. */
export interface Snapshot {
  readonly last: Step;
  readonly random: RandomState;
  readonly shift: number;
  readonly scale: number;
  readonly clip: readonly [number, number];
  readonly weights: Numbers;
  readonly average: Numbers;
  readonly adam: OptimiserState;
}

export class Trainer {
  readonly schedule: Schedule;
  readonly weights: ParameterSet;
  /** The weights that samples are drawn with. */
  readonly average: ParameterSet;
  /** From the target's numbers to those of the network: (x − shift) / scale. */
  shift: number;
  scale: number;
  /** Where the network's numbers lie: those seen first, and a deviation more on either side. */
  clip: readonly [number, number];
  private readonly random: Random;
  private readonly adam: Adam;
  private readonly arena: Arena;
  private readonly learning: ReturnType<Trainer['record']>;
  private readonly one = { clean: new Float64Array(1), noise: new Float64Array(1), noisy: new Float64Array(1) };
  private last: Step = { step: 0, loss: Number.NaN };

  constructor(
    readonly config: Diffusion1dConfig,
    readonly target: Target,
    readonly seed: number,
    readonly kernels: Kernels,
  ) {
    this.schedule = scheduleNamed(config.noise_schedule, config.noise_steps);
    this.arena = kernels.arena();
    this.random = new Random(seed);
    const seen = Float64Array.from({ length: 1000 }, () => target.sample(this.random));
    const { mean, std } = meanAndStd(seen);
    this.shift = mean;
    // Own numbers may be so few different ones that all those seen are alike.
    this.scale = std || target.std;
    seen.sort();
    this.clip = [(seen[0] - mean) / this.scale - 1, (seen[seen.length - 1] - mean) / this.scale + 1];
    this.weights = new ParameterSet(kernels, this.arena, networkParameters, this.random);
    this.average = this.weights.clone(this.arena);
    this.adam = new Adam(this.weights);
    this.learning = this.record();
  }

  /** Steps taken. */
  get steps(): number {
    return this.last.step;
  }

  private record() {
    const graph = new Graph(this.kernels, this.arena);
    const rows = graph.input([this.config.batch, columns]); // [B, 1 + F]
    const wanted = graph.input([this.config.batch, 1]); // [B, 1]
    return { graph, rows, wanted, loss: squaredError(predict(rows, this.weights), wanted) };
  }

  // #region step
  /** Numbers of the target, each with noise of its own at a level of its own: what was done to them? */
  step(): Step {
    const { config, learning, kernels } = this;
    for (let i = 0; i < config.batch; i++) this.drawRow(learning.rows, learning.wanted, i);
    learning.graph.forward();
    learning.graph.backward(learning.loss);
    this.adam.step(config.lr * linearDecay(this.steps, config.steps));
    averageWeights(this.average, this.weights, config.average, this.steps);
    this.last = { step: this.steps + 1, loss: kernels.sum(learning.loss.value) };
    return this.last;
  }

  private drawRow(rows: Tensor, wanted: Tensor, i: number): void {
    const { schedule, random, config } = this;
    const { clean, noise, noisy } = this.one;
    clean[0] = (this.target.sample(random) - this.shift) / this.scale;
    noise[0] = random.normal();
    // One level from each of B equal parts of the way, so that each batch has them all.
    const t = 1 + Math.floor(((i + random.next()) * schedule.steps) / config.batch);
    addNoise(noisy, clean, noise, schedule, t);
    writeRow(rows.value.data, i, noisy[0], schedule, t);
    if (config.predict === 'velocity') velocityOf(noise, clean, noise, schedule, t);
    wanted.value.data[i] = noise[0];
  }
  // #endregion

  snapshot(): Snapshot {
    const { last, shift, scale, clip } = this;
    return {
      last,
      shift,
      scale,
      clip,
      random: this.random.save(),
      weights: this.weights.values.data.slice(),
      average: this.average.values.data.slice(),
      adam: this.adam.save(),
    };
  }

  /** Goes back to a snapshot of this run, or of one with other settings. */
  restore({ last, shift, scale, clip, random, weights, average, adam }: Snapshot): void {
    this.last = last;
    this.shift = shift;
    this.scale = scale;
    this.clip = clip;
    this.random.restore(random);
    this.weights.values.data.set(weights);
    this.average.values.data.set(average);
    this.adam.restore(adam);
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }
}
