/** Learning from answers, each by its weight. With equal weights it is supervised fine-tuning: the same loss as in pre-training,
 *  but only the answer counts. With the advantage of each answer as its weight it is the policy gradient: what turned out better
 *  than expected becomes likelier, what turned out worse becomes less likely (./policy-gradient.ts).
 *  Papers: Ouyang et al. 2022, section 3.1; Williams 1992 (REINFORCE). Read first: ./turns.ts, ./replay.ts
 *  Shapes: N turns, R rows of earlier text, B = N + R. */
import { Graph } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { type PartLearner, streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import type { TextNetwork } from '../text-network/network.ts';
import { type Rows, recordRows } from '../text-network/rows.ts';
import type { TextSource } from '../text-network/text.ts';
import { Replay } from './replay.ts';
import { type Turn, writeTurn } from './turns.ts';

export interface WeightedTurn {
  readonly turn: Turn;
  /** What the surprise at each token of its answer counts. */
  readonly weight: number;
}

export interface TurnLesson {
  /** Turns in a step at most. */
  readonly turns: number;
  /** Those of a step. */
  take(step: number, random: Random): readonly WeightedTurn[];
  /** Text that must not be forgotten, rows of it in a step, and what it counts. */
  readonly earlier: TextSource;
  readonly earlierRows: number;
  readonly replay: number;
}

/** Turns drawn at random; the mean over all tokens of their answers counts. */
export function takeEvenly(turns: readonly Turn[], count: number): TurnLesson['take'] {
  return (_, random) => {
    const taken = Array.from({ length: count }, () => random.pick(turns));
    const tokens = taken.reduce((sum, { answer }) => sum + answer.length, 0);
    return taken.map((turn) => ({ turn, weight: 1 / tokens }));
  };
}

export class TurnLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly rows: Rows;
  private readonly replay: Replay;

  constructor(
    network: TextNetwork,
    private readonly lesson: TurnLesson,
    private readonly seed: number,
    kernels: Kernels,
  ) {
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(lesson.earlier.vocabulary));
    const graph = new Graph(kernels, this.parameters.arena);
    this.rows = recordRows(network, graph, this.parameters, lesson.turns + lesson.earlierRows);
    this.replay = new Replay(lesson.earlier, lesson.replay);
  }

  // #region learn
  /** Surprise at the answers, by their weights, and at earlier text. */
  learn(step: number): number {
    const { rows, lesson, seed } = this;
    const { loss, shares, ids } = rows;
    const random = new Random(streamOf(seed, step));
    const time = ids.length / rows.rows;
    shares.value.data.fill(0);
    for (const [b, { turn, weight }] of lesson.take(step, random).entries()) {
      writeTurn(turn, rows, b);
      shares.value.data.fill(weight, b * time, (b + 1) * time);
    }
    this.replay.write(rows, lesson.turns, random);
    loss.graph.forward();
    loss.graph.backward(loss);
    return loss.value.data[0];
  }
  // #endregion
}
