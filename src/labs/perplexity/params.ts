/** Knobs, events and result of the lab `perplexity`. */
import * as z from 'zod';
import { sampleParams } from '../sample/params.ts';
import type { Measured, Sums } from './sums.ts';

const { order, corpus, unit, smoothing } = sampleParams.shape;

export const params = z.strictObject({
  text: z
    .string()
    .min(1)
    .default('The dog sat on the roof and sang.')
    .meta({ description: 'Text to be read, word by word, where read is text.' }),
  read: z.enum(['text', 'training', 'held-out']).default('text').meta({
    description:
      'What is read: a text of yours; or the corpus, with every tenth line held out: lines that the model learned from, or those that it never saw.',
  }),
  line: z
    .int()
    .min(1)
    .max(1e6)
    .default(1)
    .meta({ description: 'Of the training or the held-out lines the one to begin with.', placeholder: 'N' }),
  guess: z.string().default('').meta({
    description:
      'Your own guesses, one for each token: it is read no further than you have guessed. Several words for one token: mat/floor, or with per cent mat:50/floor:30. _ lets one pass.',
    placeholder: 'WORDS',
  }),
  sure: z.number().min(0).max(100).default(80).meta({
    description: 'Per cent for a guess that gives none; what is left goes to all other words alike.',
    placeholder: 'P',
    step: 5,
  }),
  order,
  smoothing,
  corpus,
  unit,
  max_tokens: z
    .int()
    .min(1)
    .max(1e9)
    .optional()
    .meta({ description: 'Read no more than so many tokens.', placeholder: 'N', short: 'n' }),
});

export type Params = z.infer<typeof params>;

/** How much a text surprised one model. Infinite numbers are null. */
const measured = z.object({
  tokens: z.int(),
  nats_per_token: z.number().nullable(),
  bits_per_token: z.number().nullable(),
  perplexity: z.number().nullable(),
  /** Tokens that it held impossible. */
  unseen: z.int(),
});

/** p is what this model gave. */
const read_token = z.object({ token: z.string(), p: z.number(), bits: z.number().nullable() });
const named = measured.extend({ name: z.string() });
const belief = z.array(z.object({ token: z.string(), p: z.number() }));

export const result = measured.extend({
  seed: z.int(),
  read: z.enum(['text', 'training', 'held-out']),
  corpus: z.string(),
  order: z.int(),
  unit: z.string(),
  smoothing: z.string(),
  /** Different tokens of the corpus, the end mark among them. */
  vocabulary: z.int(),
  bits_per_byte: z.number().nullable(),
  /** Tokens that the corpus never had. */
  unknown: z.int(),
  /** The same text read by uniform chances, by single tokens, by the order below, and by this model. */
  models: z.array(named),
  /** This model on all lines that it learned from, and on all that it did not; null for a text of one's own. */
  training: measured.nullable(),
  held_out: measured.nullable(),
  /** The learner's guesses, and the models on the same tokens; null when there are none. */
  you: z.object({ guesses: z.int(), ...measured.omit({ tokens: true }).shape, models: z.array(named) }).nullable(),
  /** The first tokens read. */
  read_tokens: z.array(read_token),
  /** The token that surprised this model most; of several the first. */
  hardest: read_token.nullable(),
  /** The last token read, and what each model that has counted believed before; tokens below 0.001 are left out unless they came. */
  last: z.object({ token: z.string(), p: z.number(), believed: z.record(z.string(), belief) }).nullable(),
});

export type Result = z.infer<typeof result>;

export interface Candidate {
  readonly token: string;
  readonly p: number;
}

/** One token was read. */
export interface TokenEvent {
  readonly kind: 'token';
  readonly token: string;
  /** The corpus has it. */
  readonly known: boolean;
  /** The tokens before it that the chosen model looks at. */
  readonly context: readonly string[];
  /** What each model gave it, in the order of the names; the chosen one last. */
  readonly chances: readonly number[];
  /** The likeliest to the chosen model. */
  readonly likeliest: readonly Candidate[];
  /** What the learner gave it. */
  readonly yours?: number;
}

export interface LearnedEvent {
  readonly kind: 'learned';
  /** Of the models that read along; the chosen one is the last. */
  readonly names: readonly string[];
  readonly vocabulary: number;
}

export type Event =
  | { readonly kind: 'reading'; readonly bytes: number }
  | LearnedEvent
  | TokenEvent
  /** It is the learner's turn. */
  | { readonly kind: 'ask'; readonly context: readonly string[] }
  /** All that was read, and both parts as a whole. */
  | { readonly kind: 'whole'; readonly sums: Sums; readonly training: Measured; readonly held_out: Measured }
  | { readonly kind: 'scoring'; readonly tokens: number };
