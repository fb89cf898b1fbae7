/** Counting tokens that somebody else has cut, such as byte pairs: the same tokens for a table of counts and for a network, so
 *  that their losses can be compared. Read first: ./count.ts, ../tokenizer/tokenizer.ts */
import type { LanguageModel } from '../language-model/language-model.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { Counts } from './count.ts';
import { KneserNey } from './kneser-ney.ts';
import { ngramLanguageModel } from './language-model.ts';
import { NgramModel } from './model.ts';
import { hashStart, hashStep, MARK, Vocabulary } from './vocabulary.ts';

export interface CountedTokens extends LanguageModel {
  /** Different n-grams of all lengths: what it has to remember. */
  readonly grams: number;
}

/** An n-gram with Kneser-Ney smoothing.
 *  @param tokens documents behind each other, with a mark before the first and after each */
export function countTokens(tokens: Int32Array, tokenizer: Tokenizer, order: number): CountedTokens {
  const vocabulary = new Vocabulary();
  // Numbers in the order in which the text first uses them; what it never uses is unknown.
  const numbers = new Int32Array(tokenizer.size).fill(-1);
  numbers[tokenizer.mark] = MARK;
  for (const token of tokens) {
    if (numbers[token] >= 0) continue;
    const bytes = tokenizer.bytes(token);
    numbers[token] = vocabulary.intern(bytes, 0, bytes.length, false, bytes.reduce(hashStep, hashStart));
  }
  const counts = new Counts(order);
  counts.add(tokens.subarray(1).map((token) => numbers[token])); // a document begins after a mark anyway
  const model = new NgramModel(counts, vocabulary, tokenizer.unit === 'word' ? 'word' : 'char', 'tokens');
  const lengths = Array.from({ length: order }, (_, i) => i + 1);
  return {
    grams: lengths.reduce((sum, length) => sum + counts.types(length, vocabulary), 0),
    ...ngramLanguageModel(model, new KneserNey(model)),
    encode(document) {
      const tokens = tokenizer.encode(document);
      return tokens.length === 0
        ? tokens
        : Int32Array.of(...tokens, tokenizer.mark).map((token) => numbers[token] ?? -1);
    },
  };
}
