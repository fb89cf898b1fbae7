/** Learning by counting: which token followed which context, for every context length up to n - 1 at once.
 *  Read first: ./tokenize.ts, ./level.ts; read next: ./model.ts
 *  Source: Shannon 1948, A Mathematical Theory of Communication, part I section 3. */
import type { Corpus } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { Level } from './level.ts';
import type { TokenStream } from './tokenize.ts';
import { MARK, type Tokens } from './vocabulary.ts';

export const highestOrder = 8;

// #region count
/** Counts of all n-grams up to a length. The number of a 1-gram is its token. */
export class Counts {
  /** How often each token stood in the text. */
  unigrams: Int32Array<ArrayBuffer>;
  tokens = 0;
  /** levels[k] holds the n-grams of length k, for k from 2 to `order`. */
  readonly levels: Level[] = [];
  /** The number of the n-gram that ended before the next block, for each length; -1 for none. */
  private readonly carried: Int32Array;

  /** @param tokens how many different ones there are, where that is known before */
  constructor(
    readonly order: number,
    tokens = 1 << 10,
  ) {
    this.unigrams = new Int32Array(tokens);
    for (let length = 2; length <= order; length++) this.levels[length] = new Level();
    this.carried = new Int32Array(order + 1).fill(-1);
    this.carried[1] = MARK; // a document begins after a mark
  }

  /** Counts a block of tokens, which goes on where the last one ended. */
  add(ids: Int32Array): void {
    this.countSingles(ids);
    // contexts[i] is the number of the n-gram that ends before token i: first of length 1, then one longer each round
    let contexts = new Int32Array(ids.length + 1);
    contexts[0] = this.carried[1];
    contexts.set(ids, 1);
    for (let length = 2; length <= this.order; length++) {
      const numbers = new Int32Array(ids.length + 1);
      numbers[0] = this.carried[length];
      this.carried[length - 1] = contexts[ids.length];
      this.levels[length].add(contexts, ids, numbers, MARK);
      contexts = numbers;
    }
    this.carried[this.order] = contexts[ids.length];
  }
  // #endregion

  private countSingles(ids: Int32Array): void {
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i];
      if (id >= this.unigrams.length) {
        const unigrams = new Int32Array(Math.max(this.unigrams.length * 2, id + 1));
        unigrams.set(this.unigrams);
        this.unigrams = unigrams;
      }
      this.unigrams[id]++;
    }
    this.tokens += ids.length;
  }

  /** Distinct n-grams of a length. */
  types(length: number, vocabulary: Tokens): number {
    return length === 1 ? vocabulary.size : this.levels[length].types;
  }
}

/** Reads a corpus to its end and counts. Yields the bytes read so far, chunk by chunk.
 *  @throws InputError when the corpus is no text or holds none */
export async function* count(corpus: Corpus, counts: Counts, tokens: TokenStream): AsyncGenerator<number, void> {
  let bytes = 0;
  for await (const chunk of corpus.chunks()) {
    counts.add(tokens.push(chunk));
    bytes += chunk.length;
    yield bytes;
  }
  counts.add(tokens.finish());
  if (counts.tokens === 0) {
    throw new InputError('the corpus holds no words', corpus.name, 'Give a text with at least one line.');
  }
}
