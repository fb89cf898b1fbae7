/** Knobs, events and result of `parallel`. */
import * as z from 'zod';

export const params = z.strictObject({
  length: z.int().min(16).max(256).default(128).meta({
    description: 'Tokens of the longest text; shorter ones are half as long, again and again.',
    placeholder: 'N',
    step: 16,
  }),
  width: z.int().min(16).max(256).default(64).meta({
    description: 'Numbers that stand for a token. The memory of the recurrent network is made to fit.',
    placeholder: 'N',
    step: 16,
  }),
  layers: z.int().min(1).max(6).default(2).meta({
    description: 'Blocks of the transformer.',
    placeholder: 'N',
  }),
  texts: z.int().min(1).max(32).default(1).meta({
    description: 'Texts that are read side by side: a batch.',
    placeholder: 'N',
  }),
  rounds: z.int().min(1).max(20).default(3).meta({
    description: 'How often each is timed; the best time counts.',
    placeholder: 'N',
  }),
});

export type Params = z.infer<typeof params>;

export const networks = ['transformer', 'recurrent'] as const;
export type NetworkName = (typeof networks)[number];

/** In the order in which they are timed. */
export const sets = ['simd', 'plain'] as const;
export type SetName = (typeof sets)[number];

/** Reading, and reading with the gradients of all weights: what a step of training takes but for the optimiser. */
export const passes = ['read', 'learn'] as const;
export type Pass = (typeof passes)[number];

const times = z.object({ read_ms: z.number(), learn_ms: z.number() });

const network = z.object({
  parameters: z.int(),
  /** Multiplications and additions of one reading of the longest text. */
  operations: z.number(),
  /** Milliseconds for the longest text. */
  plain: times,
  /** null where this machine cannot run it. */
  simd: times.nullable(),
  /** Billions of operations a second when it reads, with the faster of the two. */
  gflops: z.number(),
  /** Its largest product, m × k × n, and how many times as fast that is on two threads. */
  product: z.tuple([z.int(), z.int(), z.int()]),
  threads_speedup: z.number(),
});

export type NetworkResult = z.infer<typeof network>;

export const result = z.object({
  seed: z.int(),
  length: z.int(),
  texts: z.int(),
  transformer: network,
  recurrent: network,
  /** How many times as fast the transformer is, with the faster arithmetic. */
  times_faster_read: z.number(),
  times_faster_learn: z.number(),
});

export type Result = z.infer<typeof result>;

interface BeginEvent {
  readonly kind: 'begin';
  readonly parameters: Readonly<Record<NetworkName, number>>;
  /** Numbers that the recurrent network remembers. */
  readonly memory: number;
  /** Operations of one reading of the longest text. */
  readonly operations: Readonly<Record<NetworkName, number>>;
  readonly products: Readonly<Record<NetworkName, readonly [m: number, k: number, n: number]>>;
  /** Why there is no `simd` here; null when there is. */
  readonly missing: string | null;
}

interface TimedEvent {
  readonly kind: 'timed';
  readonly network: NetworkName;
  readonly set: SetName;
  readonly pass: Pass;
  readonly length: number;
  readonly round: number;
  /** This time. */
  readonly milliseconds: number;
  readonly share: number;
}

interface ThreadsEvent {
  readonly kind: 'threads';
  readonly network: NetworkName;
  /** How many times as fast the product is on two threads. */
  readonly speedup: number;
}

export type Event = BeginEvent | TimedEvent | ThreadsEvent;
