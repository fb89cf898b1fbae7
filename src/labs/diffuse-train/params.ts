/** Knobs, events and result of `diffuse-train`. */
import * as z from 'zod';
import type { DivergedEvent, TrainingEvent } from '../training.ts';

export const params = z.strictObject({
  prompt: z
    .string()
    .default('a red boat on the sea')
    .meta({ description: 'What to draw first while it learns; three other prompts stand beside it.' }),
  steps: z.int().min(1).max(20_000).default(3300).meta({
    description: 'Steps of training. The learning rate falls to 0 over them.',
    placeholder: 'N',
    step: 100,
  }),
  every: z.int().min(1).max(5000).default(50).meta({
    description: 'Steps between two looks at what it draws.',
    placeholder: 'N',
    step: 50,
  }),
  batch: z.int().min(1).max(128).default(16).meta({ description: 'Pictures in a step.', placeholder: 'N' }),
  lr: z.number().min(0).max(0.1).default(0.003).meta({
    description: 'Learning rate at its highest.',
    placeholder: 'RATE',
    step: 0.001,
  }),
  drop_prompt: z.number().min(0).max(1).default(0.12).meta({
    description: 'Share of pictures shown without a prompt; guidance needs some.',
    placeholder: 'SHARE',
    step: 0.02,
  }),
  guidance: z.number().min(0).max(20).default(3).meta({
    description: 'How far its pictures follow their prompts.',
    placeholder: 'W',
    step: 0.5,
  }),
});

export type Params = z.infer<typeof params>;

export const result = z.object({
  seed: z.int(),
  /** Taken, of those asked for. */
  steps: z.int(),
  of: z.int(),
  /** Mean squared error over the last steps; null where training has blown up, or not begun. */
  loss: z.number().nullable(),
  parameters: z.int(),
  prompts: z.array(z.string()),
  width: z.int(),
  height: z.int(),
  channels: z.literal(3),
  /** A picture for each prompt: row by row, red, green and blue of each pixel, 0 to 1. */
  pictures: z.array(z.array(z.number())),
  /** Its numbers left all bounds: nothing was learnt. */
  diverged: z.boolean(),
});

export type Result = z.infer<typeof result>;

/** What it can draw by now. */
export interface LookEvent {
  readonly kind: 'look';
  readonly step: number;
  readonly of: number;
  /** Mean since the last look; null before the first step. */
  readonly loss: number | null;
  /** The same, of the last few steps. */
  readonly recent: number | null;
  /** One picture after the other, in 0..1. */
  readonly pixels: Float32Array;
}

export type Event =
  | {
      readonly kind: 'begin';
      readonly side: number;
      readonly parameters: number;
      readonly vocabulary: readonly string[];
      readonly prompts: readonly string[];
    }
  | TrainingEvent
  | DivergedEvent
  | LookEvent
  /** The finished network as the bytes of a file. */
  | { readonly kind: 'weights'; readonly bytes: Uint8Array };
