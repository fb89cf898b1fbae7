/** Tokenizers on their way to a file and back. */
import * as z from 'zod';
import { mostTokens } from '../bpe/codec.ts';
import { splitNames } from '../bpe/split.ts';
import { byteTokens } from '../bpe/train.ts';
import { BytePairTokens } from './byte-pairs.ts';
import { Characters } from './characters.ts';
import type { SavedTokenizer, Tokenizer } from './tokenizer.ts';
import { Words } from './words.ts';

/** Most tokens that a file may name. */
const most = 100_000;

const texts = z
  .array(z.string().max(300))
  .min(1)
  .max(most)
  .refine((tokens) => new Set(tokens).size === tokens.length, 'each token once');
const token = z
  .int()
  .min(0)
  .max(mostTokens - 1);

export const SavedTokenizerSchema: z.ZodType<SavedTokenizer> = z
  .discriminatedUnion('unit', [
    z.object({ unit: z.literal('char'), tokens: texts, mark: z.int().min(0) }),
    z.object({ unit: z.literal('word'), tokens: texts, mark: z.literal(0) }),
    z.object({
      unit: z.literal('bpe'),
      split: z.enum(splitNames),
      merges: z
        .array(z.tuple([token, token]))
        .max(most)
        .refine((merges) => merges.every((pair, i) => Math.max(...pair) < byteTokens + i), 'tokens that are there'),
      special: texts.max(20).optional(),
    }),
  ])
  .refine((saved) => saved.unit === 'bpe' || saved.mark < saved.tokens.length, 'a mark that is a token');

export function restoreTokenizer(saved: SavedTokenizer): Tokenizer {
  switch (saved.unit) {
    case 'char':
      return new Characters(saved.tokens, saved.mark);
    case 'word':
      return Words.from(saved.tokens);
    case 'bpe':
      return BytePairTokens.from(saved.merges, saved.split, saved.special);
  }
}
