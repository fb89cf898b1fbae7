/** The knobs of the transformer and of its training, and settings of them that others have published. */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { trainingKnobs } from '../text-network/config.ts';

/** What the network is: whoever has weights needs these to know what to do with them. */
export const NetworkConfigSchema = z.strictObject({
  context: z.int().min(2).max(1024).default(64).meta({
    description: 'Tokens that it sees at most when it predicts the next.',
    placeholder: 'N',
  }),
  width: z.int().min(1).max(1024).default(128).meta({
    description: 'Numbers that stand for a token on its way through the network.',
    placeholder: 'N',
  }),
  layers: z.int().min(1).max(24).default(2).meta({
    description: 'Blocks of attention and thinking, one after the other.',
    placeholder: 'N',
  }),
  heads: z.int().min(1).max(64).default(4).meta({
    description: 'Ways of looking back in each block; they part the width among them.',
    placeholder: 'N',
  }),
  tied: z.boolean().default(true).meta({
    description: 'Tokens are predicted by the same table by which they are looked up.',
  }),
  norm: z.enum(['layer', 'rms']).default('layer').meta({
    description: 'How numbers are kept at one size: mean 0 and deviation 1, or only their mean square.',
  }),
  gain: z.boolean().default(true).meta({ description: 'Normalised numbers are scaled by learnt factors.' }),
  bias: z.boolean().default(true).meta({ description: 'Layers and normalisations add learnt numbers.' }),
  activation: z.enum(['gelu', 'relu']).default('gelu').meta({
    description: 'How the thinking part bends its numbers.',
  }),
  norm_embedding: z.boolean().default(false).meta({
    description: 'Normalise before the first block instead of after the last.',
  }),
  deviation: z.number().min(0).max(1).default(0.02).meta({
    description: 'Deviation of the weights at the beginning.',
    placeholder: 'X',
    step: 0.01,
  }),
  quiet: z.boolean().default(true).meta({
    description: 'What blocks add begins the smaller, the more blocks there are.',
  }),
});

export type NetworkConfig = z.infer<typeof NetworkConfigSchema>;

export const GptConfigSchema = NetworkConfigSchema.extend(trainingKnobs);

export type GptConfig = z.infer<typeof GptConfigSchema>;

/** Settings with a name.
 *  - `nanogpt-cpu`: nanoGPT, README (Karpathy 2022), "I only have a macbook": on characters of tiny-shakespeare.
 *  - `microgpt`: microgpt.py (Karpathy 2026): one name a step. */
export const presets = {
  toyland: GptConfigSchema.parse({ dropout: 0.1 }),
  'nanogpt-cpu': GptConfigSchema.parse({
    context: 64,
    width: 128,
    layers: 4,
    heads: 4,
    bias: false,
    steps: 2000,
    batch: 12,
    parts: 4,
    lr: 1e-3,
    beta2: 0.99,
    weight_decay: 0.1,
  }),
  microgpt: GptConfigSchema.parse({
    context: 16,
    width: 16,
    layers: 1,
    heads: 4,
    tied: false,
    norm: 'rms',
    gain: false,
    bias: false,
    activation: 'relu',
    norm_embedding: true,
    deviation: 0.08,
    quiet: false,
    steps: 1000,
    batch: 1,
    parts: 1,
    lr: 0.01,
    decay: 'linear',
    decay_to: 0,
    warmup: 0,
    beta1: 0.85,
    beta2: 0.99,
    weight_decay: 0,
    clip: 0,
  }),
} satisfies Record<string, GptConfig>;

/** @throws InputError when the numbers do not go with each other */
export function checkNetwork({ width, heads }: NetworkConfig): void {
  if (width % heads === 0) return;
  const remedy = `Take a width such as ${Math.ceil(width / heads) * heads}.`;
  throw new InputError(`a width of ${width} does not part into ${heads} heads`, 'width', remedy);
}
