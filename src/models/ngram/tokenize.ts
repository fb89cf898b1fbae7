/** Text to token numbers, as a stream of byte chunks: words and signs, or single characters. A line is a document and ends
 *  with the mark; empty lines count for nothing. Or the whole text is one document: then a newline is a character like others,
 *  and a space between words. No other control character ever becomes part of a token.
 *  Left out: byte-pair encoding (./byte-pairs.ts, which stands on this). Read first: ./vocabulary.ts, ./characters.ts */
import { InputError } from '../../data/input-error.ts';
import { byteClass, classOf, JOINER, MULTIBYTE, NEWLINE, NUL, SPACE, WORD } from './characters.ts';
import { hashStart, hashStep, MARK, Vocabulary } from './vocabulary.ts';

export type Unit = 'word' | 'char';

/** Text to token numbers as it comes. */
export interface TokenStream {
  /** Ids of what is complete so far: a view that holds until the next call.
   *  @throws InputError when the bytes are not UTF-8 text */
  push(chunk: Uint8Array): Int32Array;
  /** Ids of the rest. The last document is closed with the mark unless `open`. */
  finish(open?: boolean): Int32Array;
}

/** Where a document ends: with its line, or with the text. */
export type Extent = 'line' | 'text';

/** A longer run of word characters is cut here, so that no input can make a token without end. */
const longestToken = 255;
/** Bytes held back at the end of a chunk: the token there may go on in the next. */
const margin = longestToken + 8;

export class Tokenizer implements TokenStream {
  private carry = new Uint8Array(0);
  private ids = new Int32Array(0);
  private length = 0;
  private lines = 1;
  /** A space stood before the next token; the beginning of a line counts as one. */
  private spaced = true;
  /** Nothing stands in this document yet. */
  private empty = true;
  private begun = false;

  /** @param learn unknown tokens get a new number; without it they are -1
   *  @param source named in errors */
  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly unit: Unit,
    private readonly learn: boolean,
    private readonly source?: string,
    private readonly extent: Extent = 'line',
  ) {}

  push(chunk: Uint8Array): Int32Array {
    const bytes = this.joined(chunk);
    const done = this.scan(bytes, bytes.length - margin);
    this.carry = bytes.slice(done);
    return this.taken();
  }

  finish(open = false): Int32Array {
    const bytes = this.joined(new Uint8Array(0));
    this.scan(bytes, bytes.length);
    this.carry = new Uint8Array(0);
    if (!open) this.endDocument();
    return this.taken();
  }

  private joined(chunk: Uint8Array): Uint8Array {
    let bytes = chunk;
    if (this.carry.length > 0) {
      bytes = new Uint8Array(this.carry.length + chunk.length);
      bytes.set(this.carry);
      bytes.set(chunk, this.carry.length);
    }
    if (!this.begun && bytes.length >= 3) {
      this.begun = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3); // byte order mark
      if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
        throw new InputError('the text is UTF-16, not UTF-8', this.source, 'Convert it: iconv -f UTF-16 -t UTF-8.');
      }
    }
    return bytes;
  }

  private taken(): Int32Array {
    const ids = this.ids.subarray(0, this.length);
    this.length = 0;
    return ids;
  }

  private emit(id: number): void {
    this.ids[this.length++] = id;
    this.empty = false;
  }

  private endDocument(): void {
    if (!this.empty) this.ids[this.length++] = MARK;
    this.empty = true;
    this.spaced = true;
  }

  /** Tokens that begin before `until`. Returns where the first one that does not begins. */
  private scan(bytes: Uint8Array, until: number): number {
    if (this.ids.length < bytes.length + 2) this.ids = new Int32Array(bytes.length * 2 + 2);
    let at = 0;
    while (at < until) {
      let size = 1;
      let kind = byteClass[bytes[at]];
      if (kind === MULTIBYTE) {
        const codePoint = this.decode(bytes, at);
        size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        kind = classOf(codePoint);
      }
      if (kind === NEWLINE) {
        if (bytes[at] === 0x0a) this.lines++;
        if (this.extent === 'line') this.endDocument();
        else this.newline(bytes[at] === 0x0d && bytes[at + 1] === 0x0a);
        at += size;
      } else if (kind === NUL) {
        throw new InputError('this is not text: it holds a NUL byte', this.where(), 'Give a text file in UTF-8.');
      } else if (this.unit === 'char') {
        if (kind !== SPACE || bytes[at] === 0x20) this.token(bytes, at, at + size, false);
        else if (bytes[at] === 0x09) this.token(blank, 0, 1, false);
        at += size;
      } else if (kind === SPACE) {
        this.spaced = true;
        at += size;
      } else {
        at = kind === WORD ? this.word(bytes, at) : this.sign(bytes, at, size);
      }
    }
    return at;
  }

  /** Inside a document. @param half the first half of Windows' two characters */
  private newline(half: boolean): void {
    if (this.unit === 'word') this.spaced = true;
    else if (!half) this.token(lineFeed, 0, 1, false);
  }

  private sign(bytes: Uint8Array, at: number, size: number): number {
    this.token(bytes, at, at + size, this.spaced);
    return at + size;
  }

  /** A word from `at`: word characters, and joiners between two of them. Hashes on the way: this loop sets the speed. */
  private word(bytes: Uint8Array, start: number): number {
    const { spaced } = this;
    const last = Math.min(bytes.length, start + longestToken);
    let hash = spaced ? hashStep(hashStart, 0x20) : hashStart;
    let at = start;
    while (at < last) {
      const kind = byteClass[bytes[at]];
      if (kind === WORD) {
        hash = hashStep(hash, bytes[at++]);
        continue;
      }
      const size = kind === MULTIBYTE || kind === JOINER ? this.inside(bytes, at, kind) : 0;
      if (size === 0 || at + size > last) break;
      for (let i = 0; i < size; i++) hash = hashStep(hash, bytes[at++]);
    }
    this.number(bytes, start, at, spaced, hash);
    return at;
  }

  /** Bytes of the character at `at` if it goes on with a word, else 0. */
  private inside(bytes: Uint8Array, at: number, kind: number): number {
    let size = 1;
    let what = kind;
    if (kind === MULTIBYTE) {
      const codePoint = this.decode(bytes, at);
      size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      what = classOf(codePoint);
    }
    if (what === WORD) return size;
    if (what !== JOINER || at + size >= bytes.length) return 0;
    const after = byteClass[bytes[at + size]];
    return after === WORD || (after === MULTIBYTE && classOf(this.decode(bytes, at + size)) === WORD) ? size : 0;
  }

  private token(bytes: Uint8Array, start: number, end: number, spaced: boolean): void {
    let hash = spaced ? hashStep(hashStart, 0x20) : hashStart;
    for (let i = start; i < end; i++) hash = hashStep(hash, bytes[i]);
    this.number(bytes, start, end, spaced, hash);
  }

  private number(bytes: Uint8Array, start: number, end: number, spaced: boolean, hash: number): void {
    const { vocabulary } = this;
    this.emit(
      this.learn
        ? vocabulary.intern(bytes, start, end, spaced, hash)
        : vocabulary.find(bytes, start, end, spaced, hash),
    );
    this.spaced = false;
  }

  /** The code point of several bytes at `at`, checked (RFC 3629): no overlong forms, no surrogates. */
  private decode(bytes: Uint8Array, at: number): number {
    const lead = bytes[at];
    const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    let codePoint = lead & (0xff >> (size + 1));
    let valid = lead >= 0xc2 && lead <= 0xf4 && at + size <= bytes.length;
    for (let i = 1; i < size; i++) {
      valid &&= (bytes[at + i] & 0xc0) === 0x80;
      codePoint = (codePoint << 6) | (bytes[at + i] & 0x3f);
    }
    const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000;
    valid &&= codePoint >= least && codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
    if (valid) return codePoint;
    throw new InputError('the text is not UTF-8', this.where(), 'Convert it: iconv -f LATIN1 -t UTF-8.');
  }

  private where(): string {
    return `${this.source ?? 'text'}, line ${this.lines}`;
  }
}

const blank = Uint8Array.of(0x20);
const lineFeed = Uint8Array.of(0x0a);

const encoder = new TextEncoder();

/** Bytes that are made tokens at once. */
const portion = 1 << 20;

/** A text at one go. @param open it goes on: without the mark at its end */
export function tokensOf(text: string, tokenizer: TokenStream, open: boolean): Int32Array {
  const bytes = encoder.encode(text);
  const parts: Int32Array[] = [];
  for (let at = 0; at < bytes.length; at += portion) {
    parts.push(tokenizer.push(bytes.subarray(at, at + portion)).slice());
  }
  parts.push(tokenizer.finish(open));
  const ids = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    ids.set(part, at);
    at += part.length;
  }
  return ids;
}

/** The tokens of a text that goes on, as they would be learnt, whether anybody knows them or not. */
export function splitText(text: string, unit: Unit, extent?: Extent): string[] {
  const scratch = new Vocabulary();
  const ids = tokensOf(text, new Tokenizer(scratch, unit, true, undefined, extent), true);
  return Array.from(ids, (id) => scratch.text(id));
}
