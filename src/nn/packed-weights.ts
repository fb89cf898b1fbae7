/** Weights as tensors of a file: in full, in a byte each, or in half a byte.
 *  Read first: ./quantise.ts, ./checkpoint-format.ts */
import { CheckpointError, type StoredTensor } from './checkpoint-format.ts';
import { type Shape, sizeOf } from './graph.ts';
import type { Kernels } from './kernels/kernels.ts';
import { areSound, type Parameter, ParameterSet } from './parameters.ts';
import { bitsOf, bitsOfOne, type Cut, cutOf, cutOfScales, dequantised, type Precision, quantise } from './quantise.ts';

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
    const bits = bitsOfOne(weights, name, bitsOf[precision]);
    const cut = cutOf(weights, name, bits);
    const { levels, scales, kept } = quantise(value.data, shape, cut, bits);
    const data = bits === bitsOf.int4 ? pairUp(levels) : levels;
    tensors.set(name, { shape: bits === bitsOf.int4 ? [data.length] : shape, data });
    tensors.set(scaleOf(name), { shape: cut, data: kept?.levels ?? scales });
    if (kept) tensors.set(scaleOf(scaleOf(name)), { shape: cutOfScales(cut), data: kept.scales });
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
    throw foreign();
  };
  /** Scales are numbers, or in a byte each with scales of their own. */
  const scalesIn = (name: string, cut: Cut): Float32Array => {
    if (!(tensors.get(name)?.data instanceof Int8Array)) return get(name, sizeOf(cut), Float32Array);
    const own = cutOfScales(cut);
    const scales = get(scaleOf(name), sizeOf(own), Float32Array);
    return dequantised({ levels: get(name, sizeOf(cut), Int8Array), scales }, cut, own);
  };
  const fills = parameters.map(({ name, shape }): ((out: Float32Array | Float64Array) => void) => {
    const size = sizeOf(shape);
    if (shape.length === 1 || tensors.get(name)?.data instanceof Float32Array) {
      const full = get(name, size, Float32Array);
      return (out) => out.set(full);
    }
    const halves = tensors.get(name)?.data instanceof Uint8Array;
    const levels = halves ? takeApart(get(name, Math.ceil(size / 2), Uint8Array), size) : get(name, size, Int8Array);
    const cut = cutIn(tensors.get(scaleOf(name))?.shape);
    if (cut.some((pieces, i) => shape[i] % pieces !== 0)) throw foreign();
    const coarse = { levels, scales: scalesIn(scaleOf(name), cut) };
    return (out) => out.set(dequantised(coarse, shape, cut));
  });
  const weights = new ParameterSet(kernels, kernels.arena(), parameters);
  parameters.forEach(({ name }, i) => {
    fills[i](weights.get(name).value.data);
  });
  return weights;
}

/** Older files name only how many columns there are, each with a scale of its own. */
const cutIn = (shape: Shape = []): Cut => (shape.length === 1 ? [1, shape[0]] : [shape[0], shape[1]]);

const foreign = (): CheckpointError =>
  new CheckpointError('this file holds weights of another network', 'Take another copy, or train again.');
