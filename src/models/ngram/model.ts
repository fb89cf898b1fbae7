/** A language model made of counts: the probability of a token is how often it followed this context, divided by how often
 *  the context occurred. When a context never occurred, the model forgets its oldest token and looks again ("backs off").
 *  A token never seen after a context has probability 0 there; read next what can be done about it: ./add-k.ts, ./kneser-ney.ts
 *  Read first: ./count.ts
 *  Source: Jurafsky & Martin, Speech and Language Processing (3rd ed.), chapter 3. */
import type { Corpus } from '../../data/corpus.ts';
import type { BytePairVocabulary } from './byte-pairs.ts';
import { Counts, count } from './count.ts';
import { type Extent, splitText, Tokenizer, type TokenStream, tokensOf, type Unit } from './tokenize.ts';
import { MARK, Vocabulary } from './vocabulary.ts';

/** What may come next, likeliest first; ties in the order in which the corpus first used the tokens. */
export interface Next {
  /** Length of the n-grams that were counted here: 1 more than the tokens of context that were known. */
  readonly order: number;
  readonly tokens: Int32Array;
  readonly counts: Int32Array;
  /** How often the context occurred. */
  readonly total: number;
  /** Falling; without it each has the share that its count has of the total. */
  readonly probabilities?: Float64Array;
}

/** What decides over the next token: the counts as they are, or smoothed. */
export interface Predictor {
  /** How many of the last tokens `next` looks at; of what stands before those it knows nothing. */
  reach(position: Position): number;
  next(position: Position): Next;
}

/** A predictor that can be asked for a single token. */
export interface Smoothed extends Predictor {
  /** Of a token in this place; 0 when the model holds it impossible.
   *  @param token -1 for one that is not in the vocabulary */
  probability(position: Position, token: number): number;
}

/** How the mark is shown. Signs are tokens by themselves, so no corpus can hold it as one. */
export const markText = '<end>';

/** What a token can be: words, characters, or pairs of bytes that were joined. */
export type NgramUnit = Unit | 'bpe';

export class NgramModel implements Predictor {
  /** @param vocabulary one of pairs of bytes for that unit */
  constructor(
    readonly counts: Counts,
    readonly vocabulary: Vocabulary | BytePairVocabulary,
    readonly unit: NgramUnit,
    readonly corpus: string,
    private readonly extent: Extent = 'line',
  ) {}

  get order(): number {
    return this.counts.order;
  }

  /** Numbers of the tokens of a text that goes on; -1 for those that the corpus never used. */
  encode(text: string): Int32Array {
    return tokensOf(text, this.stream(), true);
  }

  /** Of a whole document: with the mark at its end. */
  encodeDocument(text: string): Int32Array {
    return tokensOf(text, this.stream(), false);
  }

  private stream(): TokenStream {
    return streamOf(this.vocabulary, this.unit, false, undefined, this.extent);
  }

  /** The tokens of a text, whether the corpus knows them or not, as they would be learnt. */
  split(text: string): string[] {
    if (this.unit === 'bpe') return Array.from(this.encode(text), (id) => this.vocabulary.text(id));
    return splitText(text, this.unit, this.extent);
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
    this.advance(position, MARK, position);
    return ids.reduce((at, id) => this.advance(at, id), position as Position);
  }

  // #region advance
  /** The position after one more token: each context of length k is the one of length k - 1 before, and the token.
   *  @param after is written to; it may be `position` itself, for the longest come first */
  advance(position: Position, token: number, after: Position = new Int32Array(this.order)): Position {
    for (let length = this.order - 1; length >= 2; length--) {
      after[length] = token === MARK ? -1 : this.counts.levels[length].find(position[length - 1], token);
    }
    after[0] = Math.min(this.order - 1, token === MARK ? 1 : position[0] + 1);
    // A vocabulary of bytes has some that the text does not.
    if (this.order > 1) after[1] = this.counts.unigrams[token] > 0 ? token : -1;
    return after;
  }
  // #endregion

  /** The longest context that ever occurred. */
  reach(position: Position): number {
    let length = this.order - 1;
    while (length >= 1 && position[length] < 0) length--;
    return length;
  }

  /** How often an n-gram occurred. @param gram tokens, up to as many as the order */
  count(gram: readonly number[]): number {
    const { levels, unigrams } = this.counts;
    if (gram.length === 1) return unigrams[gram[0]];
    let context = gram[0];
    for (let length = 2; length < gram.length; length++) context = levels[length].find(context, gram[length - 1]);
    return levels[gram.length].count(context, gram[gram.length - 1]);
  }

  // #region next
  /** What may follow: counted after the longest context that ever occurred. */
  next(position: Position): Next {
    const length = this.reach(position);
    if (length === 0) return this.anything();
    const contexts = this.counts.types(length, this.vocabulary);
    const { starts, tokens, counts } = this.counts.levels[length + 1].continuations(contexts);
    const [from, to] = [starts[position[length]], starts[position[length] + 1]];
    return sorted(length + 1, tokens.subarray(from, to), counts.subarray(from, to));
  }
  // #endregion

  /** With no context at all: every token as often as the corpus used it. */
  private anything(): Next {
    const tokens = Int32Array.from({ length: this.vocabulary.size }, (_, id) => id);
    return sorted(1, tokens, this.counts.unigrams.subarray(0, this.vocabulary.size));
  }
}

/** Number of the n-gram of length k that the text ends with, at index k; -1 where the corpus never had it. At index 0 the
 *  length that a context can have here: the mark before the document and what has been written since, below the order. */
export type Position = Int32Array;

/** @param learn words or characters that are new get a number; pairs of bytes spell everything */
function streamOf(
  vocabulary: Vocabulary | BytePairVocabulary,
  unit: NgramUnit,
  learn: boolean,
  source: string | undefined,
  extent: Extent,
): TokenStream {
  if (vocabulary instanceof Vocabulary) return new Tokenizer(vocabulary, unit as Unit, learn, source, extent);
  return vocabulary.stream(source, extent);
}

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
export async function* learn(
  corpus: Corpus,
  order: number,
  unit: NgramUnit,
  extent: Extent = 'line',
): AsyncGenerator<number, NgramModel> {
  const pairs = unit === 'bpe' ? yield* (await import('./byte-pairs.ts')).learnPairs(corpus, extent) : undefined;
  const counts = new Counts(order, pairs?.size);
  const vocabulary = pairs ?? new Vocabulary();
  yield* count(corpus, counts, streamOf(vocabulary, unit, true, corpus.name, extent));
  return new NgramModel(counts, vocabulary, unit, corpus.name, extent);
}

/** The same to its end, for a text so short that nobody asks how far it is. */
export async function learnAtOnce(corpus: Corpus, order: number, unit: NgramUnit): Promise<NgramModel> {
  const steps = learn(corpus, order, unit);
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}
