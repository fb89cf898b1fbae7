/** Knobs, events and result of `next-word`. */
import * as z from 'zod';
import type { Believed } from '../../models/gpt/words.ts';

export const params = z.strictObject({
  line: z.int().min(1).max(1e6).default(510).meta({
    description: 'Which line is read, of those of toyland that none of them saw.',
    placeholder: 'N',
  }),
  words: z.int().min(1).max(1000).optional().meta({
    description:
      'Read no more than so many words and signs; what the last one is, is shown with what all expected there.',
    placeholder: 'N',
  }),
  whole: z.boolean().default(false).meta({
    description: 'Afterwards read all lines that were kept apart, and tell the average over them.',
  }),
  text: z.string().min(1).optional().meta({ description: 'A text of yours instead of that line.' }),
  weights: z.string().optional().meta({
    description: 'A transformer that you trained on toyland, instead of the one on board.',
    placeholder: 'FILE',
  }),
});

export type Params = z.infer<typeof params>;

/** Those who read along. */
export const readers = ['bigram', 'trigram', 'gpt'] as const;
export type Reader = (typeof readers)[number];
export const nameOf = (reader: Reader): string => (reader === 'gpt' ? 'GPT' : reader);
type Each<T> = { readonly [reader in Reader]: T };
export const ofEach = <T>(of: (reader: Reader) => T): { [reader in Reader]: T } => ({
  bigram: of('bigram'),
  trigram: of('trigram'),
  gpt: of('gpt'),
});

const each = <T extends z.ZodType>(type: T) => z.object({ bigram: type, trigram: type, gpt: type });
const belief = z.array(z.object({ token: z.string(), p: z.number() }));
const token = z.object({
  token: z.string(),
  /** Counting has seen it: if not, all such words share one chance there, while the transformer spells each. */
  known: z.boolean(),
  /** What each gave it, and how much it surprised them. */
  p: each(z.number()),
  bits: each(z.number().nullable()),
});

const average = {
  /** Bits a word or sign, on average over those that counting has seen; null if there are none. */
  bits_per_word: each(z.number().nullable()),
  least: z.enum(readers),
};

export const result = z.object({
  seed: z.int(),
  /** null for a text of one's own. */
  line: z.int().nullable(),
  /** Whether all of it was read. */
  complete: z.boolean(),
  ...average,
  /** Over all lines that were kept apart; null if they were not read. */
  whole: z.object({ lines: z.int(), words: z.int(), ...average }).nullable(),
  tokens: z.array(token),
  /** The last one, and what each held likely there; below 0.001 only what came is named. */
  last: token.extend({ believed: each(belief) }),
});

export type Result = z.infer<typeof result>;

/** A word was predicted, and then read. */
export interface TokenEvent {
  readonly kind: 'token';
  readonly token: string;
  readonly known: boolean;
  readonly p: Each<number>;
  readonly believed: Each<readonly Believed[]>;
}

interface WholeEvent {
  readonly kind: 'whole';
  readonly whole: NonNullable<Result['whole']>;
}

export type Event = { readonly kind: 'learning' } | TokenEvent | { readonly kind: 'reading-all' } | WholeEvent;
