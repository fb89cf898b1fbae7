/** Knobs, events and result of `serving`. */
import * as z from 'zod';

export const params = z.strictObject({
  requests: z.int().min(4).max(1000).default(64).meta({
    description: 'Questions that come.',
    placeholder: 'N',
    step: 16,
  }),
  rate: z.number().min(0).max(20).default(1.5).meta({
    description: 'How many come, on average, in the time that one takes alone; 0: all at once.',
    placeholder: 'R',
    step: 0.5,
  }),
  batch: z.int().min(1).max(32).default(8).meta({
    description: 'Places of a batch.',
    placeholder: 'N',
  }),
  tokens: z.int().min(1).max(64).default(40).meta({
    description: 'Tokens of an answer at most.',
    placeholder: 'N',
    step: 8,
  }),
  rounds: z.int().min(1).max(20).default(3).meta({
    description: 'How often each is timed; the best time counts.',
    placeholder: 'N',
  }),
});

export type Params = z.infer<typeof params>;

/** Reread and alone: one after the other, without a cache and with one. Static: a batch that nobody joins before all of it are done.
 *  Continuous: whoever waits joins as soon as a place is free. */
export const ways = ['reread', 'alone', 'static', 'continuous'] as const;
export type Way = (typeof ways)[number];

const ms = z.number().min(0);

const row = z.object({
  way: z.enum(ways),
  /** Texts side by side at most. */
  places: z.int(),
  /** Written, from the first request until the last answer is done. */
  tokens_per_second: z.number(),
  seconds: z.number(),
  /** From a request to the first token of its answer, and to its last. */
  first_ms: z.object({ p50: ms, p90: ms, p99: ms }),
  answer_ms: z.object({ p50: ms, p90: ms, p99: ms }),
  /** From one token of an answer to the next: of half of the answers it is less. */
  between_ms: ms,
  /** Share of the time in which anything was written, and of the places that were taken meanwhile. */
  busy: z.number(),
  full: z.number(),
});

export type Row = z.infer<typeof row>;

export const result = z.object({
  seed: z.int(),
  /** Numbers of the network. */
  parameters: z.int(),
  requests: z.int(),
  /** Tokens of all questions, and of all answers. */
  prompt_tokens: z.int(),
  answer_tokens: z.int(),
  /** What a request takes alone, with a cache; and how many come in a second, null when all come at once. */
  alone_ms: ms,
  requests_per_second: z.number().nullable(),
  ways: z.array(row),
  /** Continuous batches of more and more places, for requests that all come at once. */
  sizes: z.array(row),
  /** Whether all of them wrote the same answers. */
  same: z.boolean(),
});

export type Result = z.infer<typeof result>;

export interface BeginEvent {
  readonly kind: 'begin';
  readonly parameters: number;
  readonly requests: number;
  readonly alone_ms: number;
  readonly requests_per_second: number | null;
}

/** On the way to the next row. */
interface WorkingEvent {
  readonly kind: 'working';
  /** Answers that are done. */
  readonly answers: number;
  /** One of them. */
  readonly question: string;
  readonly answer: string;
  /** Of all rows, what is done. */
  readonly share: number;
}

interface MeasuredEvent {
  readonly kind: 'measured';
  readonly round: number;
  /** Which rows it is one of. */
  readonly list: 'ways' | 'sizes';
  readonly row: Row;
  readonly same: boolean;
}

export type Event = BeginEvent | WorkingEvent | MeasuredEvent;

/** The rows with one more: of those that are measured again the one that took the least work, for other programs only slow
 *  down. */
export function withRow(rows: readonly Row[], row: Row): Row[] {
  const at = rows.findIndex(({ way, places }) => way === row.way && places === row.places);
  if (at < 0) return [...rows, row];
  const work = ({ busy, seconds }: Row): number => busy * seconds;
  return work(row) < work(rows[at]) ? rows.with(at, row) : [...rows];
}
