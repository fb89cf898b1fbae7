/** Weights in a few bits each: a byte, half a byte, or fewer. A matrix is cut into its columns, one for each output, and each
 *  column has a scale of its own; a table, of which one row at a time is looked up, is cut into its rows. In a byte, the largest
 *  number of a piece becomes ±127, the others in proportion: no weight is off by more than half of 1/127 of the largest. In half a
 *  byte there are only the levels −7 to 7: so every 64 numbers of a column share a scale, and as it may pay to cut off the largest
 *  numbers and be finer among the rest, of some scales the one that errs least is taken. Biases and gains, which are few, stay as
 *  they are. Files hold bytes and halves; fewer bits can be tried out.
 *  Left out: calibration on data. Papers: Jacob et al. 2018; Banner et al. 2019 (clipping); Shen et al. 2020, section 3.3 (groups).
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

/** Numbers as levels, and a scale for each block. With b bits the levels are −(2ᵇ⁻¹ − 1) to 2ᵇ⁻¹ − 1: −127 to 127 with 8, −7 to 7
 *  with 4, −1 to 1 with 2.
 *  @param shape rows and columns, which the cut divides evenly
 *  @param bits from `fewestBits` to 8 */
export function quantise(
  matrix: Float32Array | Float64Array,
  shape: Shape,
  cut: Cut,
  bits = 8,
): { levels: Int8Array; scales: Float32Array } {
  const most = (1 << (bits - 1)) - 1;
  const block = blockOf(shape, cut);
  const blocks = Array.from({ length: cut[0] * cut[1] }, (): number[] => []);
  matrix.forEach((x, i) => {
    blocks[block(i)].push(x);
  });
  const scales = Float32Array.from(blocks, (numbers) => {
    const full = numbers.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) / most;
    return bits < 8 ? leastError(numbers, full, most) : full;
  });
  const levels = Int8Array.from(matrix, (x, i) => level(x, scales[block(i)], most));
  return { levels, scales };
}

export function dequantise(
  out: Float32Array | Float64Array,
  shape: Shape,
  cut: Cut,
  { levels, scales }: { readonly levels: Int8Array; readonly scales: Float32Array },
): void {
  const block = blockOf(shape, cut);
  for (let i = 0; i < levels.length; i++) out[i] = levels[i] * scales[block(i)];
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

/** Numbers that share a scale where levels are few. */
const few = 64;

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
    const cut = cutOf(coarse, name, bits);
    dequantise(value.data, shape, cut, quantise(value.data, shape, cut, bits));
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
    return sum + Math.ceil((size * bits) / 8) + 4 * sizeOf(cutOf(weights, name, bits));
  }, 0);
}
