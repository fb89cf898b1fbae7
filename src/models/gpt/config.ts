/** The knobs of the transformer and of its training, and settings of them that others have published. */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';

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

export const GptConfigSchema = NetworkConfigSchema.extend({
  steps: z.int().min(1).max(1_000_000).default(1600).meta({
    description: 'Steps of training. The learning rate falls over them.',
    placeholder: 'N',
  }),
  batch: z.int().min(1).max(1024).default(16).meta({
    description: 'Rows of text in a step.',
    placeholder: 'N',
  }),
  parts: z.int().min(1).max(64).default(4).meta({
    description: 'Parts of a batch that may be computed side by side. The result does not depend on who computes them.',
    placeholder: 'N',
  }),
  lr: z.number().min(0).max(10).default(0.002).meta({
    description: 'Learning rate at its highest.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  decay_to: z.number().min(0).max(1).default(0.1).meta({
    description: 'Share of that rate at the end.',
    placeholder: 'SHARE',
    step: 0.05,
  }),
  decay: z.enum(['cosine', 'linear', 'none']).default('cosine').meta({ description: 'How the learning rate falls.' }),
  warmup: z.int().min(0).max(100_000).default(100).meta({
    description: 'Steps over which the learning rate rises.',
    placeholder: 'N',
  }),
  beta1: z.number().min(0).max(0.99).default(0.9).meta({
    description: 'How long Adam remembers the direction.',
    placeholder: 'B',
    step: 0.1,
  }),
  beta2: z.number().min(0).max(0.9999).default(0.98).meta({
    description: 'How long Adam remembers the size of the gradients.',
    placeholder: 'B',
    step: 0.01,
  }),
  weight_decay: z.number().min(0).max(1).default(0.05).meta({
    description: 'Share by which matrices shrink a step, times the learning rate.',
    placeholder: 'X',
    step: 0.05,
  }),
  clip: z.number().min(0).max(1000).default(1).meta({
    description: 'Length to which a longer gradient is shortened; 0 leaves it.',
    placeholder: 'N',
    step: 0.5,
  }),
  dropout: z.number().min(0).max(0.9).default(0).meta({
    description: 'Share of numbers that are struck out at random while it learns.',
    placeholder: 'SHARE',
    step: 0.05,
  }),
});

export type GptConfig = z.infer<typeof GptConfigSchema>;

/** Settings with a name.
 *  - `nanogpt-cpu`: nanoGPT, README (Karpathy 2022), "I only have a macbook": on characters of tiny-shakespeare.
 *  - `microgpt`: microgpt.py (Karpathy 2026): one name a step. */
export const presets = {
  toyland: GptConfigSchema.parse({}),
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

/** @throws InputError when the numbers do not go with each other */
export function checkConfig(config: GptConfig): void {
  checkNetwork(config);
  const { batch, parts } = config;
  if (batch % parts !== 0) {
    const remedy = `Take a batch such as ${Math.ceil(batch / parts) * parts}.`;
    throw new InputError(`a batch of ${batch} does not part into ${parts} parts`, 'batch', remedy);
  }
}
