/** Weights in a byte each. A matrix is cut into its columns, one for each output; the largest number of a column becomes ±127,
 *  the others in proportion: so no weight is off by more than half of 1/127 of the largest of its column. Biases and gains,
 *  which are few, stay as they are. Left out: calibration on data, 4 bits. Paper: Jacob et al. 2018.
 *  Read first: ./checkpoint-format.ts */
import { CheckpointError, type StoredTensor } from './checkpoint-format.ts';
import { sizeOf } from './graph.ts';
import type { Kernels } from './kernels/kernels.ts';
import { areSound, type Parameter, ParameterSet } from './parameters.ts';

// #region int8
/** A matrix [rows, columns] in a byte for each number and a scale for each column. */
export function quantise(
  matrix: Float32Array | Float64Array,
  columns: number,
): { bytes: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(columns);
  matrix.forEach((x, i) => {
    scales[i % columns] = Math.max(scales[i % columns], Math.abs(x) / 127);
  });
  const bytes = Int8Array.from(matrix, (x, i) =>
    Math.max(-127, Math.min(127, Math.round(x / (scales[i % columns] || 1)))),
  );
  return { bytes, scales };
}

export function dequantise(out: Float32Array | Float64Array, bytes: Int8Array, scales: Float32Array): void {
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i] * scales[i % scales.length];
}
// #endregion

const scaleOf = (name: string): string => `${name}.scale`;

/** All weights as tensors of a file: matrices in bytes, the rest in full. */
export function packWeights(weights: ParameterSet): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const name of weights.names) {
    const { shape, value } = weights.get(name);
    if (shape.length === 1) {
      tensors.set(name, { shape, data: Float32Array.from(value.data) });
      continue;
    }
    const { bytes, scales } = quantise(value.data, shape[1]);
    tensors.set(name, { shape, data: bytes });
    tensors.set(scaleOf(name), { shape: [shape[1]], data: scales });
  }
  return tensors;
}

/** @throws CheckpointError when one is missing or of another size; no memory is taken then */
export function unpackWeights(
  tensors: ReadonlyMap<string, StoredTensor>,
  parameters: readonly Parameter[],
  kernels: Kernels,
): ParameterSet {
  const get = <T extends Int8Array | Float32Array>(name: string, size: number, type: new (size: number) => T): T => {
    const data = tensors.get(name)?.data;
    if (data instanceof type && data.length === size && areSound(data)) return data;
    throw new CheckpointError('this file holds weights of another network', 'Take another copy, or train again.');
  };
  const fills = parameters.map(({ name, shape }): ((out: Float32Array | Float64Array) => void) => {
    if (shape.length === 1) {
      const vector = get(name, shape[0], Float32Array);
      return (out) => out.set(vector);
    }
    const bytes = get(name, sizeOf(shape), Int8Array);
    const scales = get(scaleOf(name), shape[1], Float32Array);
    return (out) => dequantise(out, bytes, scales);
  });
  const weights = new ParameterSet(kernels, kernels.arena(), parameters);
  parameters.forEach(({ name }, i) => {
    fills[i](weights.get(name).value.data);
  });
  return weights;
}
