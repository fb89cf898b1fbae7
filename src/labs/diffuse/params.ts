/** Knobs, events and result of `diffuse`. */
import * as z from 'zod';
import type { Prompt } from '../../data/scenes/caption.ts';
import { type SampleMoment, samplers } from '../../models/diffusion/sample.ts';

export const promptKnob = z
  .string()
  .default('a red boat on the sea at night')
  .meta({ description: 'What to draw, in a few words; nothing for any picture.' });

export const stepsKnob = z.int().min(1).max(1000).default(50).meta({
  description: 'Steps from noise to picture.',
  placeholder: 'N',
  step: 10,
});

export const samplerKnob = z.enum(samplers).default('ddim').meta({
  description: 'The way down: ddim leaves all chance to the noise at the start, ddpm adds a little at each step.',
});

export const weightsKnob = z.string().min(1).optional().meta({
  description: 'A network of your own instead of the one on board.',
  placeholder: 'FILE',
});

export const params = z.strictObject({
  prompt: promptKnob,
  guidance: z.number().min(0).max(20).default(3).meta({
    description: 'How far to follow the prompt: 0 ignores it, 1 follows it, more exaggerates.',
    placeholder: 'W',
    step: 0.5,
  }),
  steps: stepsKnob,
  sampler: samplerKnob,
  count: z.int().min(1).max(16).default(1).meta({ description: 'How many pictures.', placeholder: 'N' }),
  init: z.string().min(1).optional().meta({
    description: 'Start from a sketch instead of noise: a PNG, or a text whose letters are light and dark.',
    placeholder: 'FILE|-',
  }),
  strength: z.number().min(0).max(1).default(0.6).meta({
    description: 'How much noise a sketch gets first: at 0 it stays as it is, at 1 nothing is left of it.',
    placeholder: 'S',
    step: 0.05,
  }),
  model: z.enum(['learned', 'exact']).default('learned').meta({
    description: 'Who guesses: the network, or exactly the training pictures themselves, which can only be copied.',
  }),
  examples: z.int().min(0).max(5000).default(200).meta({
    description: 'Training pictures to compare the result with once it is done; for the exact model all that it knows.',
    placeholder: 'N',
    step: 100,
  }),
  weights: weightsKnob,
});

export type Params = z.infer<typeof params>;

export const pictureResult = {
  width: z.int(),
  height: z.int(),
  channels: z.literal(3),
} as const;

export const result = z.object({
  prompt: z.string(),
  /** What was understood of it. */
  words: z.array(z.string()),
  unknown: z.array(z.string()),
  seed: z.int(),
  steps: z.int(),
  guidance: z.number(),
  sampler: z.enum(samplers),
  model: z.enum(['learned', 'exact']),
  count: z.int(),
  ...pictureResult,
  /** Picture after picture, row by row, red, green and blue of each pixel, 0 to 1. */
  pixels: z.array(z.number()),
  /** How far the nearest training picture is; null where there is none to compare with. */
  nearest: z
    .object({
      /** In root mean square a number of a pixel: 0 is a copy. */
      distance: z.number(),
      /** How far training pictures are from the nearest of the others. */
      typical: z.number(),
      is_copy: z.boolean(),
      /** Training pictures that show what the prompt says. */
      of: z.int(),
    })
    .nullable(),
});

export type Result = z.infer<typeof result>;

/** What was heard of a prompt. */
export interface Heard {
  readonly prompt: Prompt;
  /** The words of the vocabulary in it. */
  readonly words: readonly string[];
  readonly unknown: readonly { readonly word: string; readonly near?: string }[];
  readonly unused: readonly string[];
  /** Training never shows this subject at this place. */
  readonly heldOut: boolean;
}

/** Known before the first step. */
export interface ModelEvent extends Pick<Heard, 'words' | 'unknown' | 'unused' | 'heldOut'> {
  readonly kind: 'model';
  /** Height and width of its pictures. */
  readonly side: number;
  /** Steps of its schedule. */
  readonly noiseSteps: number;
}

export interface StepEvent {
  readonly kind: 'step';
  readonly step: number;
  readonly of: number;
  readonly t: number;
  readonly noise_level: number;
  /** The noisy pictures before this step, as numbers of the network. */
  readonly x: Float32Array;
  /** What is guessed to be under the noise. */
  readonly guess: Float32Array;
  readonly moment: SampleMoment;
}

export type Event =
  /** A run that goes on from an earlier one with another knob says anew what holds from here on. */
  | (ModelEvent & { readonly params: Params })
  | StepEvent
  /** In 0..1. */
  | { readonly kind: 'done'; readonly pixels: Float32Array }
  | {
      readonly kind: 'nearest';
      readonly found: NonNullable<Result['nearest']>;
      /** Which of the pictures made it is near to, and the training picture: 0..1. */
      readonly picture: number;
      readonly pixels: Float32Array;
    };
