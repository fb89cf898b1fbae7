/** A trained network as a denoiser, led by a prompt. Guidance asks it twice, with the prompt and without, and goes further in
 *  the direction in which the prompt pulls.
 *  Left out: negative prompts. Paper: Ho & Salimans 2021 (classifier-free guidance). Read first: ./unet.ts, ./denoiser.ts.
 *  Read next: ./sample.ts
 *  Shapes: N pictures, S size, V words of the vocabulary. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena } from '../../nn/kernels/kernels.ts';
import type { ParameterSet } from '../../nn/parameters.ts';
import { type NetworkConfig, scheduleOf } from './config.ts';
import { type Denoiser, guessFromVelocity } from './denoiser.ts';
import { writeBag } from './prompt.ts';
import type { Schedule } from './schedule.ts';
import { timeFeatures, writeTime } from './time.ts';
import { colours, type UnetInput, unet } from './unet.ts';

/** A trained network, and what it was trained for. */
export interface Model {
  readonly config: NetworkConfig;
  readonly vocabulary: readonly string[];
  readonly weights: ParameterSet;
}

interface Recorded extends UnetInput {
  readonly graph: Graph;
  readonly v: Tensor;
}

export class LearnedDenoiser implements Denoiser {
  readonly size: number;
  readonly schedule: Schedule;
  /** Words of each picture, as places in the vocabulary; with fewer prompts than pictures they are used again in turn. */
  prompts: readonly (readonly number[])[] = [[]];
  /** w: 0 ignores the prompt, 1 follows it, more exaggerates it. */
  guidance = 1;
  private readonly arena: Arena;
  /** By number of pictures in the batch. */
  private readonly recorded = new Map<number, Recorded>();

  constructor(readonly model: Model) {
    const { config, weights } = model;
    this.size = config.size * config.size * colours;
    this.schedule = scheduleOf(config);
    this.arena = weights.kernels.arena();
  }

  // #region guess
  /** x̂₀ = x̂₀(nothing) + w · (x̂₀(prompt) − x̂₀(nothing)); at 0 and 1 the network is asked only once. */
  guess(out: Float32Array, x: Float32Array, t: number): void {
    const { guidance, schedule } = this;
    const asksBoth = guidance !== 0 && guidance !== 1;
    const count = x.length / this.size;
    const net = this.recordedFor(asksBoth ? 2 * count : count);
    const { data } = net.x.value;
    data.set(x);
    if (asksBoth) data.set(x, x.length);
    for (let i = 0; i < net.x.shape[0]; i++) {
      writeTime(net.time.value.data, i * timeFeatures, t, schedule.steps);
      // With the prompt first, then without.
      this.writePrompt(net, i, guidance === 0 || i >= count ? [] : this.prompts[i % this.prompts.length]);
    }
    net.graph.forward();
    const v = net.v.value.data;
    if (asksBoth) {
      const without = v.subarray(x.length);
      for (let i = 0; i < x.length; i++) v[i] = without[i] + guidance * (v[i] - without[i]);
    }
    guessFromVelocity(out, x, v, schedule, t); // linear in v, so guidance may come first
  }
  // #endregion

  private writePrompt({ bags }: Recorded, i: number, words: readonly number[]): void {
    const { length } = this.model.vocabulary;
    writeBag(bags.value.data, i * length, words, length);
  }

  private recordedFor(pictures: number): Recorded {
    const known = this.recorded.get(pictures);
    if (known) return known;
    const { config, vocabulary, weights } = this.model;
    const graph = new Graph(weights.kernels, this.arena);
    const input: UnetInput = {
      x: graph.input([pictures, config.size, config.size, colours]), // [N, S, S, 3]
      time: graph.input([pictures, timeFeatures]),
      bags: graph.input([pictures, vocabulary.length]), // [N, V]
    };
    const made = { graph, ...input, v: unet(input, weights.frozen(), config) };
    this.recorded.set(pictures, made);
    return made;
  }

  /** Gives the memory back; that of the weights belongs to whoever made them. */
  free(): void {
    this.arena.free();
  }
}
