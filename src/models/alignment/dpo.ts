/** Direct preference optimisation: of two answers the preferred one becomes likelier than the other, measured from where the
 *  network began. No reward model and no sampling: for the policy that would be best under a reward r with a leash β, it holds that
 *  r = β·ln(π/π₀) + something that depends on the question alone; put into the law by which people choose (Bradley & Terry 1952),
 *  it makes preferences a plain loss.
 *  Beside the paper: the likelihood of the preferred answer and rows of earlier text count too, for with the difference alone both
 *  answers may become unlikely, and what is never said again is forgotten.
 *  Papers: Rafailov et al. 2023; Pang et al. 2024 (likelihood). Read first: ./turns.ts, ../text-network/descent.ts
 *  Shapes: P pairs in a step, R rows of earlier text, B = 2P + R. */
import { Graph } from '../../nn/graph.ts';
import { softplus } from '../../nn/ops/activations.ts';
import { add, mean, negate, scale, subtract } from '../../nn/ops/arithmetic.ts';
import { matmul } from '../../nn/ops/linear.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import type { PartLearner } from '../../nn/parts.ts';
import { recordRows } from '../text-network/rows.ts';
import { differences } from './differences.ts';
import { chanceOf, type Learning } from './learning.ts';
import { type Earlier, replay } from './replay.ts';
import { answerLogProbabilities, type Turn, writeTurn } from './turns.ts';

/** Two answers to one question, and how likely each was before: ln p. */
export interface Pair {
  readonly chosen: Turn;
  readonly rejected: Turn;
  readonly reference: { readonly chosen: number; readonly rejected: number };
}

export interface DpoLesson {
  /** Pairs of several kinds: each kind gets the same share of a step. */
  readonly kinds: readonly (readonly Pair[])[];
  /** In a part of a step. */
  readonly pairs: number;
  /** How much a change of probability means: the smaller, the further the network may go. */
  readonly beta: number;
  /** Weight of the preferred answer's surprise, a token's mean. */
  readonly likelihood: number;
  readonly earlier: Earlier;
}

export class PreferenceLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly net: ReturnType<PreferenceLearner['record']>;

  constructor(
    private readonly given: Learning,
    private readonly lesson: DpoLesson,
  ) {
    const { network, vocabulary, kernels } = given;
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
    this.net = this.record();
  }

  // #region dpo
  private record() {
    const { given, lesson, parameters } = this;
    const graph = new Graph(parameters.kernels, parameters.arena);
    const { pairs, beta, earlier } = lesson;
    const rows = recordRows(given.network, graph, parameters, 2 * pairs + earlier.rows);
    const logs = answerLogProbabilities(rows); // [B, 1]
    const before = graph.input([pairs, 1]); // the same difference, of the network as it was
    const gained = subtract(matmul(differences(graph, pairs, rows.rows), logs), before); // [P, 1]
    // −ln σ(β · gained): ln 2 at the beginning, where nothing is gained yet.
    const preference = mean(softplus(negate(scale(gained, beta))));
    return { graph, rows, before, gained, preference, loss: add(preference, rows.loss) };
  }
  // #endregion

  /** Mean loss of the pairs alone at the last step. */
  get preference(): number {
    return this.net.preference.value.data[0];
  }

  learn(step: number, index: number): number {
    const { graph, rows, before, loss } = this.net;
    const { kinds, pairs, likelihood, earlier } = this.lesson;
    const random = chanceOf(this.given, step, index);
    const shares = rows.shares.value.data;
    shares.fill(0);
    const time = rows.ids.length / rows.rows;
    let chosen = 0;
    for (let p = 0; p < pairs; p++) {
      const pair = random.pick(kinds[p % kinds.length]);
      writeTurn(pair.chosen, rows, 2 * p);
      writeTurn(pair.rejected, rows, 2 * p + 1);
      before.value.data[p] = pair.reference.chosen - pair.reference.rejected;
      chosen += pair.chosen.answer.length;
    }
    for (let p = 0; p < pairs; p++) shares.fill(likelihood / chosen, 2 * p * time, (2 * p + 1) * time);
    replay(earlier, rows, 2 * pairs, random);
    graph.forward();
    graph.backward(loss);
    return loss.value.data[0];
  }
}
