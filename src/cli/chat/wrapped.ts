/** A text that comes piece by piece, in lines that break between words. */
import stringWidth from 'string-width';

export class Wrapped {
  private column = 0;
  private begun = false;

  /** @param width columns of a line */
  constructor(private readonly width: number) {}

  get isEmpty(): boolean {
    return !this.begun;
  }

  /** What to write for the next piece: a word has its space in front. */
  add(piece: string): string {
    const line = piece.replace(/\s+/g, ' ');
    const next = this.begun ? line : line.trimStart();
    if (next === '') return '';
    const size = stringWidth(next);
    const breaks = next.startsWith(' ') && this.column + size > this.width;
    this.begun = true;
    this.column = breaks ? size - 1 : this.column + size;
    return breaks ? `\n${next.slice(1)}` : next;
  }

  /** What to write before words that stand together behind all of it. */
  gap(words: string): string {
    if (this.isEmpty) return '';
    return this.column + 1 + stringWidth(words) > this.width ? '\n' : ' ';
  }
}
