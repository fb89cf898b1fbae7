/** Knobs, events and result of `quantize`. */
import * as z from 'zod';
import type { NumberList } from '../number-list.ts';
import type { MadeEvent } from '../stages/params.ts';

export const bitList: NumberList = {
  name: 'bits',
  least: 2,
  largest: 8,
  whole: true,
  most: 7,
  form: 'whole numbers from 2 to 8, such as "8 4 3"',
};

export const params = z.strictObject({
  weights: z.string().optional().meta({
    description: 'Model to make smaller (the one on board that has learnt what people prefer).',
    placeholder: 'FILE',
  }),
  held_out: z.string().optional().meta({
    description: 'Text to be measured on (what was kept apart of the web of Toyland).',
    placeholder: 'FILE',
  }),
  bits: z.string().default('8 4 3 2').meta({
    description: 'Bits of a weight that are tried; files are made with 8 and with 4.',
    placeholder: 'LIST',
    form: bitList.form,
  }),
  exam: z.int().min(4).max(1000).default(40).meta({
    description: 'Questions of each kind that each is asked.',
    placeholder: 'N',
    step: 10,
  }),
  speed: z.boolean().default(false).meta({
    description: 'Time them too; times are never the same twice.',
  }),
});

export type Params = z.infer<typeof params>;

const times = z.object({
  /** From the bytes of a file to a network that can be asked; null for what no file is made of. */
  load_ms: z.number().nullable(),
  /** Read and written, questions side by side. */
  tokens_per_second: z.number(),
});

export type Times = z.infer<typeof times>;

const share = z.number().min(0).max(1);

const row = z.object({
  /** float32, int8, int4, int3 …; the first one is the model as it was given. */
  precision: z.string(),
  bits: z.int(),
  /** Of all weights, scales included, and those bytes by the bytes of float32. */
  bytes: z.int(),
  share,
  /** Nats a token on held-out text; null if it is beyond all numbers. And how much more that is, as a share. */
  loss: z.number().nullable(),
  loss_change: z.number().nullable(),
  /** Share of all answers that are word for word those of the first one. */
  same_answers: share,
  /** Shares of questions, by kind: facts told rightly, requests refused. */
  facts_right: share,
  refused_harmful: share,
  refused_harmless: share,
});

export type Row = z.infer<typeof row>;

const example = z.object({
  question: z.string(),
  /** By precision. */
  answers: z.array(z.object({ precision: z.string(), answer: z.string() })),
});

export type Example = z.infer<typeof example>;

export const result = z.object({
  seed: z.int(),
  /** Numbers of the network, and how many of them stand in matrices: only those are made coarser. */
  parameters: z.int(),
  in_matrices: z.int(),
  /** Of held-out text. */
  tokens: z.int(),
  questions: z.int(),
  precisions: z.array(row),
  /** Questions that the first one answers rightly and others do not all answer in the same words. */
  examples: z.array(example),
  /** Only if asked for. */
  times: z.array(times.extend({ precision: z.string() })).nullable(),
});

export type Result = z.infer<typeof result>;

/** Kinds of questions, the ones to look at first before the others. */
export const kinds = ['harmful', 'facts', 'harmless', 'newForms', 'further', 'ghosts'] as const;

/** One question and what came. */
export interface Answer {
  readonly kind: (typeof kinds)[number];
  readonly question: string;
  readonly answer: string;
  readonly right: boolean;
}

/** Some weights that share a scale. */
export interface Column {
  readonly weights: readonly number[];
  /** The size of the largest. */
  readonly largest: number;
}

export interface BeginEvent {
  readonly kind: 'begin';
  /** The stage that made the model, and how its file keeps it: the one that all others are held against. */
  readonly stage: string;
  readonly kept: string;
  readonly parameters: number;
  readonly in_matrices: number;
  /** Held out. */
  readonly documents: number;
  readonly column: Column;
}

/** On the way to the next row. */
export interface WorkingEvent {
  readonly kind: 'working';
  readonly precision: string;
  readonly doing: 'reading' | 'answering' | 'timing';
  /** Of all, what is done. */
  readonly share: number;
}

export interface MeasuredEvent {
  readonly kind: 'measured';
  readonly row: Row;
  readonly answers: readonly Answer[];
  /** The values that a weight of the column may have; none for the first one. */
  readonly levels: readonly number[];
  readonly share: number;
}

interface TimedEvent {
  readonly kind: 'timed';
  readonly times: NonNullable<Result['times']>;
}

export type Event = BeginEvent | WorkingEvent | MeasuredEvent | TimedEvent | MadeEvent;
