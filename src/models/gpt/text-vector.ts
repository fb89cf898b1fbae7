/** A text as a point in space: texts that a network finds alike lie in like directions. What stands in the end at each token,
 *  averaged over the text, and brought to length 1.
 *  Left out: training for this; networks that are sold for it were shown which texts belong together.
 *  Paper: Reimers & Gurevych 2019 (mean pooling). Read first: ../text-network/reader.ts
 *  Shapes: T time, C width. */
import type { Reader } from '../text-network/reader.ts';

// #region text-vector
/** @param tokens the mark that begins a document, and at least one more; at most the context
 *  @returns [C], of length 1; without the mark, at which every text is the same */
export function textVector(reader: Reader, tokens: ArrayLike<number>): Float32Array {
  const rows = reader.last(tokens).slice(1); // [T - 1][C]
  const sum = new Float64Array(rows[0].length);
  for (const row of rows) for (let c = 0; c < sum.length; c++) sum[c] += row[c];
  const length = Math.sqrt(sum.reduce((squares, x) => squares + x * x, 0));
  return Float32Array.from(sum, (x) => (length > 0 ? x / length : 0));
}
// #endregion
