/** Weights that share one scale, to look at: where they lie, and what they may become.
 *  Read first: ../../nn/quantise.ts */
import type { ParameterSet } from '../../nn/parameters.ts';
import { cutOf, fewestBits, quantise, rangeOf } from '../../nn/quantise.ts';
import type { Column } from './params.ts';

/** The matrix whose columns are longest; a table has a scale for each row. */
function longest(weights: ParameterSet): string {
  const rowsOf = (name: string): number => {
    const { shape } = weights.get(name);
    return shape.length > 1 && !weights.isTable(name) ? shape[0] : 0;
  };
  return weights.names.reduce((best, one) => (rowsOf(one) > rowsOf(best) ? one : best));
}

/** The beginning of its first column: as many as share a scale with any number of bits. */
export function columnOf(weights: ParameterSet): Column {
  const name = longest(weights);
  const { shape, value } = weights.get(name);
  const [down] = cutOf(weights, name, fewestBits);
  const values = Array.from({ length: shape[0] / down }, (_, row) => value.data[row * shape[1]]);
  return { weights: values, largest: values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1 };
}

/** How many of its weights lie in each bin, from minus the largest to the largest. */
export function countsOf({ weights, largest }: Column, bins: number): number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const x of weights) counts[binOf(x / largest, bins)]++;
  return counts;
}

/** What a weight of it may become. @param bits from 2 to 8 */
export function levelsOf(weights: ParameterSet, bits: number): number[] {
  const name = longest(weights);
  const { shape, value } = weights.get(name);
  const [scale] = quantise(value.data, shape, cutOf(weights, name, bits), bits).scales;
  const [lowest, highest] = rangeOf(bits);
  const levels = Array.from({ length: highest - lowest + 1 }, (_, i) => (lowest + i) * scale);
  return scale < 0 ? levels.reverse() : levels;
}

/** The teeth of a comb: 1 where a level lies, 0 elsewhere. */
export function combOf(levels: readonly number[], { largest }: Column, bins: number): number[] {
  const teeth = Array.from({ length: bins }, () => 0);
  for (const level of levels) teeth[binOf(level / largest, bins)] = 1;
  return teeth;
}

/** @param x from −1 to 1 */
const binOf = (x: number, bins: number): number => Math.max(0, Math.min(bins - 1, Math.floor(((x + 1) / 2) * bins)));
