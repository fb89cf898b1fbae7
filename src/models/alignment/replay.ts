/** Rows of earlier text among new ones: what a network does not hear again, it forgets.
 *  Paper: Rolnick et al. 2019. Read first: ../text-network/rows.ts */
import type { Random } from '../../nn/random.ts';
import type { Rows } from '../text-network/rows.ts';
import { streamSource } from '../text-network/text.ts';

/** Text that must not be forgotten. */
export interface Earlier {
  /** More than a row of them. */
  readonly tokens: Int32Array;
  /** In a part of a step. */
  readonly rows: number;
  /** What the mean surprise at a token of it counts. */
  readonly weight: number;
}

/** Fills all rows from `first` on with earlier text. */
export function replay(earlier: Earlier, { ids, targets, shares, rows }: Rows, first: number, random: Random): void {
  if (first >= rows) return;
  const time = ids.length / rows;
  const source = streamSource(earlier.tokens, 0);
  for (let b = first; b < rows; b++) {
    const [from, to] = [b * time, (b + 1) * time];
    source.draw(ids.data.subarray(from, to), targets.data.subarray(from, to), random);
  }
  shares.value.data.fill(earlier.weight / ((rows - first) * time), first * time);
}
