/** Weights on their way to a file and back: of a run that goes on later, in full, and of a finished model, in a byte each.
 *  A matrix is cut into its columns, one for each output; the largest number of a column becomes ±127, the others in proportion.
 *  So no weight is off by more than half of 1/127 of the largest of its column. Biases, which are few, stay as they are.
 *  Left out: calibration on data, 4 bits. Paper: Jacob et al. 2018. Read first: ../../nn/checkpoint-format.ts */
import * as z from 'zod';
import { type Checkpoint, CheckpointError, type StoredTensor } from '../../nn/checkpoint-format.ts';
import { sizeOf } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { checkNetwork, DiffusionConfigSchema, NetworkConfigSchema } from './config.ts';
import type { Model } from './learned.ts';
import type { Snapshot } from './train.ts';
import { unetParameters } from './unet.ts';

export const modelKind = 'diffusion-model';
export const runKind = 'diffusion-run';

const VocabularySchema = z.array(z.string().min(1).max(50)).min(1).max(1000);
const ModelSchema = z.object({ config: NetworkConfigSchema, vocabulary: VocabularySchema });
const RunSchema = z.object({
  config: DiffusionConfigSchema,
  vocabulary: VocabularySchema,
  seed: z.number(),
  step: z.int().min(0),
  /** β₁ᵗ and β₂ᵗ. */
  powers: z.tuple([z.number(), z.number()]),
});

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
  // Dividing by a scale that was rounded down may give a little more than 127.
  const bytes = Int8Array.from(matrix, (x, i) =>
    Math.max(-127, Math.min(127, Math.round(x / (scales[i % columns] || 1)))),
  );
  return { bytes, scales };
}

export function dequantise(out: Float32Array | Float64Array, bytes: Int8Array, scales: Float32Array): void {
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i] * scales[i % scales.length];
}
// #endregion

export function modelToCheckpoint({ config, vocabulary, weights }: Model): Checkpoint {
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
  return { kind: modelKind, about: { config: NetworkConfigSchema.strip().parse(config), vocabulary }, tensors };
}

/** @throws CheckpointError when it holds no model that this version knows */
export function modelFromCheckpoint({ kind, about, tensors }: Checkpoint, kernels: Kernels): Model {
  const read = ModelSchema.safeParse(about);
  if (kind !== modelKind || !read.success) throw foreign();
  const { config, vocabulary } = read.data;
  checkNetworkOf(config);
  const get = <T extends Int8Array | Float32Array>(name: string, size: number, type: new (size: number) => T): T => {
    const data = tensors.get(name)?.data;
    // Larger ones come of no training; what is no number at all is not below it either.
    if (data instanceof type && data.length === size && data.every((x) => Math.abs(x) < 1e30)) return data;
    throw foreign();
  };
  const parameters = unetParameters(config, vocabulary.length);
  // All are there before any memory is taken for them.
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
  return { config, vocabulary, weights };
}

const scaleOf = (name: string): string => `${name}.scale`;

export function runToCheckpoint(snapshot: Snapshot): Checkpoint {
  const { config, vocabulary, seed, step, weights, average, optimiser } = snapshot;
  const [mean, square] = optimiser.blocks;
  const tensors = Object.entries({ weights, average, mean, square }).map(
    ([name, data]) => [name, { shape: [data.length], data }] as const,
  );
  const about = { config, vocabulary, seed, step, powers: optimiser.numbers };
  return { kind: runKind, about, tensors: new Map(tensors) };
}

/** @throws CheckpointError when it holds no run that this version knows */
export function runFromCheckpoint({ kind, about, tensors }: Checkpoint): Snapshot {
  const read = RunSchema.safeParse(about);
  if (kind !== runKind || !read.success) throw foreign();
  const { powers, ...rest } = read.data;
  checkNetworkOf(rest.config);
  const size = unetParameters(rest.config, rest.vocabulary.length).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const get = (name: string): Snapshot['weights'] => {
    const data = tensors.get(name)?.data;
    if ((data instanceof Float32Array || data instanceof Float64Array) && data.length === size) return data;
    throw foreign();
  };
  return {
    ...rest,
    weights: get('weights'),
    average: get('average'),
    optimiser: { numbers: powers, blocks: [get('mean'), get('square')] },
  };
}

function checkNetworkOf(config: Model['config']): void {
  try {
    checkNetwork(config);
  } catch {
    throw foreign();
  }
}

const foreign = (): CheckpointError =>
  new CheckpointError(
    'this file holds no diffusion model that this version can use',
    'Take another copy, or train again.',
  );
