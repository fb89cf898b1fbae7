/** How well it does, in numbers and for pictures. Everything here looks at the averaged weights with chance of its own, so that
 *  looking changes nothing in the run. Read first: ./train.ts, ../diffusion/sample.ts */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena } from '../../nn/kernels/kernels.ts';
import { Random } from '../../nn/random.ts';
import { type Denoiser, guessFromNoise, guessFromVelocity } from '../diffusion/denoiser.ts';
import { sample, sampleAll } from '../diffusion/sample.ts';
import { columns, predict, writeRow } from './network.ts';
import type { Trainer } from './train.ts';

/** How many rows are computed at once. */
const rows = 500;

export class Probe implements Denoiser {
  readonly size = 1;
  private readonly arena: Arena;
  private readonly graph: Graph;
  private readonly seen: Tensor;
  private readonly said: Tensor;

  constructor(private readonly trainer: Trainer) {
    const { kernels, average } = trainer;
    this.arena = kernels.arena();
    this.graph = new Graph(kernels, this.arena);
    this.seen = this.graph.input([rows, columns]);
    this.said = predict(this.seen, average.frozen());
  }

  // #region guess
  /** What the network says of each number, turned into what is under the noise; in the network's numbers. */
  guess(out: Float32Array, x: Float32Array, t: number): void {
    const { schedule, config } = this.trainer;
    const restore = config.predict === 'noise' ? guessFromNoise : guessFromVelocity;
    for (let from = 0; from < x.length; from += rows) {
      const part = x.subarray(from, from + rows);
      for (let i = 0; i < part.length; i++) writeRow(this.seen.value.data, i, part[i], schedule, t);
      this.graph.forward();
      restore(out.subarray(from, from + rows), part, this.said.value.data, schedule, t);
    }
  }
  // #endregion

  /** Numbers made from noise; from the same noise each time, so that pictures move only where it moves. */
  samples(count = 10_000): Float64Array {
    return Float64Array.from(sampleAll(this, count, this.options, new Random(this.trainer.seed + 1)), this.toTarget);
  }

  /** The way of `count` numbers from noise to the target: a number for each step stood on and one for the end, those of all
   *  numbers at a time. */
  paths(count: number): { readonly levels: number[]; readonly states: number[][] } {
    const levels: number[] = [];
    const states: number[][] = [];
    const steps = sample(this, count, this.options, new Random(this.trainer.seed + 1));
    for (;;) {
      const { value, done } = steps.next();
      levels.push(done ? 0 : value.noise_level);
      states.push(Array.from(done ? value : value.x, this.toTarget));
      if (done) return { levels, states };
    }
  }

  /** What it takes noisy numbers for at step t; both in numbers of the target. */
  guesses(xs: readonly number[], t: number): number[] {
    const { shift, scale, clip } = this.trainer;
    const out = new Float32Array(xs.length);
    this.guess(
      out,
      Float32Array.from(xs, (x) => (x - shift) / scale),
      t,
    );
    return Array.from(out, (x) => this.toTarget(Math.min(clip[1], Math.max(clip[0], x))));
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }

  private get options() {
    const { schedule, clip, config } = this.trainer;
    return { schedule, sampler: config.sampler, steps: config.sampling_steps, clip };
  }

  private readonly toTarget = (x: number): number => this.trainer.shift + this.trainer.scale * x;
}
