/** Knobs, events and result of the next-token sampler. */
import * as z from 'zod';
import { highestOrder } from '../../models/ngram/count.ts';

/** Tokens written when nobody says how many. */
export const defaultLimit = 50;
export const sampleParams = z.strictObject({
  prompt: z.string().default('The cat sat on the').meta({ description: 'Text to continue.' }),
  order: z.int().min(1).max(highestOrder).default(2).meta({
    description: 'Length of the n-grams: 2 (bigram) looks at one token to predict the next, 3 at two, and so on.',
    placeholder: 'N',
  }),
  temperature: z.number().min(0).max(100).default(1).meta({
    description: 'Below 1 bolder, above 1 wilder, 0 always the likeliest.',
    placeholder: 'T',
    step: 0.1,
  }),
  top_k: z
    .int()
    .min(0)
    .max(1e9)
    .default(0)
    .meta({ description: 'Only the K likeliest tokens; 0 is all.', placeholder: 'K' }),
  top_p: z.number().gt(0).max(1).default(1).meta({
    description: 'Only the likeliest tokens that together reach P.',
    placeholder: 'P',
    step: 0.05,
  }),
  min_p: z.number().min(0).max(1).default(0).meta({
    description: 'Only tokens with at least this share of the likeliest one.',
    placeholder: 'P',
    step: 0.05,
  }),
  corpus: z
    .string()
    .default('cat')
    .meta({
      description: 'Text to learn from: cat, toyland, a FILE, or - for stdin.',
      placeholder: 'NAME|FILE|-',
      suggestions: ['cat', 'toyland'],
    }),
  unit: z.enum(['word', 'char']).default('word').meta({ description: 'What a token is.' }),
  max_tokens: z
    .int()
    .min(1)
    .max(1e9)
    .optional()
    .meta({
      description: `Write exactly N tokens, beginning new lines as needed; without it up to ${defaultLimit}, to the end of the line.`,
      placeholder: 'N',
      short: 'n',
    }),
  stop: z.string().min(1).optional().meta({ description: 'Stop before this text would appear.', placeholder: 'STR' }),
});

export type SampleParams = z.infer<typeof sampleParams>;

/** A token that may come next. */
export interface Candidate {
  readonly token: string;
  readonly p: number;
  readonly count: number;
}

/** What the model believes comes next. */
export interface Belief {
  /** Tokens before this one that the model looked at, and those it would have liked to. */
  readonly context: readonly string[];
  readonly wanted: readonly string[];
  /** Length of the n-grams used. */
  readonly order: number;
  readonly total: number;
  /** The likeliest that may be drawn, after shaping; `count` is as counted. */
  readonly candidates: readonly Candidate[];
  /** How many more there are, and what they have together. */
  readonly others: { readonly number: number; readonly p: number };
}

/** One step as a picture needs it. */
export interface StepEvent extends Belief {
  readonly kind: 'step';
  readonly u: number;
  readonly pick: Candidate & { readonly index: number };
  /** What this step adds to the text. */
  readonly piece: string;
}

/** A word of the prompt that the corpus never used. */
export interface UnknownWord {
  readonly word: string;
  /** Known words that look like it. */
  readonly near: readonly string[];
  /** A built-in corpus that does know it. */
  readonly elsewhere?: string;
}

export type SampleEvent =
  | { readonly kind: 'reading'; readonly bytes: number }
  | {
      readonly kind: 'learned';
      readonly tokens: number;
      readonly types: number;
      readonly unknown: readonly UnknownWord[];
    }
  | StepEvent;
