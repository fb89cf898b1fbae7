/** The knobs of the network that looks at pictures, and of its training. */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';

export const ClassifierConfigSchema = z.strictObject({
  size: z.int().min(4).max(64).default(24).meta({
    description: 'Height and width of a picture in pixels.',
    placeholder: 'N',
  }),
  widths: z.array(z.int().min(1).max(512)).min(1).max(5).default([16, 32, 64]).meta({
    description: 'Channels at each level of the network; behind each, pictures are halved.',
    placeholder: 'N',
  }),
  groups: z.int().min(1).max(64).default(4).meta({
    description: 'Groups of channels that are normalised together.',
    placeholder: 'N',
  }),
  hidden: z.int().min(1).max(1024).default(96).meta({
    description: 'Numbers that are left of a picture when the questions are asked.',
    placeholder: 'N',
  }),
  steps: z.int().min(1).max(100_000).default(3000).meta({
    description: 'Steps of training. The learning rate falls to 0 over them.',
    placeholder: 'N',
  }),
  batch: z.int().min(1).max(1024).default(32).meta({
    description: 'Pictures in a step.',
    placeholder: 'N',
  }),
  lr: z.number().min(0).max(1).default(0.002).meta({
    description: 'Learning rate at its highest.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  warmup: z.int().min(0).max(10_000).default(100).meta({
    description: 'Steps over which the learning rate rises to it.',
    placeholder: 'N',
  }),
  decay: z.number().min(0).max(1).default(0.01).meta({
    description: 'Weight decay of AdamW.',
    placeholder: 'RATE',
    step: 0.01,
  }),
});

export type ClassifierConfig = z.infer<typeof ClassifierConfigSchema>;

/** @throws InputError when the numbers do not go with each other */
export function checkClassifier({ size, widths, groups }: ClassifierConfig): void {
  const part = 1 << widths.length;
  if (size % part !== 0) {
    const remedy = `Take a multiple of ${part}, or fewer widths.`;
    throw new InputError(`${size} pixels cannot be halved ${widths.length} times`, 'size', remedy);
  }
  const wrong = widths.find((width) => width % groups !== 0);
  if (wrong !== undefined) {
    const remedy = `Take widths that are multiples of ${groups}.`;
    throw new InputError(`${wrong} channels do not part into ${groups} groups`, 'widths', remedy);
  }
}
