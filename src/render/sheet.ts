/** Frame → cells, each a character in true colours: the same picture as on a terminal, for those who draw it elsewhere. */
import { brushOf } from './brush.ts';
import { graphemes, widthOf } from './cells.ts';
import type { Frame, Size } from './frame.ts';
import { type Hues, type Look, lookOf } from './palette.ts';
import { drawFrame } from './render.ts';

export interface Cell {
  readonly column: number;
  /** What a person sees as one character. */
  readonly text: string;
  /** Columns that it takes. */
  readonly width: number;
  readonly look: Look;
}

/** The cells of each line from left to right. Blank ones without a ground at the end of a line are left out. */
export function sheetOf(frame: Frame, size: Size, hues?: Hues): Cell[][] {
  const brush = brushOf({ colour: 3, unicode: true }, hues);
  return drawFrame(frame, size, brush).map(({ text }) => cellsOf(text));
}

function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let look: Look = {};
  let column = 0;
  let used = 0;
  line.split(/\x1b\[([\d;]*)m/).forEach((part, i) => {
    if (i % 2 === 1) {
      look = lookOf(part, look);
      return;
    }
    for (const grapheme of graphemes(part)) {
      const width = widthOf(grapheme);
      if (width === 0) continue;
      cells.push({ column, text: grapheme, width, look });
      column += width;
      if (grapheme !== ' ' || look.back) used = cells.length;
    }
  });
  return cells.slice(0, used);
}
