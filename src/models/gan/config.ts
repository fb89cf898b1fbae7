/** The knobs of the game. The defaults are the recipe that learns every target; most of what makes it work can be turned off,
 *  to see why it is there. */
import * as z from 'zod';

export const losses = ['non-saturating', 'minimax', 'least-squares', 'wasserstein'] as const;
export type GanLoss = (typeof losses)[number];

export const GanConfigSchema = z.strictObject({
  steps: z.int().min(1).max(1_000_000).default(8000).meta({
    description: 'Steps of training. The learning rates fall to 0 over them, if they fall.',
    placeholder: 'N',
  }),
  loss: z.enum(losses).default('non-saturating').meta({
    description:
      'What the two play for. "minimax" is the first form of the game; "wasserstein" comes with a gradient penalty.',
  }),
  batch: z.int().min(2).max(4096).default(128).meta({
    description: 'Numbers that each side shows in a step.',
    placeholder: 'N',
  }),
  pack: z.int().min(1).max(16).default(4).meta({
    description: 'Numbers that the discriminator sees at once. From 2 on it notices when they are all alike.',
    placeholder: 'N',
  }),
  latent: z.int().min(1).max(64).default(8).meta({
    description: 'Random numbers that the generator makes one number from.',
    placeholder: 'N',
  }),
  lr_g: z.number().min(0).max(1).default(0.002).meta({
    description: 'Learning rate of the generator.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  lr_d: z.number().min(0).max(1).default(0.002).meta({
    description: 'Learning rate of the discriminator.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  g_steps: z.int().min(0).max(20).default(1).meta({
    description: 'How often the generator learns in a step.',
    placeholder: 'N',
  }),
  d_steps: z.int().min(0).max(20).default(1).meta({
    description: 'How often the discriminator learns in a step.',
    placeholder: 'N',
  }),
  schedule: z.enum(['linear', 'constant']).default('linear').meta({
    description: 'Whether the learning rates fall in a line to 0, or stay.',
  }),
  optimizer: z.enum(['adam', 'sgd']).default('adam').meta({
    description: 'How gradients become steps: Adam, or plain gradient descent.',
  }),
  beta1: z.number().min(0).max(0.99).default(0.5).meta({
    description: 'How long Adam remembers the direction; 0 not at all.',
    placeholder: 'B',
    step: 0.1,
  }),
  beta2: z.number().min(0).max(0.9999).default(0.999).meta({
    description: 'How long Adam remembers the size of the gradients.',
    placeholder: 'B',
    step: 0.001,
  }),
  average: z.number().min(0).max(0.9999).default(0.999).meta({
    description: 'Samples come from a running average of the generator, which keeps this share a step; 0 for none.',
    placeholder: 'SHARE',
    step: 0.001,
  }),
  penalty: z.number().min(0).max(100).default(0).meta({
    description:
      'Weight of the penalty on a steep discriminator: R1 at real numbers; for "wasserstein" on slopes other than 1, where 0 means 0.1.',
    placeholder: 'WEIGHT',
    step: 0.01,
  }),
  standardise: z.boolean().default(true).meta({
    description: 'Shift and scale the target to mean 0 and deviation 1 for the networks.',
  }),
});

export type GanConfig = z.infer<typeof GanConfigSchema>;
