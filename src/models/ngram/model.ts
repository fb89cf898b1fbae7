/** A language model made of counts: the probability of a token is how often it followed this context, divided by how often
 *  the context occurred. When a context never occurred, the model forgets its oldest token and looks again ("backs off").
 *  Left out: smoothing; a token never seen after a context has probability 0 there. Read first: ./count.ts
 *  Source: Jurafsky & Martin, Speech and Language Processing (3rd ed.), chapter 3. */
import type { Corpus } from '../../data/corpus.ts';
import { type Counts, count } from './count.ts';
import { Tokenizer, type Unit } from './tokenize.ts';
import { MARK, Vocabulary } from './vocabulary.ts';

/** What may come next, likeliest first; ties in the order in which the corpus first used the tokens. */
export interface Next {
  /** Length of the n-grams that were counted here: 1 more than the tokens of context that were known. */
  readonly order: number;
  readonly tokens: Int32Array;
  readonly counts: Int32Array;
  /** How often the context occurred. */
  readonly total: number;
}

/** How the mark is shown. Signs are tokens by themselves, so no corpus can hold it as one. */
export const markText = '<end>';

const encoder = new TextEncoder();

export class NgramModel {
  constructor(
    readonly counts: Counts,
    readonly vocabulary: Vocabulary,
    readonly unit: Unit,
    readonly corpus: string,
  ) {}

  get order(): number {
    return this.counts.order;
  }

  /** Numbers of the tokens of a text; -1 for those that the corpus never used. */
  encode(text: string): Int32Array {
    const tokenizer = new Tokenizer(this.vocabulary, this.unit, false);
    return Int32Array.from([...tokenizer.push(encoder.encode(text)), ...tokenizer.finish(true)]);
  }

  /** The tokens of a text, whether the corpus knows them or not, as they would be learnt. */
  split(text: string): string[] {
    const scratch = new Vocabulary();
    const tokenizer = new Tokenizer(scratch, this.unit, true);
    const ids = [...tokenizer.push(encoder.encode(text)), ...tokenizer.finish(true)];
    return ids.map((id) => scratch.text(id));
  }

  /** A token as a person reads it: without the space in front of a word. */
  show(id: number): string {
    if (id === MARK) return markText;
    const text = this.vocabulary.text(id);
    return this.unit === 'word' ? text.trimStart() : text;
  }

  /** Where a text leaves the model: the contexts of every length that it ends with. */
  begin(ids: Int32Array): Position {
    const position = new Int32Array(this.order).fill(-1);
    position[1] = MARK;
    return ids.reduce((at, id) => this.advance(at, id), position as Position);
  }

  // #region advance
  /** The position after one more token: each context of length k is the one of length k - 1 before, and the token. */
  advance(position: Position, token: number): Position {
    const after = new Int32Array(this.order);
    after[1] = token;
    for (let length = 2; length < this.order; length++) {
      after[length] = token === MARK ? -1 : this.counts.levels[length].find(position[length - 1], token);
    }
    return after;
  }
  // #endregion

  // #region next
  /** What may follow: counted after the longest context that ever occurred. */
  next(position: Position): Next {
    for (let length = this.order - 1; length >= 1; length--) {
      const context = position[length];
      if (context < 0) continue;
      const contexts = this.counts.types(length, this.vocabulary);
      const { starts, tokens, counts } = this.counts.levels[length + 1].continuations(contexts);
      const from = starts[context];
      const to = starts[context + 1];
      if (from === to) continue;
      return sorted(length + 1, tokens.subarray(from, to), counts.subarray(from, to));
    }
    return this.anything();
  }
  // #endregion

  /** With no context at all: every token as often as the corpus used it. */
  private anything(): Next {
    const tokens = Int32Array.from({ length: this.vocabulary.size }, (_, id) => id);
    return sorted(1, tokens, this.counts.unigrams.subarray(0, this.vocabulary.size));
  }
}

/** Number of the n-gram of length k that the text ends with, at index k; -1 where the corpus never had it. */
export type Position = Int32Array;

function sorted(order: number, tokens: Int32Array, counts: Int32Array): Next {
  const by = Array.from(tokens.keys()).sort((a, b) => counts[b] - counts[a] || tokens[a] - tokens[b]);
  return {
    order,
    tokens: Int32Array.from(by, (i) => tokens[i]),
    counts: Int32Array.from(by, (i) => counts[i]),
    total: counts.reduce((sum, count) => sum + count, 0),
  };
}

/** Learns from a corpus; yields the bytes read so far. */
export async function* learn(corpus: Corpus, order: number, unit: Unit): AsyncGenerator<number, NgramModel> {
  const { counts, vocabulary } = yield* count(corpus, order, unit);
  return new NgramModel(counts, vocabulary, unit, corpus.name);
}
