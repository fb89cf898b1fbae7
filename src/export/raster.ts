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

function stamp(sheet: Bitmap, mask: Mask, left: number, top: number, fore: Rgb, back: Rgb): void {
  for (let y = 0; y < mask.height; y++) {
    let at = ((top + y) * sheet.width + left) * 4;
    for (let x = 0; x < mask.width; x++, at += 4) {
      const cover = mask.cover[y * mask.width + x];
      for (let k = 0; k < 3; k++) sheet.data[at + k] = Math.round(back[k] + (fore[k] - back[k]) * cover);
    }
  }
}
