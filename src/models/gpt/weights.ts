/** A transformer on its way to a file and back: a run that goes on later, in full, and a finished model, in a byte a weight.
 *  Read first: ../../nn/checkpoint-format.ts, ../../nn/quantise.ts */
import * as z from 'zod';
import { type Checkpoint, CheckpointError } from '../../nn/checkpoint-format.ts';
import { sizeOf } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { packWeights, unpackWeights } from '../../nn/quantise.ts';
import { restoreTokenizer, SavedTokenizerSchema } from '../tokenizer/saved.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { checkConfig, checkNetwork, GptConfigSchema, NetworkConfigSchema } from './config.ts';
import type { Gpt } from './decoder.ts';
import { gptParameters } from './network.ts';
import type { Snapshot } from './train.ts';

export const modelKind = 'gpt-model';
export const runKind = 'gpt-run';

/** A network and what its numbers mean. */
export interface TextModel extends Gpt {
  readonly tokenizer: Tokenizer;
  /** Lines were documents when it learnt. */
  readonly lines: boolean;
}

/** A run and what its numbers mean. */
export interface TextRun {
  readonly snapshot: Snapshot;
  readonly tokenizer: Tokenizer;
  readonly lines: boolean;
}

const text = { tokenizer: SavedTokenizerSchema, lines: z.boolean() };
const ModelSchema = z.object({ config: NetworkConfigSchema, ...text });
const RunSchema = z.object({
  config: GptConfigSchema,
  ...text,
  seed: z.int().min(0),
  step: z.int().min(0),
  /** β₁ᵗ and β₂ᵗ. */
  powers: z.tuple([z.number(), z.number()]),
});

export function modelToCheckpoint({ config, weights, tokenizer, lines }: TextModel): Checkpoint {
  const about = { config: NetworkConfigSchema.strip().parse(config), tokenizer: tokenizer.save(), lines };
  return { kind: modelKind, about, tensors: packWeights(weights) };
}

/** @throws CheckpointError when it holds no model that this version knows */
export function modelFromCheckpoint({ kind, about, tensors }: Checkpoint, kernels: Kernels): TextModel {
  const read = ModelSchema.safeParse(about);
  if (kind !== modelKind || !read.success) throw foreign();
  const { config, lines } = read.data;
  checked(() => checkNetwork(config));
  const tokenizer = restoreTokenizer(read.data.tokenizer);
  const weights = unpackWeights(tensors, gptParameters(config, tokenizer.size), kernels);
  return { config, weights, vocabulary: tokenizer.size, tokenizer, lines };
}

export function runToCheckpoint({ snapshot, tokenizer, lines }: TextRun): Checkpoint {
  const { config, seed, step, weights, optimiser } = snapshot;
  const [mean, square] = optimiser.blocks;
  const tensors = Object.entries({ weights, mean, square }).map(
    ([name, data]) => [name, { shape: [data.length], data }] as const,
  );
  const about = { config, tokenizer: tokenizer.save(), lines, seed, step, powers: optimiser.numbers };
  return { kind: runKind, about, tensors: new Map(tensors) };
}

/** @throws CheckpointError when it holds no run that this version knows */
export function runFromCheckpoint({ kind, about, tensors }: Checkpoint): TextRun {
  const read = RunSchema.safeParse(about);
  if (kind !== runKind || !read.success) throw foreign();
  const { powers, tokenizer: saved, lines, config, seed, step } = read.data;
  checked(() => checkConfig(config));
  const tokenizer = restoreTokenizer(saved);
  const size = gptParameters(config, tokenizer.size).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const get = (name: string): Snapshot['weights'] => {
    const data = tensors.get(name)?.data;
    if ((data instanceof Float32Array || data instanceof Float64Array) && data.length === size) return data;
    throw foreign();
  };
  const optimiser = { numbers: powers, blocks: [get('mean'), get('square')] };
  return { snapshot: { config, seed, step, weights: get('weights'), optimiser }, tokenizer, lines };
}

function checked(check: () => void): void {
  try {
    check();
  } catch {
    throw foreign();
  }
}

const foreign = (): CheckpointError =>
  new CheckpointError('this file holds no transformer that this version can use', 'Take another copy, or train again.');
