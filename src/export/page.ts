/** A frame as a page: its cells on a ground, with a margin. */
import type { Frame } from '../render/frame.ts';
import { type Cell, sheetOf } from '../render/sheet.ts';
import { cellHeight, cellWidth } from './shapes.ts';
import type { Theme } from './theme.ts';

export interface Page {
  readonly lines: readonly (readonly Cell[])[];
  readonly columns: number;
  readonly rows: number;
}

/** Units of a cell on each side. */
export const margin = 16;

/** Lines that a page has at most: what is longer is cut, as at the lower edge of a terminal. */
const tallest = 500;

/** @param columns the width to draw for; the page is cut to what is drawn, one cell at least. */
export function pageOf(frame: Frame, columns: number, theme: Theme): Page {
  const lines = sheetOf(frame, { width: columns, height: tallest }, theme.hues);
  while (lines.length > 0 && lines.at(-1)!.length === 0) lines.pop();
  const ends = lines.map((line) => (line.length > 0 ? line.at(-1)!.column + line.at(-1)!.width : 0));
  return { lines, columns: Math.max(1, ...ends), rows: Math.max(1, lines.length) };
}

/** In units of a cell. */
export const pageSize = ({ columns, rows }: Pick<Page, 'columns' | 'rows'>): { width: number; height: number } => ({
  width: columns * cellWidth + 2 * margin,
  height: rows * cellHeight + 2 * margin,
});
