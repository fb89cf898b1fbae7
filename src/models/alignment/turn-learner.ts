/** Learning from answers, each by its weight. With equal weights it is supervised fine-tuning: the same loss as in pre-training,
 *  but only the answer counts. With the advantage of each answer as its weight it is the policy gradient: what turned out better
 *  than expected becomes likelier, what turned out worse becomes less likely (./policy-learner.ts).
 *  Papers: Ouyang et al. 2022, section 3.1; Williams 1992 (REINFORCE). Read first: ./turns.ts, ./replay.ts
 *  Shapes: N turns, R rows of earlier text, B = N + R. */
import { Graph } from '../../nn/graph.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import type { PartLearner } from '../../nn/parts.ts';
import type { Random } from '../../nn/random.ts';
import { type Rows, recordRows } from '../text-network/rows.ts';
import { chanceOf, type Learning } from './learning.ts';
import { type Earlier, replay } from './replay.ts';
import { type Turn, writeTurn } from './turns.ts';

export interface WeightedTurn {
  readonly turn: Turn;
  /** What the surprise at each token of its answer counts. */
  readonly weight: number;
}

export abstract class TurnLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly rows: Rows;

  /** @param turns in a part of a step, at most */
  constructor(
    protected readonly given: Learning,
    private readonly turns: number,
    private readonly earlier: Earlier,
  ) {
    const { network, vocabulary, kernels } = given;
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
    const graph = new Graph(kernels, this.parameters.arena);
    this.rows = recordRows(network, graph, this.parameters, turns + earlier.rows);
  }

  /** Those of one part of a step. */
  protected abstract take(random: Random): readonly WeightedTurn[];

  // #region learn
  /** Surprise at the answers, by their weights, and at earlier text. */
  learn(step: number, index: number): number {
    const { rows, given, earlier, turns } = this;
    const { loss, shares, ids } = rows;
    const random = chanceOf(given, step, index);
    const time = ids.length / rows.rows;
    shares.value.data.fill(0);
    for (const [b, { turn, weight }] of this.take(random).entries()) {
      writeTurn(turn, rows, b);
      shares.value.data.fill(weight, b * time, (b + 1) * time);
    }
    replay(earlier, rows, turns, random);
    loss.graph.forward();
    loss.graph.backward(loss);
    return loss.value.data[0];
  }
  // #endregion
}

/** Answers to be told as they are. */
export interface FineTuningLesson {
  /** Turns of several kinds: each kind gets the same share of a step. */
  readonly kinds: readonly (readonly Turn[])[];
  /** In a part of a step. */
  readonly turns: number;
  readonly earlier: Earlier;
}

export class FineTuningLearner extends TurnLearner {
  constructor(
    given: Learning,
    private readonly lesson: FineTuningLesson,
  ) {
    super(given, lesson.turns, lesson.earlier);
  }

  /** The mean over all tokens of the answers counts. */
  protected take(random: Random): WeightedTurn[] {
    const { kinds, turns } = this.lesson;
    const taken = Array.from({ length: turns }, (_, i) => random.pick(kinds[i % kinds.length]));
    const tokens = taken.reduce((sum, { answer }) => sum + answer.length, 0);
    return taken.map((turn) => ({ turn, weight: 1 / tokens }));
  }
}
