/** Knobs, events and result of `kernels`. */
import * as z from 'zod';

export const params = z.strictObject({
  size: z.int().min(64).max(1024).default(384).meta({
    description: 'Rows and columns of each matrix.',
    placeholder: 'N',
    step: 64,
  }),
  repeats: z.int().min(1).max(50).default(5).meta({
    description: 'How often each way is timed; the best time counts.',
    placeholder: 'N',
  }),
});

export type Params = z.infer<typeof params>;

/** The ways, from the slowest to the fastest. */
export const ways = ['naive', 'tiled', 'simd', 'two_threads'] as const;
export type Way = (typeof ways)[number];

const measured = z.object({
  /** Billions of multiplications and additions a second, at the best. */
  gflops: z.number(),
  times_naive: z.number(),
  /** From the product of the naive way, the largest difference of one number. */
  max_difference: z.number(),
});

export type Measured = z.infer<typeof measured>;

export const result = z.object({
  seed: z.int(),
  size: z.int(),
  repeats: z.int(),
  naive: measured,
  tiled: measured,
  /** null where this machine cannot run it. */
  simd: measured.nullable(),
  two_threads: measured,
  fastest: z.enum(ways),
  /** How many times as fast two threads are as the best way on one: 1 is no help, 2 all that can be. */
  threads_speedup: z.number(),
  /** Of numbers in the product, the largest. */
  largest: z.number(),
  /** At the speed of the fastest way: a training step of a model of 7 billion weights. */
  step_7b_seconds: z.number(),
  /** A training run of 10²⁴ operations. */
  run_1e24_years: z.number(),
  /** Machines like this one that would end that run in thirty days. */
  machines_for_a_month: z.number(),
});

export type Result = z.infer<typeof result>;

/** Before the first time is taken. */
interface BeginEvent {
  readonly kind: 'begin';
  /** Why there is no `simd` here; null when there is. */
  readonly missing: string | null;
}

/** One way timed once more. */
interface TimedEvent {
  readonly kind: 'timed';
  readonly way: Way;
  readonly repeat: number;
  /** For one product, this time. */
  readonly milliseconds: number;
  /** The best so far. */
  readonly gflops: number;
  readonly max_difference: number;
  readonly largest: number;
  /** Of all that will be timed, what is done. */
  readonly share: number;
}

export type Event = BeginEvent | TimedEvent;
