/** Learning to see through noise: take a picture, put noise on it, and let the network say what is noise. Some pictures come
 *  without their prompt, so that it learns both what a picture of this is like, and what any picture is like; the difference is
 *  what guidance follows later.
 *  Left out: learned variances, weights for the times, other sizes. Papers: Ho et al. 2020, Salimans & Ho 2022 (v), Ho &
 *  Salimans 2021 (dropped prompts). Read first: ./unet.ts, ./schedule.ts, ../../nn/parts.ts. Read next: ./learned.ts
 *  Shapes: P pictures in a part, S size, V words of the vocabulary. */
import { Graph } from '../../nn/graph.ts';
import type { Arena, Block, Kernels } from '../../nn/kernels/kernels.ts';
import { squaredError } from '../../nn/losses.ts';
import { Adam, averageWeights, clipGradients, type OptimiserState } from '../../nn/optimise.ts';
import { areSound, ParameterSet } from '../../nn/parameters.ts';
import { InlineTeam, type MakeTeam, type PartLearner, streamOf, type Team } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { cosineDecay } from '../../nn/schedule.ts';
import { checkConfig, type DiffusionConfig, scheduleOf } from './config.ts';
import { addNoise, velocityOf } from './denoiser.ts';
import { toNumber } from './pixels.ts';
import { writeBag } from './prompt.ts';
import type { Schedule } from './schedule.ts';
import type { LabelledPicture, PictureSource } from './source.ts';
import { timeFeatures, writeTime } from './time.ts';
import { colours, unet, unetParameters } from './unet.ts';

export interface Step {
  /** Steps taken, this one included. */
  readonly step: number;
  /** Mean squared error of v; 1 for a network that says nothing. */
  readonly loss: number;
  readonly rate: number;
}

/** Everything that a run consists of at one step; going on from it gives the same numbers again. Chance is not in it: it comes
 *  from the seed and the number of the step. */
export interface Snapshot {
  readonly config: DiffusionConfig;
  readonly vocabulary: readonly string[];
  readonly seed: number;
  readonly step: number;
  readonly weights: Float32Array | Float64Array;
  readonly average: Float32Array | Float64Array;
  readonly optimiser: OptimiserState;
}

// #region part
/** Learns from one part of a batch. Each thread has one of its own. */
export class PictureLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly schedule: Schedule;
  private readonly net: ReturnType<PictureLearner['record']>;
  /** x₀ and ε of the part: [P · S · S · 3] */
  private readonly clean: Block;
  private readonly noise: Block;

  /** @throws InputError when the settings do not go with each other */
  constructor(
    private readonly config: DiffusionConfig,
    private readonly source: PictureSource,
    private readonly seed: number,
    readonly kernels: Kernels,
    arena: Arena = kernels.arena(),
  ) {
    checkConfig(config);
    if (source.size !== config.size)
      throw new Error(`pictures of ${source.size} pixels for a network of ${config.size}`);
    this.schedule = scheduleOf(config);
    const parameters = unetParameters(config, source.vocabulary.length);
    this.parameters = new ParameterSet(kernels, arena, parameters, new Random(seed));
    this.net = this.record();
    this.clean = arena.block(this.net.x.value.length);
    this.noise = arena.block(this.net.x.value.length);
  }

  private record() {
    const { config, kernels, parameters, source } = this;
    const { batch, parts, size } = config;
    const graph = new Graph(kernels, parameters.arena);
    const pictures = batch / parts;
    const x = graph.input([pictures, size, size, colours]); // [P, S, S, 3]
    const time = graph.input([pictures, timeFeatures]);
    const bags = graph.input([pictures, source.vocabulary.length]); // [P, V]
    const v = graph.input(x.shape);
    const loss = squaredError(unet({ x, time, bags }, parameters, config), v);
    return { graph, x, time, bags, v, loss };
  }

  learn(step: number, index: number): number {
    const { graph, loss } = this.net;
    this.fill(new Random(streamOf(this.seed, step * this.config.parts + index)), index);
    graph.forward();
    graph.backward(loss);
    return loss.value.data[0];
  }

  /** New pictures, at times that are spread evenly over the batch, and what to say about them. */
  private fill(random: Random, index: number): void {
    const { config, schedule, source, clean, noise, kernels } = this;
    const { x, time, bags, v } = this.net;
    const { batch, parts, size } = config;
    const count = size * size * colours;
    kernels.normals(noise, random);
    for (let i = 0; i < batch / parts; i++) {
      const picture = source.draw(random);
      const share = (i * parts + index + random.next()) / batch; // in [0, 1), each sixteenth once in a batch of 16
      const t = 1 + Math.floor(share * schedule.steps);
      const [from, to] = [i * count, (i + 1) * count];
      writePicture(clean.data, from, picture.pixels, size, config.mirror && random.next() < 0.5);
      const [x0, epsilon] = [clean.data.subarray(from, to), noise.data.subarray(from, to)];
      addNoise(x.value.data.subarray(from, to), x0, epsilon, schedule, t);
      velocityOf(v.value.data.subarray(from, to), x0, epsilon, schedule, t);
      writeTime(time.value.data, i * timeFeatures, t, schedule.steps);
      writeBag(
        bags.value.data,
        i * source.vocabulary.length,
        keptWords(picture, config, random),
        source.vocabulary.length,
      );
    }
  }
}

/** What is left of a prompt: sometimes nothing, sometimes only the subject and some other words. */
export function keptWords(
  { words, subject }: LabelledPicture,
  { drop_prompt, drop_words }: DiffusionConfig,
  random: Random,
): readonly number[] {
  if (random.next() < drop_prompt) return [];
  if (random.next() >= drop_words) return words;
  return words.filter((word) => word === subject || random.next() < 0.5);
}
// #endregion

/** Writes pixels as numbers from place `at` on, mirrored if wanted. */
function writePicture(
  out: Float32Array | Float64Array,
  at: number,
  pixels: Float32Array,
  size: number,
  mirrored: boolean,
): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = (row * size + (mirrored ? size - 1 - column : column)) * colours;
      const to = at + (row * size + column) * colours;
      for (let c = 0; c < colours; c++) out[to + c] = toNumber(pixels[from + c]);
    }
  }
}

export class Trainer {
  readonly weights: ParameterSet;
  /** The weights that pictures are made with. */
  readonly average: ParameterSet;
  private readonly arena: Arena;
  private readonly optimiser: Adam;
  private readonly team: Team;
  private taken = 0;

  /** @throws InputError when the settings do not go with each other */
  constructor(
    readonly config: DiffusionConfig,
    readonly source: PictureSource,
    readonly seed: number,
    kernels: Kernels,
    makeTeam: MakeTeam = (parts, learner) => new InlineTeam(parts, learner),
  ) {
    this.arena = kernels.arena();
    const learner = new PictureLearner(config, source, seed, kernels, this.arena);
    this.weights = learner.parameters;
    this.average = this.weights.clone(this.arena);
    this.optimiser = new Adam(this.weights, config);
    this.team = makeTeam(config.parts, learner);
  }

  /** Steps taken. */
  get steps(): number {
    return this.taken;
  }

  /** No number has left all bounds: only then is it worth keeping. */
  get sound(): boolean {
    return areSound(this.weights.values.data) && this.optimiser.sound;
  }

  // #region step
  step(): Step {
    const { config, weights, average, optimiser, taken } = this;
    const rate = config.lr * cosineDecay(taken, config.steps, config.warmup);
    const loss = this.team.gradients(taken);
    clipGradients(weights, config.clip);
    optimiser.step(rate);
    averageWeights(average, weights, config.average, taken);
    this.taken++;
    return { step: this.taken, loss, rate };
  }
  // #endregion

  snapshot(): Snapshot {
    const { config, source, seed, taken, weights, average, optimiser } = this;
    return {
      config,
      vocabulary: source.vocabulary,
      seed,
      step: taken,
      weights: weights.values.data.slice(),
      average: average.values.data.slice(),
      optimiser: optimiser.save(),
    };
  }

  /** Goes back, or on, to a moment of this run. */
  restore({ step, weights, average, optimiser }: Snapshot): void {
    this.taken = step;
    this.weights.values.data.set(weights);
    this.average.values.data.set(average);
    this.optimiser.restore(optimiser);
  }

  /** Ends the team, and gives the memory back. */
  free(): void {
    this.team.close();
    this.arena.free();
  }
}
