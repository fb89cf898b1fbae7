/** A token is a run of bytes that the training text often had together: nothing is unknown, and common words are one token.
 *  Read first: ../bpe/codec.ts */
import { BytePairs } from '../bpe/codec.ts';
import type { SplitName } from '../bpe/split.ts';
import { byteTokens, learnMerges } from '../bpe/train.ts';
import type { SavedTokenizer, Tokenizer } from './tokenizer.ts';

const end = '<end>';

export class BytePairTokens implements Tokenizer {
  readonly unit = 'bpe';
  readonly mark: number;

  constructor(readonly codec: BytePairs) {
    this.mark = codec.specialToken(end);
  }

  /** Learns from a text until there are `size` tokens, the mark among them, or nothing is left to be joined.
   *  @param more names of further tokens that no text can hold */
  static of(text: Uint8Array, size: number, split: SplitName = 'gpt2', more: readonly string[] = []): BytePairTokens {
    const merges: (readonly [number, number])[] = [];
    const room = size - byteTokens - 1 - more.length;
    if (room > 0) {
      for (const { left, right } of learnMerges(text, split)) if (merges.push([left, right]) >= room) break;
    }
    return BytePairTokens.from(merges, split, more);
  }

  static from(
    merges: readonly (readonly [number, number])[],
    split: SplitName,
    more: readonly string[] = [],
  ): BytePairTokens {
    return new BytePairTokens(new BytePairs(split, merges, [end, ...more]));
  }

  /** The number of a token that no text can hold.
   *  @throws RangeError when there is none of that name */
  special(name: string): number {
    return this.codec.specialToken(name);
  }

  get size(): number {
    return this.codec.size;
  }

  encode(text: string): Int32Array {
    return this.codec.encode(text);
  }

  bytes(token: number): Uint8Array {
    return this.codec.bytes(token);
  }

  save(): SavedTokenizer {
    const { split, merges, special } = this.codec;
    return { unit: this.unit, split, merges, ...(special.length > 1 && { special: special.slice(1) }) };
  }
}
