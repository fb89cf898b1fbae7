/** Text from tokens that may be anything: half a character, or a sign that commands a terminal. */
import { TextWriter, type Tokenizer } from '../../models/tokenizer/tokenizer.ts';
import { clean } from '../../render/clean.ts';
import type { Writer } from './sampler.ts';

/** Blanks at the end of a text that goes on: they belong to the next word, wherever words have their space in front. */
export const blanks = /[ \t]+$/;

export class TokenWriter implements Writer {
  private readonly bytes: TextWriter;
  /** The next text loses the space in front of it. */
  private glue: boolean;

  /** @param mark ends a document; -1 when nothing does
   *  @param prompt the text to go on from */
  constructor(
    private readonly tokens: Pick<Tokenizer, 'unit' | 'bytes'>,
    private readonly mark: number,
    prompt: string,
  ) {
    this.bytes = new TextWriter(tokens);
    this.glue = (tokens.unit !== 'char' && blanks.test(prompt)) || (this.beginsWithSpace && /^$|\n$/.test(prompt));
  }

  /** The first word of a document is the same token as behind a space. */
  private get beginsWithSpace(): boolean {
    return this.tokens.unit === 'word';
  }

  write(token: number): string {
    if (token === this.mark) {
      const rest = this.finish();
      this.glue = this.beginsWithSpace;
      return `${rest}\n`;
    }
    const text = clean(this.bytes.write(token));
    if (text === '') return '';
    const piece = this.glue ? text.replace(/^ /, '') : text;
    this.glue = false;
    return piece;
  }

  finish(): string {
    return this.bytes.finish();
  }
}
