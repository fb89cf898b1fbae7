/** Weights in a few bits each: a byte, half a byte, or fewer. A matrix is cut into its columns, one for each output, and each
 *  column has a scale of its own. In a byte, the largest number of a column becomes ±127, the others in proportion: no weight is
 *  off by more than half of 1/127 of the largest. In half a byte there are only the levels −7 to 7, so that it may pay to cut off
 *  the largest numbers and be finer among the rest: of some scales the one that errs least is taken. Biases and gains, which are
 *  few, stay as they are. Files hold bytes and halves; fewer bits can be tried out.
 *  Left out: calibration on data, groups within a column. Papers: Jacob et al. 2018; Banner et al. 2019 (clipping).
 *  Read first: ./checkpoint-format.ts */
import { CheckpointError, type StoredTensor } from './checkpoint-format.ts';
import { sizeOf } from './graph.ts';
import type { Kernels } from './kernels/kernels.ts';
import { areSound, type Parameter, ParameterSet } from './parameters.ts';

/** How a weight is kept: in full, in a byte, in half a byte; and the bits of it. */
export const bitsOf = { float32: 32, int8: 8, int4: 4 } as const;
export type Precision = keyof typeof bitsOf;

// #region quantise
/** A matrix [rows, columns] in whole numbers and a scale for each column. With b bits they go from −(2ᵇ⁻¹ − 1) to 2ᵇ⁻¹ − 1:
 *  −127 to 127 with 8, −7 to 7 with 4, −1 to 1 with 2.
 *  @param bits from 2 to 8 */
export function quantise(
  matrix: Float32Array | Float64Array,
  columns: number,
  bits = 8,
): { levels: Int8Array; scales: Float32Array } {
  const most = (1 << (bits - 1)) - 1;
  const scales = new Float32Array(columns);
  matrix.forEach((x, i) => {
    scales[i % columns] = Math.max(scales[i % columns], Math.abs(x) / most);
  });
  if (bits < 8) for (let c = 0; c < columns; c++) scales[c] = leastError(matrix, columns, c, scales[c], most);
  const levels = Int8Array.from(matrix, (x, i) => level(x, scales[i % columns], most));
  return { levels, scales };
}

export function dequantise(out: Float32Array | Float64Array, levels: Int8Array, scales: Float32Array): void {
  for (let i = 0; i < levels.length; i++) out[i] = levels[i] * scales[i % scales.length];
}

const level = (x: number, scale: number, most: number): number =>
  Math.max(-most, Math.min(most, Math.round(x / (scale || 1))));

/** Of the scale that cuts off nothing and smaller ones, down to a fifth of it, the one with the least squared error. */
function leastError(matrix: ArrayLike<number>, columns: number, column: number, full: number, most: number): number {
  let [best, least] = [full, Number.POSITIVE_INFINITY];
  for (let share = 20; share >= 4; share--) {
    const scale = (full * share) / 20;
    let error = 0;
    for (let i = column; i < matrix.length; i += columns) {
      const off = matrix[i] - level(matrix[i], scale, most) * scale;
      error += off * off;
    }
    if (error < least) [best, least] = [scale, error];
  }
  return best;
}
// #endregion

/** The same weights, with no more in them than so many bits keep; a set with a life of its own. */
export function coarsened(weights: ParameterSet, bits: number): ParameterSet {
  const coarse = weights.clone(weights.kernels.arena());
  for (const name of coarse.names) {
    const { shape, value } = coarse.get(name);
    if (shape.length === 1) continue;
    const { levels, scales } = quantise(value.data, shape[1], bits);
    dequantise(value.data, levels, scales);
  }
  return coarse;
}

/** What weights take with so many bits, scales and all that stays as it is included.
 *  @param bits 2 to 8, or 32 for what is kept in full */
export function bytesIn(weights: ParameterSet, bits: number): number {
  return weights.names.reduce((sum, name) => {
    const { shape } = weights.get(name);
    const size = sizeOf(shape);
    return sum + (bits === 32 || shape.length === 1 ? 4 * size : Math.ceil((size * bits) / 8) + 4 * shape[1]);
  }, 0);
}

/** Two levels of half a byte in each byte, the first one below. */
function pairUp(levels: Int8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(levels.length / 2));
  levels.forEach((x, i) => {
    bytes[i >> 1] |= (x & 15) << (4 * (i & 1));
  });
  return bytes;
}

function takeApart(bytes: Uint8Array, length: number): Int8Array {
  const levels = new Int8Array(length);
  for (let i = 0; i < length; i++) levels[i] = ((bytes[i >> 1] >> (4 * (i & 1))) << 28) >> 28;
  return levels;
}

const scaleOf = (name: string): string => `${name}.scale`;

/** All weights as tensors of a file: matrices as it is asked for, the rest in full. */
export function packWeights(weights: ParameterSet, precision: Precision = 'int8'): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const name of weights.names) {
    const { shape, value } = weights.get(name);
    if (shape.length === 1 || precision === 'float32') {
      tensors.set(name, { shape, data: Float32Array.from(value.data) });
      continue;
    }
    const { levels, scales } = quantise(value.data, shape[1], bitsOf[precision]);
    const data = precision === 'int8' ? levels : pairUp(levels);
    tensors.set(name, { shape: precision === 'int8' ? shape : [data.length], data });
    tensors.set(scaleOf(name), { shape: [shape[1]], data: scales });
  }
  return tensors;
}

/** How a file keeps its matrices. */
export function precisionOf(tensors: ReadonlyMap<string, StoredTensor>): Precision {
  const kept = [...tensors.values()];
  if (kept.some(({ data }) => data instanceof Uint8Array)) return 'int4';
  return kept.some(({ data }) => data instanceof Int8Array) ? 'int8' : 'float32';
}

/** @throws CheckpointError when one is missing or of another size; no memory is taken then */
export function unpackWeights(
  tensors: ReadonlyMap<string, StoredTensor>,
  parameters: readonly Parameter[],
  kernels: Kernels,
): ParameterSet {
  const get = <T extends Int8Array | Uint8Array | Float32Array>(
    name: string,
    size: number,
    type: new (size: number) => T,
  ): T => {
    const data = tensors.get(name)?.data;
    if (data instanceof type && data.length === size && areSound(data)) return data;
    throw new CheckpointError('this file holds weights of another network', 'Take another copy, or train again.');
  };
  const fills = parameters.map(({ name, shape }): ((out: Float32Array | Float64Array) => void) => {
    const size = sizeOf(shape);
    if (shape.length === 1 || tensors.get(name)?.data instanceof Float32Array) {
      const full = get(name, size, Float32Array);
      return (out) => out.set(full);
    }
    const halves = tensors.get(name)?.data instanceof Uint8Array;
    const levels = halves ? takeApart(get(name, Math.ceil(size / 2), Uint8Array), size) : get(name, size, Int8Array);
    const scales = get(scaleOf(name), shape[1], Float32Array);
    return (out) => dequantise(out, levels, scales);
  });
  const weights = new ParameterSet(kernels, kernels.arena(), parameters);
  parameters.forEach(({ name }, i) => {
    fills[i](weights.get(name).value.data);
  });
  return weights;
}
