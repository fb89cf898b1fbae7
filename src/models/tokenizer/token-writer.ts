/** A text that goes on from a prompt, over the ends of documents. Read first: ./tokenizer.ts */
import { TextWriter, type Tokenizer } from './tokenizer.ts';

/** Blanks at the end of a text that goes on: they belong to the next word, wherever words have their space in front. */
export const blanks = /[ \t]+$/;

export class TokenWriter {
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

  /** What a token adds; the mark a new line. */
  write(token: number): string {
    if (token === this.mark) {
      const rest = this.finish();
      this.glue = this.beginsWithSpace;
      return `${rest}\n`;
    }
    const text = this.bytes.write(token);
    if (text === '') return '';
    const piece = this.glue ? text.replace(/^ /, '') : text;
    this.glue = false;
    return piece;
  }

  /** What still waits for the rest of its character, as far as it can be shown. */
  finish(): string {
    return this.bytes.finish();
  }
}
