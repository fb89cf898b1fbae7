/** Page → pixels. */
import type { Rgb } from '../render/palette.ts';
import type { Cell } from '../render/sheet.ts';
import { type Bitmap, bitmapOf } from './bitmap.ts';
import type { Mask, Masks } from './masks.ts';
import { margin, type Page, pageSize } from './page.ts';
import { cellHeight, cellWidth } from './shapes.ts';
import type { Theme } from './theme.ts';

export type Room = Pick<Page, 'columns' | 'rows'>;

/** @param room cells of the sheet, as many as the page has or more */
export function drawPage(page: Page, theme: Theme, masks: Masks, scale: number, room: Room): Bitmap {
  const { width, height } = pageSize(room);
  const sheet = bitmapOf(width * scale, height * scale, theme.ground);
  page.lines.forEach((line, row) => {
    for (const cell of line) {
      if (cell.text === ' ' && !cell.look.back) continue;
      const mask = masks.of(cell.text, cell.width, cell.look.bold ?? false);
      const left = (margin + cell.column * cellWidth) * scale;
      stamp(
        sheet,
        mask,
        left,
        (margin + row * cellHeight) * scale,
        foreOf(cell, theme),
        cell.look.back ?? theme.ground,
      );
    }
  });
  return sheet;
}

export const foreOf = ({ look }: Pick<Cell, 'look'>, { ink, muted }: Theme): Rgb =>
  look.fore ?? (look.dim ? muted : ink);

function stamp(sheet: Bitmap, { width, height, cover }: Mask, left: number, top: number, fore: Rgb, back: Rgb): void {
  const { data } = sheet;
  for (let y = 0, i = 0; y < height; y++) {
    let at = ((top + y) * sheet.width + left) * 4;
    for (let x = 0; x < width; x++, i++, at += 4) {
      const part = cover[i];
      data[at] = back[0] + (fore[0] - back[0]) * part + 0.5;
      data[at + 1] = back[1] + (fore[1] - back[1]) * part + 0.5;
      data[at + 2] = back[2] + (fore[2] - back[2]) * part + 0.5;
    }
  }
}
