/** Two networks, one game, numbers of one dimension: a generator learns to make numbers that a discriminator cannot tell
 *  from real ones, while that learns to tell them apart. At the end both are at rest: the discriminator says ½ to everything.
 *  Left out: batch normalisation, label smoothing. Paper: Goodfellow et al. 2014; averages of weights: Yazıcı et al. 2019.
 *  Read first: ./networks.ts, ./losses.ts, ../../nn/graph.ts. Read next: ./measure.ts
 *  Shapes: B batch, Z latent size, n numbers in a pack, P = B / n packs. */
import { InputError } from '../../data/input-error.ts';
import type { Target } from '../../data/numbers/targets.ts';
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Kernels } from '../../nn/kernels/kernels.ts';
import { add, multiply, subtract } from '../../nn/ops/arithmetic.ts';
import { Adam, averageWeights, gradientNorm, type Optimiser, type OptimiserState, Sgd } from '../../nn/optimise.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { Random, type RandomState } from '../../nn/random.ts';
import { linearDecay } from '../../nn/schedule.ts';
import type { GanConfig } from './config.ts';
import { games, r1Penalty, slopePenalty } from './losses.ts';
import {
  discriminate,
  discriminatorParameters,
  generate,
  generatorParameters,
  inPacks,
  steepness,
} from './networks.ts';

/** Who learns in a step. */
export type Learner = 'both' | 'generator' | 'discriminator';

export interface Step {
  /** Steps taken, this one included. */
  readonly step: number;
  /** With the loss of the paper 2·ln 2 at rest. */
  readonly d_loss: number;
  /** With the non-saturating loss ln 2 at rest. */
  readonly g_loss: number;
  /** Share of packs, real and fake, that the discriminator told right; at rest one half. */
  readonly d_accuracy: number;
  /** Length of the generator's gradient; 0 when it did not learn. */
  readonly g_gradient: number;
}

/** Everything that a run consists of at one step; going on from it gives the same numbers again. */
export interface Snapshot {
  readonly config: GanConfig;
  readonly seed: number;
  readonly step: number;
  /** The step at which the generator began. */
  readonly born: number;
  readonly random: RandomState;
  readonly last: Step;
  readonly shift: number;
  readonly scale: number;
  readonly generator: Numbers;
  readonly average: Numbers;
  readonly discriminator: Numbers;
  readonly optimisers: { readonly generator: OptimiserState; readonly discriminator: OptimiserState };
}

type Numbers = Float32Array | Float64Array;

export class Trainer {
  readonly generator: ParameterSet;
  readonly discriminator: ParameterSet;
  /** The generator that samples are drawn from. */
  readonly average: ParameterSet;
  /** From the target's numbers to those of the networks: (x − shift) / scale. */
  shift = 0;
  scale = 1;
  private readonly random: Random;
  private readonly learnsG: Optimiser;
  private readonly learnsD: Optimiser;
  private readonly judging: ReturnType<Trainer['recordJudging']>;
  private readonly forging: ReturnType<Trainer['recordForging']>;
  private readonly arena: Arena;
  /** The step at which the generator began: its average warms up from there. */
  private born = 0;
  private last: Step = { step: 0, d_loss: 0, g_loss: 0, d_accuracy: 0, g_gradient: 0 };

  /** @throws InputError when the batch does not part into packs */
  constructor(
    readonly config: GanConfig,
    readonly target: Target,
    readonly seed: number,
    readonly kernels: Kernels,
  ) {
    if (config.batch % config.pack !== 0) {
      const remedy = `Take a batch such as ${Math.ceil(config.batch / config.pack) * config.pack}.`;
      throw new InputError(`a batch of ${config.batch} does not part into packs of ${config.pack}`, 'batch', remedy);
    }
    this.arena = kernels.arena();
    this.random = new Random(seed);
    if (config.standardise) {
      const seen = Array.from({ length: 1000 }, () => target.sample(this.random));
      this.shift = seen.reduce((sum, x) => sum + x, 0) / seen.length;
      const squares = seen.reduce((sum, x) => sum + (x - this.shift) * (x - this.shift), 0);
      // Own numbers may be so few different ones that all those seen are alike.
      this.scale = Math.sqrt(squares / seen.length) || target.std;
    }
    this.generator = new ParameterSet(kernels, this.arena, generatorParameters(config.latent), this.random);
    this.discriminator = new ParameterSet(kernels, this.arena, discriminatorParameters(config.pack), this.random);
    this.average = this.generator.clone(this.arena);
    const optimise = (weights: ParameterSet): Optimiser =>
      config.optimizer === 'sgd' ? new Sgd(weights) : new Adam(weights, config);
    this.learnsG = optimise(this.generator);
    this.learnsD = optimise(this.discriminator);
    this.judging = this.recordJudging();
    this.forging = this.recordForging();
  }

  /** Steps taken. */
  get steps(): number {
    return this.last.step;
  }

  // #region graphs
  /** The discriminator's turn: real packs and fake ones, from a generator that does not move. */
  private recordJudging() {
    const { config, kernels, arena, discriminator } = this;
    const graph = new Graph(kernels, arena);
    const game = games[config.loss];
    const numbers = graph.input([config.batch, 1]);
    const z = graph.input([config.batch, config.latent]); // [B, Z]
    const real = inPacks(numbers, config.pack); // [P, n]
    const fake = inPacks(generate(z, this.generator.frozen()), config.pack); // [P, n]
    const judgedReal = discriminate(real, discriminator);
    const judgedFake = discriminate(fake, discriminator);
    const loss = game.discriminator(judgedReal.output, judgedFake.output);
    const mix = graph.input(real.shape); // how much of the real one, for each pack
    let total = loss;
    if (config.loss === 'wasserstein') {
      const between = add(fake, multiply(subtract(real, fake), mix)); // [P, n]
      const steep = steepness(discriminate(between, discriminator), between, discriminator);
      total = add(loss, slopePenalty(steep, config.penalty || 0.1));
    } else if (config.penalty > 0) {
      total = add(loss, r1Penalty(steepness(judgedReal, real, discriminator), config.penalty));
    }
    return { graph, numbers, z, mix, loss, total, real: judgedReal.output, fake: judgedFake.output };
  }

  /** The generator's turn: fake packs before a discriminator that does not move. */
  private recordForging() {
    const { config, kernels, arena } = this;
    const graph = new Graph(kernels, arena);
    const z = graph.input([config.batch, config.latent]); // [B, Z]
    const fake = inPacks(generate(z, this.generator), config.pack); // [P, n]
    const loss = games[config.loss].generator(discriminate(fake, this.discriminator.frozen()).output);
    return { graph, z, loss };
  }
  // #endregion

  // #region step
  /** Each side learns as often as the settings say; who does not learn is only measured. */
  step(who: Learner = 'both'): Step {
    const { config } = this;
    const rate = config.schedule === 'linear' ? linearDecay(this.steps, config.steps) : 1;
    const turnsD = who === 'generator' ? 0 : config.d_steps;
    const turnsG = who === 'discriminator' ? 0 : config.g_steps;

    const { judging, forging } = this;
    for (let turn = 0; turn < Math.max(1, turnsD); turn++) {
      this.drawReal(judging.numbers, judging.mix);
      this.kernels.normals(judging.z.value, this.random);
      judging.graph.forward();
      if (turn >= turnsD) continue;
      judging.graph.backward(judging.total);
      this.learnsD.step(rate * config.lr_d);
    }

    let gradient = 0;
    for (let turn = 0; turn < Math.max(1, turnsG); turn++) {
      this.kernels.normals(forging.z.value, this.random);
      forging.graph.forward();
      if (turn >= turnsG) continue;
      forging.graph.backward(forging.loss);
      gradient = gradientNorm(this.generator);
      this.learnsG.step(rate * config.lr_g);
      averageWeights(this.average, this.generator, config.average, this.steps - this.born);
    }

    this.last = {
      step: this.steps + 1,
      d_loss: judging.loss.value.data[0],
      g_loss: forging.loss.value.data[0],
      d_accuracy: shareTold(judging.real.value.data, judging.fake.value.data, games[config.loss].threshold),
      g_gradient: gradient,
    };
    return this.last;
  }
  // #endregion

  /** A batch of the target, as the networks see it, and shares for the points between real and fake. */
  private drawReal({ value: numbers }: Tensor, { value: mix }: Tensor): void {
    const { random, target, config } = this;
    const { data } = numbers;
    for (let i = 0; i < data.length; i++) data[i] = (target.sample(random) - this.shift) / this.scale;
    if (config.loss !== 'wasserstein') return;
    for (let i = 0; i < mix.length; i++) mix.data[i] = i % config.pack === 0 ? random.next() : mix.data[i - 1];
  }

  snapshot(): Snapshot {
    const { config, seed, last, born, shift, scale } = this;
    return {
      config,
      seed,
      last,
      born,
      shift,
      scale,
      step: last.step,
      random: this.random.save(),
      generator: this.generator.values.data.slice(),
      average: this.average.values.data.slice(),
      discriminator: this.discriminator.values.data.slice(),
      optimisers: { generator: this.learnsG.save(), discriminator: this.learnsD.save() },
    };
  }

  /** Goes back to a snapshot of this run, or of one with other settings. A network whose shape the settings changed (`latent`,
   *  `pack`) begins anew.
   *  @returns the networks that began anew */
  restore(snapshot: Snapshot): Learner[] {
    this.last = snapshot.last;
    this.born = snapshot.born;
    this.random.restore(snapshot.random);
    if (snapshot.config.standardise === this.config.standardise) {
      this.shift = snapshot.shift;
      this.scale = snapshot.scale;
    }
    const sameOptimiser = snapshot.config.optimizer === this.config.optimizer;
    const anew: Learner[] = [];
    if (snapshot.config.latent === this.config.latent) {
      this.generator.values.data.set(snapshot.generator);
      this.average.values.data.set(snapshot.average);
      if (sameOptimiser) this.learnsG.restore(snapshot.optimisers.generator);
    } else {
      this.born = snapshot.step;
      anew.push('generator');
    }
    if (snapshot.config.pack === this.config.pack) {
      this.discriminator.values.data.set(snapshot.discriminator);
      if (sameOptimiser) this.learnsD.restore(snapshot.optimisers.discriminator);
    } else anew.push('discriminator');
    return anew;
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }
}

/** Share of packs on the right side of the threshold; without one, of the middle between the two means. */
export function shareTold(real: Numbers, fake: Numbers, threshold?: number): number {
  const limit = threshold ?? (meanOf(real) + meanOf(fake)) / 2;
  let right = 0;
  for (let i = 0; i < real.length; i++) if (real[i] > limit) right++;
  for (let i = 0; i < fake.length; i++) if (fake[i] <= limit) right++;
  return right / (real.length + fake.length);
}

function meanOf(numbers: Numbers): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i];
  return total / numbers.length;
}
