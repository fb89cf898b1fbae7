/** Weights on their way to a file and back: of a run that goes on later, in full, and of a finished model, in a byte each.
 *  Read first: ../../nn/checkpoint-format.ts, ../../nn/packed-weights.ts */
import * as z from 'zod';
import { type Checkpoint, CheckpointError } from '../../nn/checkpoint-format.ts';
import { sizeOf } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { packWeights, unpackWeights } from '../../nn/packed-weights.ts';
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

export function modelToCheckpoint({ config, vocabulary, weights }: Model): Checkpoint {
  const about = { config: NetworkConfigSchema.strip().parse(config), vocabulary };
  return { kind: modelKind, about, tensors: packWeights(weights) };
}

/** @throws CheckpointError when it holds no model that this version knows */
export function modelFromCheckpoint({ kind, about, tensors }: Checkpoint, kernels: Kernels): Model {
  const read = ModelSchema.safeParse(about);
  if (kind !== modelKind || !read.success) throw foreign();
  const { config, vocabulary } = read.data;
  checkNetworkOf(config);
  return { config, vocabulary, weights: unpackWeights(tensors, unetParameters(config, vocabulary.length), kernels) };
}

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
