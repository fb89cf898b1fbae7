/** Training on several processors: a batch is cut into fixed parts, and their gradients are summed in a fixed order. So the
 *  result is the same to the last bit, whoever computed which part, and whatever came first.
 *  Read next: ../models/diffusion/train.ts */
import type { Block } from './kernels/kernels.ts';
import type { ParameterSet } from './parameters.ts';

/** One part of a step's batch, computed the same on whichever thread. */
export interface PartLearner {
  readonly parameters: ParameterSet;
  /** Adds to parameters.gradients those of part `index` of step `step`, and gives its mean loss. Chance comes from
   *  (seed, step, index) alone. */
  learn(step: number, index: number): number;
}

/** Whoever works through the parts of a step: in this thread, or in several. */
export interface Team {
  /** Fills parameters.gradients with the sum over all parts in the order of their index, divided by their number; gives the
   *  mean loss. */
  gradients(step: number): number;
  close(): void;
}

/** @returns whoever works through the parts of a step with these weights */
export type MakeTeam = (parts: number, learner: PartLearner) => Team;

/** A seed for each part of all steps: different ones for the parts of a run, far away from the seed itself. */
export const streamOf = (seed: number, part: number): number =>
  ((Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) + part) >>> 0;

// #region inline
/** All parts one after the other, in this thread. */
export class InlineTeam implements Team {
  private readonly sum: Block;

  constructor(
    private readonly parts: number,
    private readonly learner: PartLearner,
  ) {
    const { arena, size } = learner.parameters;
    this.sum = arena.block(size);
  }

  gradients(step: number): number {
    const { learner, parts, sum } = this;
    const { parameters } = learner;
    const { kernels, gradients } = parameters;
    let loss = 0;
    kernels.fill(sum, 0);
    for (let index = 0; index < parts; index++) {
      // Each part begins at 0, as it would on a thread of its own: added one by one, the same numbers round differently.
      parameters.clearGradients();
      loss += learner.learn(step, index);
      kernels.addScaled(sum, gradients, 1);
    }
    kernels.affine(gradients, sum, 1 / parts, 0);
    return loss / parts;
  }

  close(): void {}
}
// #endregion
