/** A token is a word or a sign, with the space in front of it, as the n-gram sampler takes them. Texts are short, and every word
 *  that the training text lacks is unknown. Read first: ../ngram/tokenize.ts */
import { Tokenizer as Splitter, tokensOf } from '../ngram/tokenize.ts';
import { hashStart, hashStep, MARK, Vocabulary } from '../ngram/vocabulary.ts';
import type { SavedTokenizer, Tokenizer } from './tokenizer.ts';

const encoder = new TextEncoder();

export class Words implements Tokenizer {
  readonly unit = 'word';
  readonly mark = MARK;

  private constructor(private readonly vocabulary: Vocabulary) {}

  /** @throws InputError when the text is no text */
  static of(text: string): Words {
    const vocabulary = new Vocabulary();
    const splitter = new Splitter(vocabulary, 'word', true);
    splitter.push(encoder.encode(text));
    splitter.finish();
    return new Words(vocabulary);
  }

  /** @param tokens as `save` gave them */
  static from(tokens: readonly string[]): Words {
    const vocabulary = new Vocabulary();
    for (const token of tokens.slice(1)) {
      const bytes = encoder.encode(token);
      vocabulary.intern(bytes, 0, bytes.length, false, bytes.reduce(hashStep, hashStart));
    }
    return new Words(vocabulary);
  }

  get size(): number {
    return this.vocabulary.size;
  }

  encode(text: string): Int32Array {
    return tokensOf(text, new Splitter(this.vocabulary, 'word', false), true);
  }

  bytes(token: number): Uint8Array {
    return encoder.encode(token === MARK ? '' : this.vocabulary.text(token));
  }

  save(): SavedTokenizer {
    const tokens = Array.from({ length: this.size }, (_, id) => (id === MARK ? '' : this.vocabulary.text(id)));
    return { unit: this.unit, tokens, mark: MARK };
  }
}
