/** Knobs, events and result of `race`. */
import * as z from 'zod';

export const params = z.strictObject({
  by: z.enum(['time', 'flops', 'steps']).default('time').meta({
    description:
      'What all have the same of: time on this machine, operations, or steps. By the last two anybody gets the same numbers.',
  }),
  seconds: z.number().min(0.1).max(3600).default(5).meta({
    description: 'By time: seconds of training for each network and seed.',
    placeholder: 'S',
    step: 1,
  }),
  gflop: z.number().min(0.1).max(1e6).default(100).meta({
    description: 'By flops: billions of operations for each network and seed.',
    placeholder: 'N',
    step: 20,
  }),
  steps: z.int().min(1).max(100_000).default(200).meta({
    description: 'By steps: steps of training for each network and seed.',
    placeholder: 'N',
    step: 50,
  }),
  seeds: z.int().min(1).max(20).default(3).meta({
    description: 'How often each network begins anew, by another seed.',
    placeholder: 'N',
  }),
  width: z.int().min(8).max(256).default(80).meta({
    description:
      'Size of the transformer: numbers that stand for a token, in fours. The others are made as costly a token.',
    placeholder: 'N',
    step: 16,
  }),
  corpus: z
    .string()
    .default('toyland')
    .meta({
      description: 'Text to learn from, a document a line: toyland, cat, or a FILE.',
      placeholder: 'NAME|FILE',
      suggestions: ['toyland', 'cat'],
    }),
});

export type Params = z.infer<typeof params>;

export const networks = ['window', 'recurrent', 'GPT'] as const;
export type NetworkName = (typeof networks)[number];

/** Nats a token on held-out text; null where it is no number. */
const loss = z.number().nullable();
const point = z.object({ x: z.number(), loss });

export const result = z.object({
  seed: z.int(),
  by: z.enum(['time', 'flops', 'steps']),
  /** What each network and seed had of it: seconds, billions of operations, or steps. */
  budget: z.number(),
  seeds: z.int(),
  tokens: z.int(),
  vocabulary: z.int(),
  ngram: z.object({
    /** The best on the held-out text, in hindsight. */
    order: z.int(),
    loss,
    /** Different n-grams that it remembers. */
    grams: z.int(),
    /** To count them all; null but by time. */
    seconds: z.number().nullable(),
    orders: z.array(z.object({ order: z.int(), loss })),
  }),
  networks: z.array(
    z.object({
      name: z.enum(networks),
      parameters: z.int(),
      /** Operations to predict a token. */
      flops_a_token: z.number(),
      /** Of training, a seed, on average. */
      steps: z.number(),
      gflop: z.number(),
      seconds: z.number().nullable(),
      /** Mean over the seeds, and standard deviation; null for a single one. */
      loss,
      spread: z.number().nullable(),
      losses: z.array(loss),
      /** Mean over the seeds, over what each had used by then. */
      curve: z.array(point),
      /** When the mean fell below that of counting n-grams of an order; null: it did not. */
      overtook: z.array(z.object({ order: z.int(), at: z.number().nullable() })),
    }),
  ),
  /** The lowest loss: a network, or n-gram. */
  winner: z.string(),
  second: z.string(),
  /** By more than the spread of both; null where a single seed says nothing of spread. */
  clear: z.boolean().nullable(),
});

export type Result = z.infer<typeof result>;
export type Standing = Result['networks'][number];
export type Point = z.infer<typeof point>;

export interface BeginEvent {
  readonly kind: 'begin';
  readonly tokens: number;
  readonly vocabulary: number;
  readonly networks: readonly {
    readonly name: NetworkName;
    readonly parameters: number;
    readonly flops_a_token: number;
  }[];
}

/** The n-gram is done. */
export interface CountedEvent {
  readonly kind: 'counted';
  readonly ngram: Result['ngram'];
}

/** One network of one seed after a part of its budget. */
export interface LookEvent {
  readonly kind: 'look';
  readonly name: NetworkName;
  /** From 0 on. */
  readonly run: number;
  /** Of all looks of a run this one, from 0 on. */
  readonly at: number;
  /** Used so far, in the unit of the budget. */
  readonly x: number;
  readonly loss: number | null;
  readonly steps: number;
  readonly gflop: number;
  readonly seconds: number | null;
  /** Of the whole race. */
  readonly share: number;
}

export type Event = BeginEvent | CountedEvent | LookEvent | { readonly kind: 'training'; readonly share: number };
