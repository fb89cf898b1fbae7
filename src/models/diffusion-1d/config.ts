/** The knobs of diffusion in one dimension. The defaults are the recipe that learns every target. */
import * as z from 'zod';
import { samplers } from '../diffusion/sample.ts';
import { scheduleNames } from '../diffusion/schedule.ts';

export const Diffusion1dConfigSchema = z.strictObject({
  steps: z.int().min(1).max(1_000_000).default(4000).meta({
    description: 'Steps of training. The learning rate falls to 0 over them.',
    placeholder: 'N',
  }),
  predict: z.enum(['velocity', 'noise']).default('velocity').meta({
    description: 'What the network says: the velocity v, or the noise as in the first paper.',
  }),
  noise_schedule: z.enum(scheduleNames).default('cosine').meta({
    description: 'How a number becomes noise.',
  }),
  noise_steps: z.int().min(50).max(4000).default(1000).meta({
    description: 'Steps from a number to pure noise.',
    placeholder: 'T',
  }),
  sampler: z.enum(samplers).default('ddim').meta({
    description: 'The way back from noise: "ddim" without chance, "ddpm" with fresh noise at each step.',
  }),
  sampling_steps: z.int().min(1).max(4000).default(100).meta({
    description: 'Steps on the way back; at most as many as there.',
    placeholder: 'S',
  }),
  batch: z.int().min(2).max(4096).default(128).meta({
    description: 'Numbers that it learns from in a step.',
    placeholder: 'N',
  }),
  lr: z.number().min(0).max(1).default(0.005).meta({
    description: 'Learning rate of Adam.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  average: z.number().min(0).max(0.9999).default(0.999).meta({
    description: 'Samples come from a running average of the weights, which keeps this share a step; 0 for none.',
    placeholder: 'SHARE',
    step: 0.001,
  }),
});

export type Diffusion1dConfig = z.infer<typeof Diffusion1dConfigSchema>;
