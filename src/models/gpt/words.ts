/** Whole words from a transformer that reads pieces of words: how likely is a word next, whatever it is made of? So it can be
 *  held against a model that counts words.
 *
 *  A word is over when what follows cannot belong to it: a space, a sign, the end of the document. So the chance of a word, where
 *  one begins, is that of its pieces, times that it is over then, by the chance that the word before was over. All words
 *  together have a chance of 1, but for the little that a network gives to other ways to cut a word into pieces.
 *  Read first: ./decoder.ts, ../tokenizer/byte-pairs.ts, ../ngram/tokenize.ts
 *  Shapes: V vocabulary. */
import { byteClass, JOINER, MULTIBYTE, WORD } from '../ngram/characters.ts';
import { markText } from '../ngram/model.ts';
import { choose } from '../text-network/generate.ts';
import { Decoder } from './decoder.ts';
import type { TextModel } from './weights.ts';

export interface Believed {
  /** Without the space in front; markText for the end of the document. */
  readonly token: string;
  readonly p: number;
}

/** Words are drawn from the network as it is. */
const unshaped = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

export class WordReader {
  private readonly decoder: Decoder;
  private readonly place: number;
  /** Of the next token [V]. */
  private next: Float64Array;
  /** Nothing can belong to the word before any more: it was a sign, or there was none. */
  private over = true;
  /** Of each token whether it may go on with a word. */
  private readonly goesOn: readonly boolean[];

  constructor(private readonly model: TextModel) {
    const { tokenizer, vocabulary } = model;
    this.decoder = new Decoder(model);
    this.place = this.decoder.open();
    this.goesOn = Array.from({ length: vocabulary }, (_, token) => {
      const [first, second] = token === tokenizer.mark ? [] : tokenizer.bytes(token);
      return isLetter(byteClass[first] === JOINER ? second : first);
    });
    this.next = this.step(tokenizer.mark);
  }

  // #region chance
  /** @param word that the context has room for, with the space in front, if there is one; undefined for the end of the document */
  chance(word: string | undefined): number {
    const tokens = this.tokensOf(word);
    const begun = this.decoder.length(this.place);
    let p = 1 / this.endChance(this.next, this.over);
    let next = this.next;
    for (const token of tokens) {
      p *= next[token];
      next = this.step(token);
    }
    this.decoder.rewind(this.place, begun);
    // Signs of several bytes are taken for letters here, and might come out above 1.
    return Math.min(1, p * this.endChance(next, word === undefined || isSign(word)));
  }

  /** That nothing more belongs to the word.
   *  @param over there is no word to go on with */
  private endChance(next: Float64Array, over: boolean): number {
    return over ? 1 : next.reduce((sum, p, token) => (this.goesOn[token] ? sum : sum + p), 0);
  }
  // #endregion

  /** Every word that is at least so likely, the likeliest first. */
  believed(least: number): Believed[] {
    const { tokenizer, network } = this.model;
    const begun = this.decoder.length(this.place);
    const room = network.context - begun;
    const scale = 1 / this.endChance(this.next, this.over);
    const found: Believed[] = [];
    const open: { readonly tokens: readonly number[]; readonly p: number }[] = [];
    for (const [token, chance] of this.next.entries()) {
      const p = chance * scale;
      if (p < least || (!this.over && this.goesOn[token])) continue;
      if (token === tokenizer.mark) found.push({ token: markText, p });
      else open.push({ tokens: [token], p });
    }
    for (let one = open.pop(); one; one = open.pop()) {
      const { tokens, p } = one;
      const word = this.textOf(tokens);
      const isWhole = word.trim() !== '' && this.tokensOf(word).join() === tokens.join();
      let next = this.next;
      for (const token of tokens) next = this.step(token);
      this.decoder.rewind(this.place, begun);
      const sign = isSign(word);
      const whole = p * this.endChance(next, sign);
      if (isWhole && whole >= least) found.push({ token: word.trimStart(), p: whole });
      if (sign || tokens.length === room) continue;
      for (const [token, chance] of next.entries()) {
        if (this.goesOn[token] && p * chance >= least) open.push({ tokens: [...tokens, token], p: p * chance });
      }
    }
    return found.sort((a, b) => b.p - a.p);
  }

  /** Reads a word. */
  push(word: string): void {
    for (const token of this.tokensOf(word)) this.next = this.step(token);
    this.over = isSign(word);
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.decoder.end();
  }

  private tokensOf(word: string | undefined): number[] {
    const { tokenizer } = this.model;
    return word === undefined ? [tokenizer.mark] : Array.from(tokenizer.encode(word));
  }

  private textOf(tokens: readonly number[]): string {
    return decoder.decode(Uint8Array.from(tokens.flatMap((token) => Array.from(this.model.tokenizer.bytes(token)))));
  }

  private step(token: number): Float64Array {
    const [logits] = this.decoder.step([this.place], [token]);
    const { tokens, believed } = choose(logits, unshaped);
    const chances = new Float64Array(logits.length);
    for (const [i, token] of tokens.entries()) chances[token] = believed[i];
    return chances;
  }
}

/** Of a word, or a part of one. */
const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && [WORD, MULTIBYTE].includes(byteClass[byte]);

/** A sign is a word by itself. */
const isSign = (word: string): boolean => word.trimStart() !== '' && !isLetter(encoder.encode(word.trimStart())[0]);
