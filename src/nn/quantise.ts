/** Weights in a few bits each: a byte, half a byte, or fewer. A matrix is cut into its columns, one for each output, and each
 *  column has a scale of its own; a table, of which one row at a time is looked up, is cut into its rows. In a byte, the largest
 *  number of a piece becomes ±127, the others in proportion: no weight is off by more than half of 1/127 of the largest. In half a
 *  byte there are only the levels −8 to 7: so every 16 numbers of a column share a scale, and as it may pay to cut off the largest
 *  numbers and be finer among the rest, of some scales the one that errs least is taken. So many scales would be as large as what
 *  they are for, so they are numbers in a byte themselves. Biases and gains, which are few, stay as they are, and a small table (that
 *  of the positions, which is part of every token) is never kept in less than a byte. Files hold bytes and halves; fewer bits can be
 *  tried out.
 *  Left out: calibration on data. Papers: Jacob et al. 2018; Banner et al. 2019 (clipping); Dettmers et al. 2023, section 3 (groups,
 *  and scales that are quantised again).
 *  Read first: ./parameters.ts. Read next: ./packed-weights.ts */
import { type Shape, sizeOf } from './graph.ts';
import type { ParameterSet } from './parameters.ts';

/** How a weight is kept: in full, in a byte, in half a byte; and the bits of it. */
export const bitsOf = { float32: 32, int8: 8, int4: 4 } as const;
export type Precision = keyof typeof bitsOf;
export const fewestBits = 2;

// #region quantise
/** How a matrix is cut into blocks, each with a scale of its own: so many of them down, and so many across. */
export type Cut = readonly [down: number, across: number];

/** Which block each number of a matrix lies in. */
function blockOf([rows, columns]: Shape, [down, across]: Cut): (i: number) => number {
  const [high, wide] = [rows / down, columns / across];
  return (i) => Math.floor(Math.floor(i / columns) / high) * across + Math.floor((i % columns) / wide);
}

/** Numbers as levels, and what one level is worth in each block. */
export interface Coarse {
  readonly levels: Int8Array;
  readonly scales: Float32Array;
  /** How the scales are kept, where that is in a byte each. */
  readonly kept?: Coarse;
}

/** With b bits the levels are −2ᵇ⁻¹ to 2ᵇ⁻¹ − 1: −8 to 7 with 4, −2 to 1 with 2. A scale may be negative: so the one level more is
 *  on the side where it is needed. With 8 bits, where one more matters little, they are −127 to 127.
 *  @param shape rows and columns, which the cut divides evenly
 *  @param bits from `fewestBits` to 8 */
export function quantise(matrix: Float32Array | Float64Array, shape: Shape, cut: Cut, bits = 8): Coarse {
  const range = rangeOf(bits);
  const block = blockOf(shape, cut);
  const blocks = Array.from({ length: sizeOf(cut) }, (): number[] => []);
  matrix.forEach((x, i) => {
    blocks[block(i)].push(x);
  });
  const best = Float32Array.from(blocks, (numbers) =>
    bits < 8 ? leastError(numbers, range) : largest(numbers) / range[1],
  );
  const kept = bits < 8 ? quantise(best, cut, cutOfScales(cut)) : undefined;
  const scales = kept ? dequantised(kept, cut, cutOfScales(cut)) : best;
  return { levels: Int8Array.from(matrix, (x, i) => level(x, scales[block(i)], range)), scales, kept };
}

/** The numbers that levels and scales stand for. */
export function dequantised({ levels, scales }: Coarse, shape: Shape, cut: Cut): Float32Array {
  const block = blockOf(shape, cut);
  return Float32Array.from(levels, (level, i) => level * scales[block(i)]);
}

type Range = readonly [lowest: number, highest: number];

/** Levels of so many bits. */
export const rangeOf = (bits: number): Range => {
  const highest = (1 << (bits - 1)) - 1;
  return [bits < 8 ? -highest - 1 : -highest, highest];
};

const level = (x: number, scale: number, [lowest, highest]: Range): number =>
  Math.max(lowest, Math.min(highest, Math.round(x / (scale || 1))));

const largest = (numbers: readonly number[]): number => numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/** The scale with the least squared error, of either sign: first of those with which the largest number is the last level on one side
 *  or the other, and of smaller ones, that cut it off; then, as long as it errs less, the one that fits the levels best. */
function leastError(numbers: readonly number[], range: Range): number {
  const [lowest, highest] = range;
  const full = largest(numbers) / highest;
  const shares = [highest / -lowest, ...Array.from({ length: 16 }, (_, i) => 1 - i / 20)];
  const tried = shares.flatMap((share) => [full * share, -full * share]).map((scale) => fitted(numbers, scale, range));
  let best = tried.reduce((best, one) => (one.error < best.error ? one : best));
  for (;;) {
    const next = fitted(numbers, best.fits, range);
    if (!(next.error < best.error)) return best.scale;
    best = next;
  }
}

/** How a scale does, and which one fits the levels that it leads to best: Σxl / Σl². */
function fitted(numbers: readonly number[], scale: number, range: Range) {
  let [error, along, squares] = [0, 0, 0];
  for (const x of numbers) {
    const l = level(x, scale, range);
    const off = x - l * scale;
    error += off * off;
    along += x * l;
    squares += l * l;
  }
  return { scale, error, fits: along / (squares || 1) };
}
// #endregion

/** How the scales of blocks are cut, being a matrix themselves: those of one column, or of one row of a table, belong together. */
export const cutOfScales = ([down, across]: Cut): Cut => (down <= across ? [1, across] : [down, 1]);

/** Numbers that share a scale where levels are few. */
const few = 16;

/** A table is small when it has at most this share of all numbers. */
const small = 1 / 50;

/** Bits that are kept of one matrix, where so many are kept of all. */
export function bitsOfOne(weights: ParameterSet, name: string, bits: number): number {
  const isSmall = weights.isTable(name) && sizeOf(weights.get(name).shape) <= small * weights.size;
  return isSmall ? Math.max(bits, bitsOf.int8) : bits;
}

/** How a matrix is cut when so many bits are kept of it. */
export function cutOf(weights: ParameterSet, name: string, bits: number): Cut {
  const [rows, columns] = weights.get(name).shape;
  const along = weights.isTable(name) ? columns : rows;
  const parts = bits < 8 && along % few === 0 ? along / few : 1;
  return weights.isTable(name) ? [rows, parts] : [parts, columns];
}

/** The same weights, with no more in them than so many bits keep; a set with a life of its own. */
export function coarsened(weights: ParameterSet, bits: number): ParameterSet {
  const coarse = weights.clone(weights.kernels.arena());
  for (const name of coarse.names) {
    const { shape, value } = coarse.get(name);
    if (shape.length === 1) continue;
    const own = bitsOfOne(coarse, name, bits);
    const cut = cutOf(coarse, name, own);
    value.data.set(dequantised(quantise(value.data, shape, cut, own), shape, cut));
  }
  return coarse;
}

/** What weights take with so many bits, scales and all that stays as it is included.
 *  @param bits 2 to 8, or 32 for what is kept in full */
export function bytesIn(weights: ParameterSet, bits: number): number {
  return weights.names.reduce((sum, name) => {
    const { shape } = weights.get(name);
    const size = sizeOf(shape);
    if (bits === 32 || shape.length === 1) return sum + 4 * size;
    const own = bitsOfOne(weights, name, bits);
    const cut = cutOf(weights, name, own);
    const scales = own < 8 ? sizeOf(cut) + 4 * sizeOf(cutOfScales(cut)) : 4 * sizeOf(cut);
    return sum + Math.ceil((size * own) / 8) + scales;
  }, 0);
}
