/** Events and result of `gpt-train`. */
import * as z from 'zod';
import type { DivergedEvent, TrainingEvent } from '../training.ts';

export const result = z.object({
  seed: z.int(),
  /** Taken, of those asked for. */
  steps: z.int(),
  of: z.int(),
  parameters: z.int(),
  vocabulary: z.int(),
  /** Tokens learnt from. */
  tokens: z.int(),
  /** Nats a token: the mean since the last look, and on text that was held out; null where there is none. */
  train_loss: z.number().nullable(),
  held_out_loss: z.number().nullable(),
  /** Of the held-out text, by its bytes: comparable between units. */
  held_out_bits_per_byte: z.number().nullable(),
  /** How much of it was read for that. */
  held_out_tokens: z.int(),
  /** Its numbers left all bounds, and the losses are null; or it ended far worse than knowing nothing. */
  diverged: z.boolean(),
  text: z.string(),
});

export type Result = z.infer<typeof result>;

export interface BeginEvent {
  readonly kind: 'begin';
  readonly parameters: number;
  readonly vocabulary: number;
  readonly tokens: number;
  /** Tokens in a step. */
  readonly batch: number;
  /** Where it goes on from. */
  readonly step: number;
  readonly of: number;
  /** Some of the prompt never stands in this text, and is left out. */
  readonly unread: boolean;
}

export interface LookEvent {
  readonly kind: 'look';
  readonly step: number;
  readonly of: number;
  /** Nats a token, the mean since the last look; null before the first step. */
  readonly train: number | null;
  /** The same, of the last few steps. */
  readonly recent: number | null;
  /** Nats a token on some of the text that nobody learns from; in the end on all of it that counts. */
  readonly held_out: number | null;
  readonly bits_per_byte: number | null;
  /** The prompt, and how it goes on. */
  readonly text: string;
}

/** The run so far, as the bytes of a file: on demand, and in the end. */
export interface RunEvent {
  readonly kind: 'run';
  readonly step: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

export type Event = BeginEvent | TrainingEvent | LookEvent | RunEvent | DivergedEvent;
