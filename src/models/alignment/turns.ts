/** What was asked and what was answered, as rows for a network: only the answer is learnt, or judged.
 *  Read first: ../text-network/rows.ts
 *  Shapes: B rows, T time. */
import { Graph, reshape, type Tensor } from '../../nn/graph.ts';
import { negate } from '../../nn/ops/arithmetic.ts';
import { matmul } from '../../nn/ops/linear.ts';
import type { Learned, TextNetwork } from '../text-network/network.ts';
import { type Rows, recordRows } from '../text-network/rows.ts';

/** Tokens up to where the answer begins, and the answer with the token that ends it. */
export interface Turn {
  readonly prompt: Int32Array;
  readonly answer: Int32Array;
}

/** Tokens that a turn takes of a row: its last one is predicted, never read. */
export const lengthOf = ({ prompt, answer }: Turn): number => prompt.length + answer.length - 1;

// #region turn
/** Writes a turn into row b: each token of the answer is asked for where the one before it stands. */
export function writeTurn(turn: Turn, rows: Rows, b: number): void {
  const { ids, targets } = rows;
  const time = ids.length / rows.rows;
  ids.data.fill(0, b * time, (b + 1) * time);
  targets.data.fill(-1, b * time, (b + 1) * time);
  writeTurnAt(turn, rows, b, 0);
}

/** The same from place `from` of the row on; what stands before it is the talk so far. */
export function writeTurnAt(turn: Turn, { ids, targets, rows }: Rows, b: number, from: number): void {
  const time = ids.length / rows;
  const { prompt, answer } = turn;
  if (from + lengthOf(turn) > time)
    throw new RangeError(`a turn of ${lengthOf(turn)} tokens in a row of ${time - from}`);
  const at = b * time + from;
  ids.data.set(prompt, at);
  ids.data.set(answer.subarray(0, -1), at + prompt.length);
  targets.data.set(answer, at + prompt.length - 1);
}
// #endregion

/** ln p of each row's answer, all its tokens together: [B, 1]. */
export function answerLogProbabilities({ surprise, rows }: Rows): Tensor {
  const time = surprise.value.length / rows;
  const ones = surprise.graph.input([time, 1]);
  ones.value.data.fill(1);
  return negate(matmul(reshape(surprise, [rows, time]), ones));
}

/** Rows judged in one pass, and the steps in which rows are longer: what stands behind a turn is work for nothing. */
const [together, longer] = [16, 8];

/** ln p of each answer as a network believes it that does not learn. */
export function scoreTurns(learned: Learned<TextNetwork>, turns: readonly Turn[]): Float64Array {
  const scores = new Float64Array(turns.length);
  const lengths = turns.map((turn) => Math.min(learned.network.context, longer * Math.ceil(lengthOf(turn) / longer)));
  for (const time of new Set(lengths)) {
    const places = lengths.flatMap((length, i) => (length === time ? [i] : []));
    scoreRows(
      learned,
      places.map((i) => turns[i]),
      time,
    ).forEach((score, i) => {
      scores[places[i]] = score;
    });
  }
  return scores;
}

/** @param time tokens of a row */
function scoreRows({ network, weights }: Learned<TextNetwork>, turns: readonly Turn[], time: number): Float64Array {
  const arena = weights.kernels.arena();
  const graph = new Graph(weights.kernels, arena);
  const rows = recordRows(network, graph, weights.frozen(), together, { time });
  const logs = answerLogProbabilities(rows);
  const scores = new Float64Array(turns.length);
  for (let from = 0; from < turns.length; from += together) {
    const some = turns.slice(from, from + together);
    for (const [b, turn] of some.entries()) writeTurn(turn, rows, b);
    graph.forward();
    scores.set(logs.value.data.subarray(0, some.length), from);
  }
  arena.free();
  return scores;
}
