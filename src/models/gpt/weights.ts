/** A transformer on its way to a file and back: a run that goes on later, in full, and a finished model, in a byte a weight.
 *  Read first: ../../nn/checkpoint-format.ts, ../../nn/packed-weights.ts */
import * as z from 'zod';
import { type Checkpoint, CheckpointError } from '../../nn/checkpoint-format.ts';
import { sizeOf } from '../../nn/graph.ts';
import { type KernelName, type Kernels, kernelNames } from '../../nn/kernels/kernels.ts';
import { packWeights, precisionOf, unpackWeights } from '../../nn/packed-weights.ts';
import { areSound, ParameterSet } from '../../nn/parameters.ts';
import type { Precision } from '../../nn/quantise.ts';
import { checkTraining } from '../text-network/config.ts';
import type { Snapshot } from '../text-network/descent.ts';
import { restoreTokenizer, SavedTokenizerSchema } from '../tokenizer/saved.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { type GptConfig, GptConfigSchema, NetworkConfigSchema } from './config.ts';
import type { Gpt } from './decoder.ts';
import { GptNetwork } from './network.ts';

const modelKind = 'gpt-model';
export const runKind = 'gpt-run';
/** Of what can be made a model: a run has one too. */
export const modelKinds = [modelKind, runKind];

/** Where a model stands in a training pipeline. */
const OriginSchema = z.object({
  /** The stage that made it. */
  stage: z.string().max(40),
  /** By which texts and examinations were parted. */
  seed: z.int().min(0),
  /** Every word that it has read or was taught, in lower case. */
  words: z.array(z.string().max(80)).max(50_000),
});
export type Origin = Readonly<z.infer<typeof OriginSchema>>;

/** A network and what its numbers mean. */
export interface TextModel extends Gpt {
  readonly tokenizer: Tokenizer;
  /** Lines were documents when it learnt. */
  readonly lines: boolean;
  readonly origin?: Origin;
  /** How the file that it comes from keeps its weights, if it does. */
  readonly precision?: Precision;
}

/** A run and what its numbers mean. */
export interface TextRun {
  readonly config: GptConfig;
  readonly snapshot: Snapshot;
  readonly tokenizer: Tokenizer;
  readonly lines: boolean;
  /** CRC-32 of the tokens that it learns from, or of what else it begins with. */
  readonly text: number;
  readonly origin?: Origin;
  /** What else it takes to go on as if nothing had been, for a run that somebody watches. */
  readonly watched?: Watched;
}

interface Watched {
  /** Whose numbers they are: other kernels round otherwise. */
  readonly kernels: KernelName;
  /** Losses since the last look, summed up, and their number. */
  readonly since: { readonly loss: number; readonly steps: number };
  /** With what it was begun, in the words of whoever began it. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What was seen on the way, for whoever draws it. */
  readonly looks?: readonly unknown[];
  /** What somebody answered before it began. */
  readonly answers?: unknown;
}

const meaning = { tokenizer: SavedTokenizerSchema, lines: z.boolean(), origin: OriginSchema.optional() };
const ModelSchema = z.object({ config: NetworkConfigSchema, ...meaning });
const RunSchema = z.object({
  config: GptConfigSchema,
  ...meaning,
  text: z.int(),
  seed: z.int().min(0),
  step: z.int().min(0),
  /** β₁ᵗ and β₂ᵗ. */
  powers: z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)]),
  watched: z
    .object({
      kernels: z.enum(kernelNames),
      since: z.object({ loss: z.number(), steps: z.int().min(0) }),
      settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      looks: z.array(z.unknown()).max(10_000).optional(),
      answers: z.unknown().optional(),
    })
    .optional(),
});

export function modelToCheckpoint(model: TextModel, precision: Precision = 'int8'): Checkpoint {
  const { network, weights, tokenizer, lines, origin } = model;
  const config = NetworkConfigSchema.strip().parse(network.config);
  const about = { config, tokenizer: tokenizer.save(), lines, ...(origin && { origin }) };
  return { kind: modelKind, about, tensors: packWeights(weights, precision) };
}

/** @throws CheckpointError when it holds no model that this version knows */
export function modelFromCheckpoint(checkpoint: Checkpoint, kernels: Kernels): TextModel {
  const { kind, about, tensors } = checkpoint;
  if (kind === runKind) return modelOfRun(runFromCheckpoint(checkpoint), kernels);
  const read = ModelSchema.safeParse(about);
  if (kind !== modelKind || !read.success) throw foreign();
  const { config, lines, origin } = read.data;
  const network = checked(() => new GptNetwork(config));
  const tokenizer = restoreTokenizer(read.data.tokenizer);
  const vocabulary = tokenizer.size;
  return {
    network,
    weights: unpackWeights(tensors, network.parameters(vocabulary), kernels),
    vocabulary,
    tokenizer,
    lines,
    origin,
    precision: precisionOf(tensors),
  };
}

/** The network as far as a run has brought it. */
function modelOfRun({ config, snapshot, tokenizer, lines, origin }: TextRun, kernels: Kernels): TextModel {
  const network = new GptNetwork(NetworkConfigSchema.strip().parse(config));
  const vocabulary = tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary));
  weights.values.data.set(snapshot.weights);
  return { network, weights, vocabulary, tokenizer, lines, origin };
}

export function runToCheckpoint({ snapshot, tokenizer, ...others }: TextRun): Checkpoint {
  const { seed, step, weights, optimiser } = snapshot;
  const [mean, square] = optimiser.blocks;
  const tensors = Object.entries({ weights, mean, square }).map(
    ([name, data]) => [name, { shape: [data.length], data }] as const,
  );
  const about = { ...others, tokenizer: tokenizer.save(), seed, step, powers: optimiser.numbers };
  return { kind: runKind, about, tensors: new Map(tensors) };
}

/** @throws CheckpointError when it holds no run that this version knows */
export function runFromCheckpoint({ kind, about, tensors }: Checkpoint): TextRun {
  const read = RunSchema.safeParse(about);
  if (kind !== runKind || !read.success) throw foreign();
  const { powers, tokenizer: saved, seed, step, ...others } = read.data;
  const { config } = others;
  checked(() => checkTraining(config));
  const tokenizer = restoreTokenizer(saved);
  const size = checked(() => new GptNetwork(config))
    .parameters(tokenizer.size)
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const get = (name: string): Snapshot['weights'] => {
    const data = tensors.get(name)?.data;
    const isRight = (data instanceof Float32Array || data instanceof Float64Array) && data.length === size;
    if (isRight && areSound(data)) return data;
    throw foreign();
  };
  const optimiser = { numbers: powers, blocks: [get('mean'), get('square')] };
  return { ...others, snapshot: { seed, step, weights: get('weights'), optimiser }, tokenizer };
}

function checked<T>(check: () => T): T {
  try {
    return check();
  } catch {
    throw foreign();
  }
}

const foreign = (): CheckpointError =>
  new CheckpointError('this file holds no transformer that this version can use', 'Take another copy, or train again.');
