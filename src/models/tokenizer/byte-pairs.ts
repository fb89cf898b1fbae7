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

  /** Learns from a text until there are `size` tokens, the mark among them, or nothing is left to be joined. */
  static of(text: Uint8Array, size: number, split: SplitName = 'gpt2'): BytePairTokens {
    const merges: (readonly [number, number])[] = [];
    if (size > byteTokens + 1) {
      for (const { left, right } of learnMerges(text, split)) {
        if (merges.push([left, right]) >= size - byteTokens - 1) break;
      }
    }
    return BytePairTokens.from(merges, split);
  }

  static from(merges: readonly (readonly [number, number])[], split: SplitName): BytePairTokens {
    return new BytePairTokens(new BytePairs(split, merges, [end]));
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
    return { unit: this.unit, split: this.codec.split, merges: this.codec.merges };
  }
}
