/** The knobs of training, the same for every network that predicts the next token. */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { cosineDecay, linearDecay } from '../../nn/schedule.ts';

export const trainingKnobs = {
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
  decay: z.enum(['cosine', 'linear', 'none']).default('cosine').meta({ description: 'How the learning rate falls.' }),
  decay_to: z.number().min(0).max(1).default(0.1).meta({
    description: 'Share of that rate at the end.',
    placeholder: 'SHARE',
    step: 0.05,
  }),
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
};

export const TrainingSchema = z.strictObject(trainingKnobs);

export type TrainingConfig = z.infer<typeof TrainingSchema>;

/** @throws InputError when the numbers do not go with each other */
export function checkTraining({ batch, parts }: TrainingConfig): void {
  if (batch % parts === 0) return;
  const remedy = `Take a batch such as ${Math.ceil(batch / parts) * parts}.`;
  throw new InputError(`a batch of ${batch} does not part into ${parts} parts`, 'batch', remedy);
}

/** The share of the learning rate at a step, from 0 on. */
export function rateAt(step: number, { steps, warmup, decay, decay_to }: TrainingConfig): number {
  if (decay === 'cosine') return cosineDecay(step, steps, warmup, decay_to);
  if (step < warmup) return (step + 1) / warmup;
  return decay === 'none' ? 1 : decay_to + (1 - decay_to) * linearDecay(step - warmup, steps - warmup);
}
