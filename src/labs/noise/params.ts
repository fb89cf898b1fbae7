/** Knobs, events and result of `noise`. */
import * as z from 'zod';
import { attributes } from '../../data/scenes/scene.ts';
import { scheduleNames } from '../../models/diffusion/schedule.ts';

export const params = z.strictObject({
  subject: z
    .enum([...attributes.subject, 'none'])
    .default('cat')
    .meta({ description: 'What the picture shows.' }),
  place: z.enum(attributes.place).default('mountains').meta({ description: 'Where it is.' }),
  time: z.enum(attributes.time).default('day').meta({ description: 'The time of day.' }),
  colour: z.enum(attributes.colour).default('orange').meta({ description: 'The colour of the subject.' }),
  schedule: z.enum(scheduleNames).default('cosine').meta({ description: 'How a picture becomes noise.' }),
  shift: z.number().min(0.25).max(8).default(2).meta({
    description: 'How much larger the noise is than in the papers, whose pixels lie in ±1; here they lie in ±2.',
    placeholder: 'X',
    step: 0.5,
  }),
  noise_steps: z.int().min(100).max(4000).default(1000).meta({
    description: 'Steps from the picture to pure noise.',
    placeholder: 'T',
  }),
  steps: z.int().min(1).max(100).default(20).meta({
    description: 'How many of them are shown.',
    placeholder: 'N',
  }),
  pictures: z.int().min(1).max(500).default(100).meta({
    description: 'Pictures that the exact guess knows, this one among them.',
    placeholder: 'N',
  }),
  style: z.enum(['ascii', 'blocks', 'braille']).default('ascii').meta({ description: 'How pictures are drawn.' }),
});

export type Params = z.infer<typeof params>;

const step = z.object({
  t: z.int(),
  /** ᾱ_t, the share of the variance that is signal. */
  alpha_bar: z.number(),
  /** √(1 − ᾱ_t) */
  noise_level: z.number(),
  /** ᾱ_t / (1 − ᾱ_t); null at 0, where there is no noise. */
  signal_to_noise: z.number().nullable(),
  /** That the picture is this one, given the noisy one and all those that the exact guess knows. */
  chance: z.number(),
  /** How far the exact guess is from the picture: root mean square over pixels from 0 to 1. */
  off: z.number(),
});

export type Step = z.infer<typeof step>;

export const result = z.object({
  seed: z.int(),
  schedule: z.string(),
  noise_steps: z.int(),
  /** ᾱ_T */
  left: z.number(),
  /** The first step with at least as much noise as signal. */
  even: z.int(),
  /** The first step shown at which it is no longer more likely this picture than not; null where that never comes. */
  lost: z.int().nullable(),
  steps: z.array(step),
});

export type Result = z.infer<typeof result>;

export interface Event extends Step {
  /** T */
  readonly of: number;
  readonly side: number;
  /** [side · side · 3] in 0..1, row by row: what is seen, and what the exact guess makes of it. */
  readonly noisy: Float32Array;
  readonly guess: Float32Array;
}
