/** Going downhill, whatever is to be made small: the gradients of all parts of a batch, shortened if they are too long, and a
 *  step of AdamW at a rate that rises and falls. Papers: Loshchilov & Hutter 2019 (AdamW); Pascanu et al. 2013 (clipping).
 *  Read first: ../../nn/parts.ts, ../../nn/optimise.ts. Read next: ./train.ts */
import { Adam, clipGradients, gradientNorm, type OptimiserState } from '../../nn/optimise.ts';
import { areSound, type ParameterSet } from '../../nn/parameters.ts';
import { InlineTeam, type MakeTeam, type PartLearner, type Team } from '../../nn/parts.ts';
import { rateAt, type TrainingConfig } from './config.ts';

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

export class Descent {
  readonly weights: ParameterSet;
  private readonly optimiser: Adam;
  private readonly team: Team;
  private taken = 0;

  /** @param learner lives in this thread; its memory is given back in the end */
  constructor(
    learner: PartLearner,
    readonly config: TrainingConfig,
    readonly seed: number,
    makeTeam: MakeTeam = (parts, learner) => new InlineTeam(parts, learner),
  ) {
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
    this.weights.arena.free();
  }
}
