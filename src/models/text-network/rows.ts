/** Rows of text on their way through a network that learns: the surprise at each token, and how much each counts.
 *  Read first: ./network.ts
 *  Shapes: B rows, T time. */
import type { Graph, Tensor } from '../../nn/graph.ts';
import type { Ints } from '../../nn/kernels/kernels.ts';
import { crossEntropyRows } from '../../nn/losses.ts';
import { multiply, sum } from '../../nn/ops/arithmetic.ts';
import type { Weights } from '../../nn/parameters.ts';
import type { Drop, TextNetwork } from './network.ts';

export interface Rows {
  readonly rows: number;
  /** Filled in before each pass: [B · T], in the order of the network. A negative target is not asked for. */
  readonly ids: Ints;
  readonly targets: Ints;
  /** What each surprise counts, filled in as well: [B · T]. */
  readonly shares: Tensor;
  /** −ln p of each target, 0 where none is asked for: [B · T]. */
  readonly surprise: Tensor;
  /** The sum of all surprises by their shares: [1]. */
  readonly loss: Tensor;
}

// #region loss
/** @param time tokens of a row, as many as the network reads at most if not given */
export function recordRows(
  network: TextNetwork,
  graph: Graph,
  weights: Weights,
  rows: number,
  { drop, time = network.context }: { readonly drop?: Drop; readonly time?: number } = {},
): Rows {
  const { arena } = graph;
  const size = rows * time;
  const [ids, targets] = [arena.ints(size), arena.ints(size)];
  const { logits } = network.read(graph, ids, rows, weights, drop);
  const surprise = crossEntropyRows(logits, targets);
  const shares = graph.input([size]);
  return { rows, ids, targets, shares, surprise, loss: sum(multiply(surprise, shares)) };
}
// #endregion
