/** A network that judges answers instead of writing them: it reads question and answer, and where the answer ends it gives a
 *  number. It learns from pairs, of which one was preferred: the number of that one has to be the higher.
 *  The number is what the network would give to one more token, `verdict`, that stands in no text: so a network that writes becomes
 *  one that judges without another layer.
 *  Papers: Bradley & Terry 1952; Christiano et al. 2017; Ouyang et al. 2022, section 3.5. Read first: ./turns.ts
 *  Shapes: P pairs in a step, B = 2P rows, T time, V vocabulary. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Ints } from '../../nn/kernels/kernels.ts';
import { softplus } from '../../nn/ops/activations.ts';
import { mean, negate } from '../../nn/ops/arithmetic.ts';
import { matmul } from '../../nn/ops/linear.ts';
import { pick } from '../../nn/ops/pick.ts';
import { ParameterSet, type Weights } from '../../nn/parameters.ts';
import type { PartLearner } from '../../nn/parts.ts';
import type { Learned, TextNetwork } from '../text-network/network.ts';
import { differences } from './differences.ts';
import { chanceOf, type Learning } from './learning.ts';
import { lengthOf, type Turn } from './turns.ts';

/** Two answers to one question, the better one first. */
export interface Preference {
  readonly chosen: Turn;
  readonly rejected: Turn;
}

interface Judged {
  readonly graph: Graph;
  readonly ids: Ints;
  /** Of each row, where in logits [B · T, V] its verdict stands. */
  readonly verdicts: Ints;
  /** [B, 1] */
  readonly rewards: Tensor;
}

// #region reward
function recordJudge(network: TextNetwork, graph: Graph, weights: Weights, rows: number): Judged {
  const { arena } = graph;
  const [ids, verdicts] = [arena.ints(rows * network.context), arena.ints(rows)];
  const { logits } = network.read(graph, ids, rows, weights);
  return { graph, ids, verdicts, rewards: pick(logits, verdicts) };
}
// #endregion

/** Writes question and answer, without the token that ends it, so that the verdict stands where the end would be predicted. */
function writeJudged({ ids, verdicts }: Judged, b: number, turn: Turn, vocabulary: number, verdict: number): void {
  const time = ids.length / verdicts.length;
  const length = lengthOf(turn);
  if (length > time) throw new RangeError(`a turn of ${length} tokens in a row of ${time}`);
  ids.data.fill(0, b * time, (b + 1) * time);
  ids.data.set(turn.prompt, b * time);
  ids.data.set(turn.answer.subarray(0, -1), b * time + turn.prompt.length);
  verdicts.data[b] = (b * time + length - 1) * vocabulary + verdict;
}

export interface RewardLesson {
  /** Pairs of several kinds: each kind gets the same share of a step. */
  readonly kinds: readonly (readonly Preference[])[];
  /** In a part of a step. */
  readonly pairs: number;
  /** The token where the number is given. */
  readonly verdict: number;
}

export class RewardLearner implements PartLearner {
  readonly parameters: ParameterSet;
  private readonly judged: Judged;
  private readonly loss: Tensor;

  constructor(
    private readonly given: Learning,
    private readonly lesson: RewardLesson,
  ) {
    const { network, vocabulary, kernels } = given;
    const { pairs } = lesson;
    this.parameters = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
    const graph = new Graph(kernels, this.parameters.arena);
    this.judged = recordJudge(network, graph, this.parameters, 2 * pairs);
    const apart = matmul(differences(graph, pairs, 2 * pairs), this.judged.rewards); // [P, 1]
    this.loss = mean(softplus(negate(apart))); // −ln σ(r₊ − r₋)
  }

  learn(step: number, index: number): number {
    const { given, lesson, judged } = this;
    const { kinds, pairs, verdict } = lesson;
    const random = chanceOf(given, step, index);
    for (let p = 0; p < pairs; p++) {
      const { chosen, rejected } = random.pick(kinds[p % kinds.length]);
      writeJudged(judged, 2 * p, chosen, given.vocabulary, verdict);
      writeJudged(judged, 2 * p + 1, rejected, given.vocabulary, verdict);
    }
    judged.graph.forward();
    judged.graph.backward(this.loss);
    return this.loss.value.data[0];
  }
}

/** Answers judged in one pass. */
const together = 16;

/** A judge that has learnt. */
export class RewardModel {
  private readonly judged: Judged;

  constructor(
    readonly model: Learned<TextNetwork>,
    readonly verdict: number,
  ) {
    const { network, weights } = model;
    const graph = new Graph(weights.kernels);
    this.judged = recordJudge(network, graph, weights.frozen(), together);
  }

  /** The reward of each answer; only differences between answers to one question mean anything. */
  rewards(turns: readonly Turn[]): Float64Array {
    const { judged, model, verdict } = this;
    const given = new Float64Array(turns.length);
    for (let from = 0; from < turns.length; from += together) {
      const some = turns.slice(from, from + together);
      for (const [b, turn] of some.entries()) writeJudged(judged, b, turn, model.vocabulary, verdict);
      judged.graph.forward();
      given.set(judged.rewards.value.data.subarray(0, some.length), from);
    }
    return given;
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.judged.graph.arena.free();
  }
}
