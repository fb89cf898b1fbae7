/** Direct preference optimisation: of two answers the preferred one becomes likelier than the other, measured from where the
 *  network began. No reward model and no sampling: for the policy that would be best under a reward r with a leash β, it holds that
 *  r = β·ln(π/π₀) + something that depends on the question alone; put into the law by which people choose (Bradley & Terry 1952),
 *  it makes preferences a plain loss.
 *  Beside the paper: the likelihood of the preferred answer and rows of earlier text count too, for with the difference alone both
 *  answers may become unlikely, and what is never said again is forgotten.
 *  Papers: Rafailov et al. 2023; Pang et al. 2024 (likelihood). Read first: ./turns.ts, ../text-network/descent.ts
 *  Shapes: P pairs in a step, R rows of earlier text, B = 2P + R. */
import { Graph } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { softplus } from '../../nn/ops/activations.ts';
import { add, mean, negate, scale, subtract } from '../../nn/ops/arithmetic.ts';
import { matmul } from '../../nn/ops/linear.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { type PartLearner, streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import type { TextNetwork } from '../text-network/network.ts';
import { recordRows } from '../text-network/rows.ts';
import type { TextSource } from '../text-network/text.ts';
import { differences } from './differences.ts';
import { Replay } from './replay.ts';
import { answerLogProbabilities, type Turn, writeTurn } from './turns.ts';

/** Two answers to one question, and how likely each was before: ln p. */
interface Pair {
  readonly chosen: Turn;
  readonly rejected: Turn;
  readonly reference: { readonly chosen: number; readonly rejected: number };
}

export interface DpoConfig {
  /** How much a change of probability means: the smaller, the further the network may go. */
  readonly beta: number;
  /** Weight of the preferred answer's surprise, a token's mean. */
  readonly likelihood: number;
  /** Weight of the surprise at earlier text, a token's mean. */
  readonly replay: number;
}

/** Who is taught: pairs and rows of earlier text, and how many of both are in a step. */
export interface DpoLesson {
  readonly pairs: readonly Pair[];
  readonly pairsInStep: number;
  readonly earlier: TextSource;
  readonly earlierRows: number;
}

export class PreferenceLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly net: ReturnType<PreferenceLearner['record']>;
  private readonly replay: Replay;

  constructor(
    private readonly network: TextNetwork,
    private readonly config: DpoConfig,
    private readonly lesson: DpoLesson,
    private readonly seed: number,
    kernels: Kernels,
  ) {
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(lesson.earlier.vocabulary));
    this.net = this.record();
    this.replay = new Replay(lesson.earlier, config.replay);
  }

  // #region dpo
  private record() {
    const { network, config, lesson, parameters } = this;
    const graph = new Graph(parameters.kernels, parameters.arena);
    const pairs = lesson.pairsInStep;
    const rows = recordRows(network, graph, parameters, 2 * pairs + lesson.earlierRows);
    const logs = answerLogProbabilities(rows); // [B, 1]
    const before = graph.input([pairs, 1]); // the same difference, of the network as it was
    const gained = subtract(matmul(differences(graph, pairs, rows.rows), logs), before); // [P, 1]
    // −ln σ(β · gained): ln 2 at the beginning, where nothing is gained yet.
    const preference = mean(softplus(negate(scale(gained, config.beta))));
    return { graph, rows, before, gained, preference, loss: add(preference, rows.loss) };
  }
  // #endregion

  /** Mean loss of the pairs alone at the last step. */
  get preference(): number {
    return this.net.preference.value.data[0];
  }

  learn(step: number): number {
    const { graph, rows, before, loss } = this.net;
    const { lesson, config, replay } = this;
    const random = new Random(streamOf(this.seed, step));
    const shares = rows.shares.value.data;
    shares.fill(0);
    const time = rows.ids.length / rows.rows;
    let chosen = 0;
    for (let p = 0; p < lesson.pairsInStep; p++) {
      const pair = lesson.pairs[random.below(lesson.pairs.length)];
      writeTurn(pair.chosen, rows, 2 * p);
      writeTurn(pair.rejected, rows, 2 * p + 1);
      before.value.data[p] = pair.reference.chosen - pair.reference.rejected;
      chosen += pair.chosen.answer.length;
    }
    for (let p = 0; p < lesson.pairsInStep; p++) {
      shares.fill(config.likelihood / chosen, 2 * p * time, (2 * p + 1) * time);
    }
    replay.write(rows, 2 * lesson.pairsInStep, random);
    graph.forward();
    graph.backward(loss);
    return loss.value.data[0];
  }
}
