/** How well it does, in numbers and for pictures. Everything here looks at the averaged generator with chance of its own, so
 *  that looking changes nothing in the run. Shapes: Z latent size, n numbers in a pack. */
import { type Nearness, nearnessOf } from '../../data/numbers/measure.ts';
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena } from '../../nn/kernels/kernels.ts';
import { sigmoid } from '../../nn/ops/activations.ts';
import { Random } from '../../nn/random.ts';
import { games, saysChances } from './losses.ts';
import { discriminate, generate } from './networks.ts';
import { shareTold, type Trainer } from './train.ts';

export interface Measurement extends Nearness {
  /** Share of fresh packs that the discriminator tells right. */
  readonly d_accuracy: number;
}

/** How many rows are computed at once. */
const rows = 1000;

export class Probe {
  private readonly arena: Arena;
  private readonly made: { readonly graph: Graph; readonly z: Tensor; readonly numbers: Tensor };
  private readonly judged: {
    readonly graph: Graph;
    readonly packs: Tensor;
    readonly logits: Tensor;
    readonly chances: Tensor;
  };

  constructor(private readonly trainer: Trainer) {
    const { kernels, config, average, discriminator } = trainer;
    this.arena = kernels.arena();
    const making = new Graph(kernels, this.arena);
    const z = making.input([rows, config.latent]);
    this.made = { graph: making, z, numbers: generate(z, average.frozen()) };
    const judging = new Graph(kernels, this.arena);
    const packs = judging.input([rows, config.pack]);
    const logits = discriminate(packs, discriminator.frozen()).output;
    this.judged = { graph: judging, packs, logits, chances: sigmoid(logits) };
  }

  /** Numbers that the generator makes; from the same latents each time, so that pictures move only where it moves. */
  samples(count = 10_000): Float64Array {
    const random = new Random(this.trainer.seed + 1);
    return this.numbersFrom(count, (z) => this.trainer.kernels.normals(z.value, random));
  }

  measure(samples: Float64Array = this.samples()): Measurement {
    return { ...nearnessOf(samples, this.trainer.target), d_accuracy: this.accuracy(samples) };
  }

  /** What the generator makes along a line through the middle of its latents, in the direction in which its numbers rise most
   *  from end to end: one number for each position. */
  latentMap(positions: readonly number[]): number[] {
    const { latent } = this.trainer.config;
    // Both ends of each axis show which way is up.
    const ends = this.numbersFrom(2 * latent, ({ value: { data } }) => {
      data.fill(0);
      for (let axis = 0; axis < latent; axis++) {
        data[2 * axis * latent + axis] = -1;
        data[(2 * axis + 1) * latent + axis] = 1;
      }
    });
    const rises = Array.from({ length: latent }, (_, axis) => ends[2 * axis + 1] - ends[2 * axis]);
    const length = Math.sqrt(rises.reduce((sum, rise) => sum + rise * rise, 0)) || 1;
    const map = this.numbersFrom(positions.length, ({ value: { data } }, from) => {
      for (let i = 0; i < rows; i++) {
        for (let axis = 0; axis < latent; axis++) {
          data[i * latent + axis] = ((positions[from + i] ?? 0) * rises[axis]) / length;
        }
      }
    });
    return Array.from(map);
  }

  // #region curve
  /** What the discriminator says to each number: the chance that it is real, or the bare score where the loss knows no chances.
   *  Where it sees packs, the number stands in several, among real numbers in one half of them and made ones in the other. */
  discriminatorCurve(xs: readonly number[]): number[] {
    const { target, seed, config } = this.trainer;
    const tries = config.pack === 1 ? 1 : 20;
    const random = new Random(seed + 2);
    const made = this.samples(rows);
    const row = (i: number, j: number): number => {
      const turn = i % tries;
      if (j === turn % config.pack) return xs[Math.floor(i / tries)];
      return turn < tries / 2 ? target.sample(random) : made[random.below(rows)];
    };
    const said = this.verdicts(xs.length * tries, row, saysChances(config.loss));
    return xs.map((_, i) => said.subarray(i * tries, (i + 1) * tries).reduce((sum, y) => sum + y, 0) / tries);
  }
  // #endregion

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }

  private accuracy(samples: Float64Array): number {
    const { target, seed, config } = this.trainer;
    const random = new Random(seed + 3);
    const packs = Math.min(rows, Math.floor(samples.length / config.pack));
    const real = this.verdicts(packs, () => target.sample(random), false);
    const fake = this.verdicts(packs, (i, j) => samples[i * config.pack + j], false);
    return shareTold(real, fake, games[config.loss].threshold);
  }

  /** One verdict for each pack; `number` gives the j-th number of the i-th pack. */
  private verdicts(count: number, number: (i: number, j: number) => number, chances: boolean): Float64Array {
    const { shift, scale, config } = this.trainer;
    const { graph, packs, logits } = this.judged;
    const said = new Float64Array(count);
    for (let from = 0; from < count; from += rows) {
      const here = Math.min(rows, count - from);
      for (let i = 0; i < here; i++) {
        for (let j = 0; j < config.pack; j++) {
          packs.value.data[i * config.pack + j] = (number(from + i, j) - shift) / scale;
        }
      }
      graph.forward();
      const { data } = (chances ? this.judged.chances : logits).value;
      for (let i = 0; i < here; i++) said[from + i] = data[i];
    }
    return said;
  }

  /** Numbers made from latents that `fill` writes, `rows` of them at a time. */
  private numbersFrom(count: number, fill: (z: Tensor, from: number) => void): Float64Array {
    const { shift, scale } = this.trainer;
    const { graph, z, numbers } = this.made;
    const made = new Float64Array(count);
    for (let from = 0; from < count; from += rows) {
      fill(z, from);
      graph.forward();
      const { data } = numbers.value;
      for (let i = 0; i < Math.min(rows, count - from); i++) made[from + i] = shift + scale * data[i];
    }
    return made;
  }
}
