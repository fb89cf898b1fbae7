/** Weights in a few bits each: a byte, half a byte, or fewer. A matrix is cut into its columns, one for each output, and each
 *  column has a scale of its own; a table, of which one row at a time is looked up, is cut into its rows. In a byte, the largest
 *  number of a piece becomes ±127, the others in proportion: no weight is off by more than half of 1/127 of the largest. In half a
 *  byte there are only the levels −7 to 7, so that it may pay to cut off the largest numbers and be finer among the rest: of some
 *  scales the one that errs least is taken. Biases and gains, which are few, stay as they are. Files hold bytes and halves; fewer
 *  bits can be tried out.
 *  Left out: calibration on data, groups within a column. Papers: Jacob et al. 2018; Banner et al. 2019 (clipping).
 *  Read first: ./parameters.ts. Read next: ./packed-weights.ts */
import { sizeOf } from './graph.ts';
import type { ParameterSet } from './parameters.ts';

/** How a weight is kept: in full, in a byte, in half a byte; and the bits of it. */
export const bitsOf = { float32: 32, int8: 8, int4: 4 } as const;
export type Precision = keyof typeof bitsOf;

// #region quantise
/** Numbers as levels, and a scale for each piece. With b bits the levels are −(2ᵇ⁻¹ − 1) to 2ᵇ⁻¹ − 1: −127 to 127 with 8, −7 to 7
 *  with 4, −1 to 1 with 2.
 *  @param bits from 2 to 8
 *  @param run neighbours that belong to one piece: of a matrix [rows, columns] it is 1 for a piece a column, and `columns` for a
 *  piece a row */
export function quantise(
  matrix: Float32Array | Float64Array,
  pieces: number,
  bits = 8,
  run = 1,
): { levels: Int8Array; scales: Float32Array } {
  const most = (1 << (bits - 1)) - 1;
  const pieceOf = (i: number): number => Math.floor(i / run) % pieces;
  const scales = new Float32Array(pieces);
  matrix.forEach((x, i) => {
    const piece = pieceOf(i);
    scales[piece] = Math.max(scales[piece], Math.abs(x) / most);
  });
  if (bits < 8) {
    const all = Array.from({ length: pieces }, (): number[] => []);
    matrix.forEach((x, i) => {
      all[pieceOf(i)].push(x);
    });
    all.forEach((numbers, piece) => {
      scales[piece] = leastError(numbers, scales[piece], most);
    });
  }
  const levels = new Int8Array(matrix.length);
  for (let i = 0; i < levels.length; i++) levels[i] = level(matrix[i], scales[pieceOf(i)], most);
  return { levels, scales };
}

export function dequantise(out: Float32Array | Float64Array, levels: Int8Array, scales: Float32Array, run = 1): void {
  for (let i = 0; i < levels.length; i++) out[i] = levels[i] * scales[Math.floor(i / run) % scales.length];
}

const level = (x: number, scale: number, most: number): number =>
  Math.max(-most, Math.min(most, Math.round(x / (scale || 1))));

/** Of the scale that cuts off nothing and smaller ones, down to a fifth of it, the one with the least squared error. */
function leastError(numbers: readonly number[], full: number, most: number): number {
  let [best, least] = [full, Number.POSITIVE_INFINITY];
  for (let share = 20; share >= 4; share--) {
    const scale = (full * share) / 20;
    let error = 0;
    for (const x of numbers) {
      const off = x - level(x, scale, most) * scale;
      error += off * off;
    }
    if (error < least) [best, least] = [scale, error];
  }
  return best;
}
// #endregion

/** How a matrix is cut into what shares a scale. */
export function cutOf(weights: ParameterSet, name: string): { pieces: number; run: number } {
  const [rows, columns] = weights.get(name).shape;
  return weights.isTable(name) ? { pieces: rows, run: columns } : { pieces: columns, run: 1 };
}

/** The same weights, with no more in them than so many bits keep; a set with a life of its own. */
export function coarsened(weights: ParameterSet, bits: number): ParameterSet {
  const coarse = weights.clone(weights.kernels.arena());
  for (const name of coarse.names) {
    const { shape, value } = coarse.get(name);
    if (shape.length === 1) continue;
    const { pieces, run } = cutOf(coarse, name);
    const { levels, scales } = quantise(value.data, pieces, bits, run);
    dequantise(value.data, levels, scales, run);
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
    return sum + Math.ceil((size * bits) / 8) + 4 * cutOf(weights, name).pieces;
  }, 0);
}
