/** Learning from answers, each by its weight. With equal weights it is supervised fine-tuning: the same loss as in pre-training,
 *  but only the answer counts. With the advantage of each answer as its weight it is the policy gradient: what turned out better
 *  than expected becomes likelier, what turned out worse becomes less likely (./policy-learner.ts).
 *  Turns are short: a row holds as many as it can, one after the other as in a talk.
 *  Papers: Ouyang et al. 2022, section 3.1; Williams 1992 (REINFORCE). Read first: ./turns.ts, ./replay.ts
 *  Shapes: N rows of turns, R rows of earlier text, B = N + R. */
import { Graph } from '../../nn/graph.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import type { PartLearner } from '../../nn/parts.ts';
import type { Random } from '../../nn/random.ts';
import { type Rows, recordRows } from '../text-network/rows.ts';
import { chanceOf, type Learning } from './learning.ts';
import { type Earlier, replay } from './replay.ts';
import { lengthOf, type Turn, writeTurnAt } from './turns.ts';

export interface WeightedTurn {
  readonly turn: Turn;
  /** What the surprise at each token of its answer counts. */
  readonly weight: number;
}

export abstract class TurnLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly rows: Rows;

  /** @param turnRows rows of turns in a part of a step */
  constructor(
    protected readonly given: Learning,
    protected readonly turnRows: number,
    private readonly earlier: Earlier,
  ) {
    const { network, vocabulary, kernels } = given;
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
    const graph = new Graph(kernels, this.parameters.arena);
    this.rows = recordRows(network, graph, this.parameters, turnRows + earlier.rows);
  }

  /** Those of one part of a step, no more than fit: see fill. */
  protected abstract take(random: Random): readonly WeightedTurn[];

  // #region learn
  /** Surprise at the answers, by their weights, and at earlier text. */
  learn(step: number, index: number): number {
    const { rows, given, earlier, turnRows } = this;
    const { loss, shares, ids, targets } = rows;
    const random = chanceOf(given, step, index);
    const time = ids.length / rows.rows;
    ids.data.fill(0);
    targets.data.fill(-1);
    shares.value.data.fill(0);
    const places = new Places(turnRows, time);
    for (const { turn, weight } of this.take(random)) {
      const [b, from] = places.take(turn)!;
      writeTurnAt(turn, rows, b, from);
      shares.value.data.fill(weight, b * time + from, b * time + from + lengthOf(turn));
    }
    replay(earlier, rows, turnRows, random);
    loss.graph.forward();
    loss.graph.backward(loss);
    return loss.value.data[0];
  }
  // #endregion
}

/** Room for turns in rows: each goes to the first row that still has enough of it. */
class Places {
  private readonly used: number[];

  constructor(
    rows: number,
    private readonly time: number,
  ) {
    this.used = new Array(rows).fill(0);
  }

  /** @returns row and place within it; nothing when no row has room */
  take(turn: Turn): [row: number, from: number] | undefined {
    const { used, time } = this;
    const length = lengthOf(turn);
    const row = used.findIndex((full) => full + length <= time);
    if (row < 0) return undefined;
    used[row] += length;
    return [row, used[row] - length];
  }
}

/** Answers to be told as they are. */
export interface FineTuningLesson {
  /** Turns of several kinds: each kind gets the same share of a step. One that stands here twice gets two. */
  readonly kinds: readonly (readonly Turn[])[];
  /** Rows in a part of a step. */
  readonly rows: number;
  readonly earlier: Earlier;
}

export class FineTuningLearner extends TurnLearner {
  constructor(
    given: Learning,
    private readonly lesson: FineTuningLesson,
  ) {
    super(given, lesson.rows, lesson.earlier);
  }

  /** As many as there is room for. The mean over all tokens of their answers counts. */
  protected take(random: Random): WeightedTurn[] {
    const { kinds, rows } = this.lesson;
    const places = new Places(rows, this.given.network.context);
    const taken: Turn[] = [];
    for (let i = random.below(kinds.length); ; i++) {
      const turn = random.pick(kinds[i % kinds.length]);
      if (!places.take(turn)) break;
      taken.push(turn);
    }
    const tokens = taken.reduce((sum, { answer }) => sum + answer.length, 0);
    return taken.map((turn) => ({ turn, weight: 1 / tokens }));
  }
}
