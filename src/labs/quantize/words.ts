/** What came of it, in words. */
import { percent } from '../stages/params.ts';
import type { Result, Row } from './params.ts';

/** "+0.16 %" */
export function changeOf({ loss_change: change }: Row): string {
  if (change === null) return '?';
  const size = Math.abs(100 * change).toFixed(2);
  return `${Number(size) === 0 ? '' : change < 0 ? '−' : '+'}${size} %`;
}

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
  'Not faster here, for each level becomes a float32 again when it is loaded. It would be where memory is slow, or where ' +
  'hardware computes with few bits.';
