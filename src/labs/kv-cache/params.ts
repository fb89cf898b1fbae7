/** Knobs, events and result of `kv-cache`. */
import * as z from 'zod';

export const params = z.strictObject({
  model: z.enum(['random', 'toyland']).default('random').meta({
    description: 'Random weights of the size below, or the transformer on board, whose context is short.',
  }),
  length: z.int().min(16).max(512).default(256).meta({
    description: 'Tokens of the text in the end; as many as fit into the context.',
    placeholder: 'N',
    step: 64,
  }),
  width: z.int().min(8).max(256).default(64).meta({
    description: 'Numbers that stand for a token, with random weights.',
    placeholder: 'N',
    step: 32,
  }),
  layers: z.int().min(1).max(8).default(2).meta({
    description: 'Blocks of attention and thinking, with random weights.',
    placeholder: 'N',
  }),
  heads: z.int().min(1).max(8).default(4).meta({
    description: 'Ways of looking back in each block, with random weights.',
    placeholder: 'N',
  }),
  prompt: z.string().default('The king').meta({ description: 'What the transformer on board goes on from.' }),
  rounds: z.int().min(1).max(20).default(3).meta({
    description: 'How often the text is written; of each stretch the best time counts.',
    placeholder: 'N',
  }),
});

export type Params = z.infer<typeof params>;

const cost = z.object({
  /** Milliseconds a token at the beginning of the text and at its end, and for all of it: the best of all rounds. */
  first_ms: z.number(),
  last_ms: z.number(),
  total_ms: z.number(),
  /** Multiplications and additions for the last token, and for the whole text; counted, not measured. */
  last_operations: z.number(),
  operations: z.number(),
});

export type Cost = z.infer<typeof cost>;

export const result = z.object({
  seed: z.int(),
  /** Numbers of the network. */
  parameters: z.int(),
  length: z.int(),
  cached: cost,
  reread: cost,
  /** How many times faster the whole text and the last token are with the cache. */
  times_faster: z.number(),
  times_faster_last: z.number(),
  /** Keys and values of the whole text, in bytes. */
  cache_bytes: z.int(),
  /** Whether both ways wrote the same tokens, in every round. */
  same: z.boolean(),
  text: z.string(),
});

export type Result = z.infer<typeof result>;

export interface BeginEvent {
  readonly kind: 'begin';
  readonly parameters: number;
  /** Tokens of the text in the end. */
  readonly length: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** For the last token of the text. */
  readonly last_operations: { readonly cached: number; readonly reread: number };
}

/** A stretch of the text, written in both ways. */
export interface StretchEvent {
  readonly kind: 'stretch';
  readonly round: number;
  /** Tokens that the text has by now. */
  readonly length: number;
  /** Milliseconds a token, this time. */
  readonly cached: number;
  readonly reread: number;
  readonly same: boolean;
  /** What was written so far. */
  readonly text: string;
  /** Of all that will be timed, what is done. */
  readonly share: number;
}

export type Event = BeginEvent | StretchEvent;
