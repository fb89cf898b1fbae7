/** A sheet of cells to draw on, each a character in a style. */
import { type Line, lineOf, type Run } from './cells.ts';

export class Grid {
  private readonly chars: string[];
  private readonly styles: string[];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.chars = new Array(width * height).fill(' ');
    this.styles = new Array(width * height).fill('');
  }

  /** Cells outside the sheet are left out. */
  set(column: number, row: number, char: string, style = ''): void {
    if (column < 0 || row < 0 || column >= this.width || row >= this.height) return;
    this.chars[row * this.width + column] = char;
    this.styles[row * this.width + column] = style;
  }

  lines(): Line[] {
    return Array.from({ length: this.height }, (_, row) => {
      const runs: Run[] = [];
      for (let i = row * this.width; i < (row + 1) * this.width; i++) {
        runs.push({ text: this.chars[i], style: this.styles[i] });
      }
      return lineOf(runs);
    });
  }
}
