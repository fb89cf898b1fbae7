/** Text from tokens that may be anything: half a character, or a sign that commands a terminal. */
import { TextWriter, type Tokenizer } from '../../models/tokenizer/tokenizer.ts';
import { clean } from '../../render/clean.ts';
import type { Writer } from '../sample/sampler.ts';

/** What of a prompt is read: where lines are documents, the last one, for nothing is known of those before. Blanks at its end
 *  belong to the next word, wherever words have their space in front. */
export function lastDocument(
  prompt: string,
  { tokenizer: { unit }, lines }: { readonly tokenizer: Pick<Tokenizer, 'unit'>; readonly lines: boolean },
): string {
  const last = lines ? prompt.slice(prompt.lastIndexOf('\n') + 1) : prompt;
  return unit === 'char' ? last : last.replace(blanks, '');
}

const blanks = /[ \t]+$/;

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
