/** Knobs and events of the next-token sampler. Written with zod's mini set, a fifth of the full one, because `genai sample`
 *  has to start like `cat`. */
import * as z from 'zod/mini';
import { highestOrder } from '../../models/ngram/count.ts';

/** Tokens written when nobody says how many. */
export const defaultLimit = 50;

const whole = (min: number, max: number, meta: z.core.GlobalMeta) =>
  z.int().check(z.gte(min), z.lte(max), z.meta(meta));

export const sampleParams = z.strictObject({
  prompt: z._default(z.string().check(z.meta({ description: 'Text to continue.' })), 'The cat sat on the'),
  order: z._default(
    whole(1, highestOrder, {
      description: 'Length of the n-grams: 2 (bigram) looks at one token to predict the next, 3 at two, and so on.',
      placeholder: 'N',
    }),
    2,
  ),
  temperature: z._default(
    z.number().check(
      z.gte(0),
      z.lte(100),
      z.meta({
        description: 'Below 1 bolder, above 1 wilder, 0 always the likeliest.',
        placeholder: 'T',
        step: 0.1,
      }),
    ),
    1,
  ),
  top_k: z._default(whole(0, 1e9, { description: 'Only the K likeliest tokens; 0 is all.', placeholder: 'K' }), 0),
  top_p: z._default(
    z
      .number()
      .check(
        z.gt(0),
        z.lte(1),
        z.meta({ description: 'Only the likeliest tokens that together reach P.', placeholder: 'P', step: 0.05 }),
      ),
    1,
  ),
  min_p: z._default(
    z.number().check(
      z.gte(0),
      z.lte(1),
      z.meta({
        description: 'Only tokens with at least this share of the likeliest one.',
        placeholder: 'P',
        step: 0.05,
      }),
    ),
    0,
  ),
  corpus: z._default(
    z.string().check(
      z.meta({
        description: 'Text to learn from: cat, toyland, a FILE, or - for stdin.',
        placeholder: 'NAME|FILE|-',
        suggestions: ['cat', 'toyland'],
      }),
    ),
    'cat',
  ),
  unit: z._default(
    z.enum(['word', 'char', 'bpe']).check(
      z.meta({
        description: 'What a token is: a word, a character, or pairs of bytes that the text often has together.',
      }),
    ),
    'word',
  ),
  smoothing: z._default(
    z.string().check(
      z.regex(/^(none|kneser-ney|add-(?=.*[1-9])(\d{1,6}(\.\d{1,9})?|\.\d{1,9}))$/),
      z.meta({
        description: 'What a token gets where it was never seen: nothing, K counts, or a share by Kneser-Ney.',
        placeholder: 'none|add-K|kneser-ney',
        form: 'none, kneser-ney, or add-K with a number K above 0, such as add-1 or add-0.1',
        suggestions: ['none', 'add-1', 'add-0.1', 'kneser-ney'],
      }),
    ),
    'none',
  ),
  max_tokens: z.optional(
    whole(1, 1e9, {
      description: `Write exactly N tokens, beginning new lines as needed; without it up to ${defaultLimit}, to the end of the line.`,
      placeholder: 'N',
      short: 'n',
    }),
  ),
  stop: z.optional(
    z
      .string()
      .check(z.minLength(1), z.meta({ description: 'Stop before this text would appear.', placeholder: 'STR' })),
  ),
});

/** What only a network can be asked. Here, because `genai sample` offers it and has to start at once. */
export const networkParams = z.strictObject({
  weights: z.optional(
    z
      .string()
      .check(
        z.minLength(1),
        z.meta({ description: 'A transformer of your own instead of the one on board.', placeholder: 'FILE' }),
      ),
  ),
  cache: z._default(
    z.boolean().check(
      z.meta({
        description:
          'Keep what was computed for tokens that have been read; the text is the same without, only slower.',
      }),
    ),
    true,
  ),
});

export type SampleParams = z.infer<typeof sampleParams>;

/** How any model is made to go on from a prompt. */
export type SamplingParams = Pick<
  SampleParams,
  'prompt' | 'temperature' | 'top_k' | 'top_p' | 'min_p' | 'max_tokens' | 'stop'
>;

/** A token that may come next. */
export interface Candidate {
  readonly token: string;
  readonly p: number;
}

/** One that was counted. */
export interface Counted extends Candidate {
  readonly count: number;
}

/** What a model believes comes next. */
export interface Belief<C extends Candidate = Candidate & Partial<Counted>> {
  /** Tokens before this one that the model looked at. */
  readonly context: readonly string[];
  /** The likeliest that may be drawn, after shaping; `count` is as counted. */
  readonly candidates: readonly C[];
  /** How many more there are, and what they have together. */
  readonly others: { readonly number: number; readonly p: number };
  /** Of a model that counts: the context that it would have liked to look at, the length of the n-grams used, and how often the
   *  context occurred. */
  readonly wanted?: readonly string[];
  readonly order?: number;
  readonly total?: number;
}

export interface CountedBelief extends Belief<Counted> {
  readonly wanted: readonly string[];
  readonly order: number;
  readonly total: number;
}

/** One step as a picture needs it. */
export type StepEvent<B extends Belief = CountedBelief> = B & {
  readonly kind: 'step';
  readonly u: number;
  readonly pick: B['candidates'][number] & { readonly index: number };
  /** What this step adds to the text. */
  readonly piece: string;
};

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
