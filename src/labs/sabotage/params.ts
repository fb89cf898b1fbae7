/** Knobs, events and result of `sabotage`. */
import * as z from 'zod';

/** What can be wrong with a run; none: nothing is. */
export const faults = ['none', 'labels', 'mask', 'rate', 'leak'] as const;
export type Fault = (typeof faults)[number];

export const params = z.strictObject({
  fault: z
    .enum(['hidden', ...faults])
    .default('hidden')
    .meta({
      description:
        'What is wrong: nothing; labels one too far; no mask; a learning rate 100 times too high; held-out text among what is learnt. Hidden: the seed decides, and it is for you to find out.',
    }),
  steps: z.int().min(10).max(5000).default(500).meta({
    description: 'Steps of training.',
    placeholder: 'N',
    step: 100,
  }),
});

export type Params = z.infer<typeof params>;

/** Nats a token; null where it is no number any more. */
const loss = z.number().nullable();

/** What can be seen of a run from outside. */
const seen = z.object({
  /** On what it learns from, the mean since the look before. */
  train_loss: loss,
  /** On text that was put aside, measured by the run itself, with whatever is wrong in it. */
  held_out_loss: loss,
  /** On text from elsewhere, one token after the other, as when it writes. */
  fresh_loss: loss,
  /** What it writes: a few lines. */
  text: z.string(),
});

export type Seen = z.infer<typeof seen>;

export const result = seen.extend({
  seed: z.int(),
  steps: z.int(),
  fault: z.enum(faults),
  /** Whether the fault that was named is the one that the seed hides; null when none was named. */
  right: z.boolean().nullable(),
  /** By what one sees it. */
  sign: z.string(),
  parameters: z.int(),
  vocabulary: z.int(),
  /** Tokens learnt from. */
  tokens: z.int(),
  /** Another run with nothing wrong, of the same network on the same text. */
  healthy: seen,
});

export type Result = z.infer<typeof result>;

/** Both runs after so many steps. */
export interface LookEvent {
  readonly kind: 'look';
  readonly step: number;
  readonly of: number;
  readonly run: Seen;
  readonly healthy: Seen;
}

/** None of them says what is wrong. */
export type Event =
  /** Lines, as they should be parted. */
  | {
      readonly kind: 'begin';
      readonly right: boolean | null;
      readonly parameters: number;
      readonly learnt: number;
      readonly held_out: number;
    }
  | { readonly kind: 'training'; readonly step: number; readonly of: number }
  | LookEvent;
