/** Learning to predict the next token: take rows of text, let the network say at each token what comes next, and make what
 *  really came a little more likely. Nobody labels anything: the text is its own answer.
 *  Left out: dropping of attention itself. Papers: Radford et al. 2018, section 3.1; Loshchilov & Hutter 2019 (AdamW).
 *  Read first: ./network.ts, ./text.ts, ../../nn/parts.ts
 *  Shapes: B rows in a part, T time, V vocabulary. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Kernels } from '../../nn/kernels/kernels.ts';
import { crossEntropyRows } from '../../nn/losses.ts';
import { multiply, sum } from '../../nn/ops/arithmetic.ts';
import { Adam, clipGradients, gradientNorm, type OptimiserState } from '../../nn/optimise.ts';
import { areSound, ParameterSet } from '../../nn/parameters.ts';
import { InlineTeam, type MakeTeam, type PartLearner, streamOf, type Team } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { checkTraining, rateAt, type TrainingConfig } from './config.ts';
import type { Drop, TextNetwork } from './network.ts';
import type { TextSource } from './text.ts';

export interface Step {
  /** Steps taken, this one included. */
  readonly step: number;
  /** Mean surprise at a token, in nats; ln V for a network that knows nothing. */
  readonly loss: number;
  readonly rate: number;
  /** Length of the gradient before it is clipped. */
  readonly gradient: number;
}

/** Everything that a run consists of at one step; going on from it gives the same numbers again. Chance is not in it: it comes
 *  from the seed and the number of the step. */
export interface Snapshot {
  readonly seed: number;
  readonly step: number;
  readonly weights: Float32Array | Float64Array;
  readonly optimiser: OptimiserState;
}

/** Learns from one part of a batch. Each thread has one of its own. */
export class TextLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly net: ReturnType<TextLearner['record']>;
  private readonly masks: Tensor[] = [];

  /** @throws InputError when the settings do not go with each other */
  constructor(
    private readonly network: TextNetwork,
    private readonly config: TrainingConfig,
    private readonly source: TextSource,
    private readonly seed: number,
    readonly kernels: Kernels,
    arena: Arena = kernels.arena(),
  ) {
    checkTraining(config);
    this.parameters = new ParameterSet(kernels, arena, network.parameters(source.vocabulary), new Random(seed));
    this.net = this.record();
  }

  // #region loss
  private record() {
    const { network, config, kernels, parameters } = this;
    const rows = config.batch / config.parts;
    const { arena } = parameters;
    const graph = new Graph(kernels, arena);
    const [ids, targets] = [arena.ints(rows * network.context), arena.ints(rows * network.context)];
    const { logits } = network.read(graph, ids, rows, parameters, config.dropout > 0 ? this.drop : undefined);
    const shares = graph.input([rows * network.context]);
    // Surprise at the token that came, averaged over those that are asked for.
    const loss = sum(multiply(crossEntropyRows(logits, targets), shares));
    return { graph, rows, ids, targets, shares, loss };
  }
  // #endregion

  /** Strikes out numbers, and makes up for it in those that stay (Srivastava et al. 2014). */
  private readonly drop: Drop = (x) => {
    const mask = x.graph.input(x.shape);
    this.masks.push(mask);
    return multiply(x, mask);
  };

  learn(step: number, index: number): number {
    const { graph, loss } = this.net;
    this.fill(new Random(streamOf(this.seed, step * this.config.parts + index)));
    graph.forward();
    graph.backward(loss);
    return loss.value.data[0];
  }

  private fill(random: Random): void {
    const { config, network, source } = this;
    const { rows, ids, targets, shares } = this.net;
    const time = network.context;
    const [row, next] = [new Int32Array(time), new Int32Array(time)];
    for (let b = 0; b < rows; b++) {
      source.draw(row, next, random);
      for (let t = 0; t < time; t++) {
        const at = network.byTime ? t * rows + b : b * time + t;
        ids.data[at] = row[t];
        targets.data[at] = next[t];
      }
    }
    let asked = 0;
    for (const target of targets.data) if (target >= 0) asked++;
    shares.value.data.fill(asked > 0 ? 1 / asked : 0);
    const kept = 1 - config.dropout;
    for (const { value } of this.masks) {
      const { data } = value;
      for (let i = 0; i < data.length; i++) data[i] = random.next() < kept ? 1 / kept : 0;
    }
  }
}

export class Trainer {
  readonly weights: ParameterSet;
  private readonly arena: Arena;
  private readonly optimiser: Adam;
  private readonly team: Team;
  private taken = 0;

  /** @throws InputError when the settings do not go with each other */
  constructor(
    readonly network: TextNetwork,
    readonly config: TrainingConfig,
    readonly source: TextSource,
    readonly seed: number,
    kernels: Kernels,
    makeTeam: MakeTeam = (parts, learner) => new InlineTeam(parts, learner),
  ) {
    this.arena = kernels.arena();
    const learner = new TextLearner(network, config, source, seed, kernels, this.arena);
    this.weights = learner.parameters;
    const { beta1, beta2, weight_decay } = config;
    this.optimiser = new Adam(this.weights, { beta1, beta2, decay: weight_decay });
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
  /** @param share of the highest learning rate; what the schedule says, if nothing is given */
  step(share = rateAt(this.taken, this.config)): Step {
    const { config, weights, optimiser, taken } = this;
    const rate = config.lr * share;
    const loss = this.team.gradients(taken);
    const gradient = config.clip > 0 ? clipGradients(weights, config.clip) : gradientNorm(weights);
    optimiser.step(rate);
    this.taken++;
    return { step: this.taken, loss, rate, gradient };
  }
  // #endregion

  snapshot(): Snapshot {
    const { seed, taken, weights, optimiser } = this;
    return { seed, step: taken, weights: weights.values.data.slice(), optimiser: optimiser.save() };
  }

  /** Goes back, or on, to a moment of this run. */
  restore({ step, weights, optimiser }: Pick<Snapshot, 'step' | 'weights' | 'optimiser'>): void {
    this.taken = step;
    this.weights.values.data.set(weights);
    this.optimiser.restore(optimiser);
  }

  /** Ends the team, and gives the memory back. */
  free(): void {
    this.team.close();
    this.arena.free();
  }
}
