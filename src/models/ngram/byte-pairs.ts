/** Tokens between characters and words: pairs of bytes, joined as they stand together in the corpus itself. Nothing is ever
 *  unknown to them, for the 256 bytes are among them. First the pairs are learnt from one reading of the corpus, then, in a second
 *  one, the n-grams are counted.
 *  Left out: joining across spaces. Read first: ./tokenize.ts, ../bpe/train.ts; the same over networks:
 *  ../tokenizer/byte-pairs.ts */
import type { Corpus } from '../../data/corpus.ts';
import { pieces } from '../bpe/split.ts';
import { byteTokens, mergesOf } from '../bpe/train.ts';
import { BytePairTokens } from '../tokenizer/byte-pairs.ts';
import { tokenText } from '../tokenizer/shown.ts';
import { TokenWriter } from '../tokenizer/token-writer.ts';
import { type Extent, Tokenizer, type TokenStream } from './tokenize.ts';
import { MARK, type Tokens, Vocabulary } from './vocabulary.ts';

const split = 'gpt2';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Tokens there are at most: with more, the contexts of an n-gram would be seldom met again. */
const mostTokens = 1024;
/** What stands together only once is not worth a token. */
const leastCount = 2;
/** A longer run without a space, or of spaces, is cut. */
const longestRun = 4096;
/** Merges between two signs of life. */
const breath = 8;

export class BytePairVocabulary implements Tokens {
  constructor(readonly pairs: BytePairTokens) {}

  get size(): number {
    return this.pairs.size;
  }

  /** The mark is 0, as in every vocabulary here, so that the others are one further. */
  bytes(id: number): Uint8Array {
    return id === MARK ? new Uint8Array(0) : this.pairs.bytes(id - 1);
  }

  text(id: number): string {
    return tokenText(this.bytes(id));
  }

  /** Puts tokens together to a text that goes on from a prompt. */
  writer(prompt: string): TokenWriter {
    return new TokenWriter({ unit: 'bpe', bytes: (id) => this.bytes(id) }, MARK, prompt);
  }

  stream(source: string | undefined, extent: Extent): TokenStream {
    return new PairStream(this.pairs, source, extent);
  }
}

/** Learns the pairs of a corpus. Yields the bytes read so far.
 *  @throws InputError when it is no text */
export async function* learnPairs(corpus: Corpus, extent: Extent): AsyncGenerator<number, BytePairVocabulary> {
  const counted = new PieceCounts();
  const lines = new Lines(corpus.name, extent, (text) => counted.add(text));
  let bytes = 0;
  for await (const chunk of corpus.chunks()) {
    lines.push(chunk);
    bytes += chunk.length;
    yield bytes;
  }
  lines.finish(false);
  const merges: (readonly [number, number])[] = [];
  for (const { left, right, count } of mergesOf(counted.counts)) {
    if (count < leastCount || merges.length === mostTokens - byteTokens - 1) break;
    merges.push([left, right]);
    if (merges.length % breath === 0) yield bytes;
  }
  return new BytePairVocabulary(BytePairTokens.from(merges, split));
}

/** How often each piece stands in a text. */
export class PieceCounts {
  /** In the order of their first places. */
  readonly counts = new Map<string, number>();

  /** @param most different ones; with more, the rarest are forgotten, so that a text of any length can be read */
  constructor(private readonly most = 1 << 20) {}

  add(text: string): void {
    const { counts } = this;
    for (const piece of pieces(text, split)) {
      const known = counts.get(piece);
      // As a part of its text it would keep all of that in memory.
      if (known === undefined) counts.set(decoder.decode(encoder.encode(piece)), 1);
      else counts.set(piece, known + 1);
      if (counts.size > this.most) this.forget();
    }
  }

  /** Half of them at least, else it would have to be done again and again. */
  private forget(): void {
    for (let rare = 1; this.counts.size > this.most / 2; rare++) {
      for (const [piece, count] of this.counts) if (count <= rare) this.counts.delete(piece);
    }
  }
}

/** Text in parts that no piece crosses, from bytes as they come: clean characters, as the other units see them. */
class Lines {
  private readonly characters = new Vocabulary();
  private readonly splitter: Tokenizer;
  private readonly signs: string[] = [];
  private text = '';

  /** @param take gets each part
   *  @param close is told where a document ends */
  constructor(
    source: string | undefined,
    extent: Extent,
    private readonly take: (text: string) => void,
    private readonly close: () => void = () => {},
  ) {
    this.splitter = new Tokenizer(this.characters, 'char', true, source, extent);
  }

  push(chunk: Uint8Array): void {
    this.read(this.splitter.push(chunk));
    // What comes next may belong to the last word.
    const end = lastWord(this.text);
    const words = wordsOf(this.text.slice(end));
    this.flush(this.text.slice(0, end) + words.slice(0, -1).join(''));
    this.text = words.at(-1) ?? '';
  }

  /** @param open the document goes on: blanks at its end wait for the word that they stand before */
  finish(open: boolean): void {
    this.read(this.splitter.finish(open));
    this.flush(open ? this.text.replace(/ +$/, '') : this.text);
    this.text = '';
  }

  private read(ids: Int32Array): void {
    const { signs, characters } = this;
    for (const id of ids) {
      if (id !== MARK) {
        this.text += signs[id] ??= characters.text(id);
        continue;
      }
      this.flush(this.text);
      this.text = '';
      this.close();
    }
  }

  private flush(text: string): void {
    if (tooLong.test(text)) for (const word of wordsOf(text)) this.take(word);
    else if (text !== '') this.take(text);
  }
}

const tooLong = new RegExp(`\\S{${longestRun + 1}}|\\s{${longestRun + 1}}`, 'u');
const word = new RegExp(`\\s{0,${longestRun}}\\S{1,${longestRun}}|\\s{1,${longestRun}}`, 'gu');

/** A text cut between words, each with the spaces in front of it; and within, where one is too long. Where a space follows
 *  something, a piece ends in any case. */
const wordsOf = (text: string): string[] => text.match(word) ?? [];

/** Where the last word begins, or the spaces before it. */
function lastWord(text: string): number {
  let at = text.length;
  while (at > 0 && !/\s/.test(text[at - 1])) at--;
  while (at > 0 && /\s/.test(text[at - 1])) at--;
  return at;
}

class PairStream implements TokenStream {
  private readonly lines: Lines;
  private ids: number[] = [];

  constructor(pairs: BytePairTokens, source: string | undefined, extent: Extent) {
    const take = (text: string): void => {
      for (const token of pairs.encode(text)) this.ids.push(token + 1);
    };
    this.lines = new Lines(source, extent, take, () => this.ids.push(MARK));
  }

  push(chunk: Uint8Array): Int32Array {
    this.lines.push(chunk);
    return this.taken();
  }

  finish(open = false): Int32Array {
    this.lines.finish(open);
    return this.taken();
  }

  private taken(): Int32Array {
    const ids = Int32Array.from(this.ids);
    this.ids = [];
    return ids;
  }
}
