/** What came of it, in words. */
import { percent } from '../stages/params.ts';
import type { Result, Row } from './params.ts';

/** "+0.16 %" */
export const changeOf = ({ loss_change: change }: Row): string =>
  change === null ? '?' : `${change < 0 ? '−' : '+'}${Math.abs(100 * change).toFixed(2)} %`;

export function tellResult({ precisions: [full, ...others] }: Result): string {
  const first = `${full.precision} refuses ${percent(full.refused_harmful)} of the harmful requests`;
  const rest = others.map(
    (row) =>
      `${row.precision} (${percent(row.share)} of the bytes, loss ${changeOf(row)}) ${percent(row.refused_harmful)}`,
  );
  return [first, ...rest].join('; ');
}

/** Why nothing is faster here, and where it would be. */
export const ofSpeed =
  'Not faster here: loaded, a level becomes a float32 again. It is where weights are slow to come from memory, or where few bits ' +
  'are computed with as they are.';
