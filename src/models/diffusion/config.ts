/** The knobs of the network and of its training, and the two settings of them that are used. */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { cosineSchedule, type Schedule } from './schedule.ts';

/** What the network is: whoever has weights needs these to know what to do with them. */
export const NetworkConfigSchema = z.strictObject({
  size: z.int().min(4).max(64).default(24).meta({
    description: 'Height and width of a picture in pixels.',
    placeholder: 'N',
  }),
  widths: z.array(z.int().min(1).max(512)).min(1).max(5).default([24, 48, 96]).meta({
    description: 'Channels at each level of the network, each level half as high and wide as the one before.',
    placeholder: 'N',
  }),
  groups: z.int().min(1).max(64).default(8).meta({
    description: 'Groups of channels that are normalised together.',
    placeholder: 'N',
  }),
  embedding: z.int().min(1).max(512).default(96).meta({
    description: 'Numbers that tell the network the time and the prompt.',
    placeholder: 'N',
  }),
  noise_steps: z.int().min(2).max(10_000).default(1000).meta({
    description: 'Steps from a picture to pure noise.',
    placeholder: 'N',
  }),
  noise_shift: z.number().min(0.1).max(10).default(2).meta({
    description: 'How much larger the noise is than in the cosine schedule, because the pixels are: they lie in ±2.',
    placeholder: 'X',
    step: 0.5,
  }),
});

export type NetworkConfig = z.infer<typeof NetworkConfigSchema>;

export const DiffusionConfigSchema = NetworkConfigSchema.extend({
  steps: z.int().min(1).max(1_000_000).default(72_000).meta({
    description: 'Steps of training. The learning rate falls to 0 over them.',
    placeholder: 'N',
  }),
  batch: z.int().min(1).max(1024).default(16).meta({
    description: 'Pictures in a step.',
    placeholder: 'N',
  }),
  parts: z.int().min(1).max(64).default(4).meta({
    description: 'Parts of a batch that may be computed side by side. The result does not depend on who computes them.',
    placeholder: 'N',
  }),
  lr: z.number().min(0).max(1).default(0.002).meta({
    description: 'Learning rate at its highest.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  warmup: z.int().min(0).max(10_000).default(200).meta({
    description: 'Steps over which the learning rate rises to it.',
    placeholder: 'N',
  }),
  beta1: z.number().min(0).max(0.99).default(0.9).meta({
    description: 'How long Adam remembers the direction.',
    placeholder: 'B',
    step: 0.1,
  }),
  beta2: z.number().min(0).max(0.9999).default(0.99).meta({
    description: 'How long Adam remembers the size of the gradients.',
    placeholder: 'B',
    step: 0.01,
  }),
  clip: z.number().min(0.01).max(1000).default(1).meta({
    description: 'Length to which a longer gradient is shortened.',
    placeholder: 'N',
    step: 0.5,
  }),
  average: z.number().min(0).max(0.99999).default(0.999).meta({
    description: 'Pictures come from a running average of the weights, which keeps this share a step; 0 for none.',
    placeholder: 'SHARE',
    step: 0.001,
  }),
  drop_prompt: z.number().min(0).max(1).default(0.12).meta({
    description:
      'Share of pictures shown without a prompt, so that the network learns what pictures are like in general.',
    placeholder: 'SHARE',
    step: 0.01,
  }),
  drop_words: z.number().min(0).max(1).default(0.2).meta({
    description: 'Share of pictures whose prompt loses about half of the words that do not name the subject.',
    placeholder: 'SHARE',
    step: 0.05,
  }),
  mirror: z.boolean().default(true).meta({
    description: 'Show half of the pictures mirrored.',
  }),
});

export type DiffusionConfig = z.infer<typeof DiffusionConfigSchema>;

/** For the weights that come with the program: an hour and a half on two cores. */
export const shipped: DiffusionConfig = DiffusionConfigSchema.parse({});

/** For a run that one watches: a minute or two. */
export const live: DiffusionConfig = DiffusionConfigSchema.parse({
  size: 16,
  widths: [16, 32, 64],
  embedding: 64,
  steps: 3300,
  lr: 0.003,
  average: 0.997,
});

/** The way into the noise that a network is trained on. */
export const scheduleOf = ({ noise_steps, noise_shift }: NetworkConfig): Schedule =>
  cosineSchedule(noise_steps, noise_shift);

/** @throws InputError when the numbers do not go with each other */
export function checkNetwork({ size, widths, groups }: NetworkConfig): void {
  const halvings = widths.length - 1;
  if (size % (1 << halvings) !== 0) {
    const remedy = `Take a multiple of ${1 << halvings}, or fewer widths.`;
    throw new InputError(`${size} pixels cannot be halved ${halvings} times`, 'size', remedy);
  }
  const wrong = widths.find((width) => width % groups !== 0);
  if (wrong !== undefined) {
    const remedy = `Take widths that are multiples of ${groups}.`;
    throw new InputError(`${wrong} channels do not part into ${groups} groups`, 'widths', remedy);
  }
}

/** @throws InputError when the numbers do not go with each other */
export function checkConfig(config: DiffusionConfig): void {
  checkNetwork(config);
  const { batch, parts } = config;
  if (batch % parts !== 0) {
    const remedy = `Take a batch such as ${Math.ceil(batch / parts) * parts}.`;
    throw new InputError(`a batch of ${batch} does not part into ${parts} parts`, 'batch', remedy);
  }
}
