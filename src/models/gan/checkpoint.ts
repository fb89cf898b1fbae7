/** A run on its way to a file and back. Left out: the numbers of a target of the learner's own; they are given again. */
import * as z from 'zod';
import { type Checkpoint, CheckpointError, type StoredTensor } from '../../nn/checkpoint-format.ts';
import { sizeOf } from '../../nn/graph.ts';
import type { Parameter } from '../../nn/parameters.ts';
import { GanConfigSchema } from './config.ts';
import { discriminatorParameters, generatorParameters } from './networks.ts';
import type { Snapshot } from './train.ts';

const kind = 'gan';

const number = z.number();
const AboutSchema = z.object({
  config: GanConfigSchema,
  seed: number,
  target: z.string(),
  shift: number,
  scale: number,
  born: z.int().min(0),
  random: z.object({ words: z.tuple([number, number, number, number]), spare: number.optional() }),
  last: z.object({ step: z.int().min(0), d_loss: number, g_loss: number, d_accuracy: number, g_gradient: number }),
  /** β₁ᵗ and β₂ᵗ of each side. */
  powers: z.object({ generator: z.array(number).max(2), discriminator: z.array(number).max(2) }),
});

/** @param target its name, to be told again on the way back */
export function toCheckpoint(snapshot: Snapshot, target: string): Checkpoint {
  const { config, seed, shift, scale, born, random, last, optimisers } = snapshot;
  const tensors = new Map<string, StoredTensor>();
  const put = (name: string, data: Snapshot['generator']): void => {
    tensors.set(name, { shape: [data.length], data });
  };
  for (const name of ['generator', 'average', 'discriminator'] as const) put(name, snapshot[name]);
  for (const side of ['generator', 'discriminator'] as const) {
    optimisers[side].blocks.forEach((block, i) => {
      put(`${side}.${i === 0 ? 'mean' : 'square'}`, block);
    });
  }
  const powers = { generator: optimisers.generator.numbers, discriminator: optimisers.discriminator.numbers };
  return { kind, about: { config, seed, target, shift, scale, born, random, last, powers }, tensors };
}

/** @throws CheckpointError when it holds no run */
export function fromCheckpoint({ about, tensors }: Checkpoint): { snapshot: Snapshot; target: string } {
  const read = AboutSchema.safeParse(about);
  if (!read.success) throw foreign();
  const { config, seed, target, shift, scale, born, random, last, powers } = read.data;
  const sizes = {
    generator: sizeOfAll(generatorParameters(config.latent)),
    discriminator: sizeOfAll(discriminatorParameters(config.pack)),
  };
  const get = (name: string, side: keyof typeof sizes): Snapshot['generator'] => {
    const data = tensors.get(name)?.data;
    if ((data instanceof Float32Array || data instanceof Float64Array) && data.length === sizes[side]) return data;
    throw foreign();
  };
  const optimiser = (side: keyof typeof sizes) => ({
    numbers: powers[side],
    blocks: config.optimizer === 'adam' ? [get(`${side}.mean`, side), get(`${side}.square`, side)] : [],
  });
  const snapshot = {
    config,
    seed,
    step: last.step,
    shift,
    scale,
    born,
    random,
    last,
    generator: get('generator', 'generator'),
    average: get('average', 'generator'),
    discriminator: get('discriminator', 'discriminator'),
    optimisers: { generator: optimiser('generator'), discriminator: optimiser('discriminator') },
  };
  return { snapshot, target };
}

const sizeOfAll = (parameters: readonly Parameter[]): number =>
  parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);

const foreign = (): CheckpointError =>
  new CheckpointError('this file holds no run of the GAN that this version can go on with', 'Train again.');
