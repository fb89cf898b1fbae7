/** Rows of earlier text among new ones: what a network does not hear again, it forgets.
 *  Paper: Rolnick et al. 2019. Read first: ../text-network/rows.ts */
import type { Random } from '../../nn/random.ts';
import type { Rows } from '../text-network/rows.ts';
import type { TextSource } from '../text-network/text.ts';

export class Replay {
  constructor(
    private readonly source: TextSource,
    /** What the mean surprise at a token of it counts. */
    private readonly weight: number,
  ) {}

  /** Fills all rows from `first` on. */
  write({ ids, targets, shares, rows }: Rows, first: number, random: Random): void {
    if (first >= rows) return;
    const time = ids.length / rows;
    const [row, next] = [new Int32Array(time), new Int32Array(time)];
    for (let b = first; b < rows; b++) {
      this.source.draw(row, next, random);
      ids.data.set(row, b * time);
      targets.data.set(next, b * time);
    }
    const asked = targets.data.subarray(first * time).reduce((sum, target) => sum + Number(target >= 0), 0);
    shares.value.data.fill(this.weight / Math.max(1, asked), first * time);
  }
}
