/** Many small pictures on one large sheet, to be judged by eye. */
import { type Bitmap, bitmapOf } from '../../export/bitmap.ts';

/** Each row of pictures [size · size · 3], 0..1, from left to right; every pixel becomes scale × scale. */
export function contactSheet(rows: readonly (readonly Float32Array[])[], size: number, scale: number): Bitmap {
  const gap = 4;
  const cell = size * scale + gap;
  const columns = Math.max(...rows.map((row) => row.length));
  const sheet = bitmapOf(columns * cell + gap, rows.length * cell + gap, [40, 40, 40]);
  rows.forEach((row, r) => {
    row.forEach((pixels, c) => {
      for (let y = 0; y < size * scale; y++) {
        for (let x = 0; x < size * scale; x++) {
          const from = (Math.floor(y / scale) * size + Math.floor(x / scale)) * 3;
          const to = ((r * cell + gap + y) * sheet.width + c * cell + gap + x) * 4;
          for (let colour = 0; colour < 3; colour++) sheet.data[to + colour] = Math.round(255 * pixels[from + colour]);
        }
      }
    });
  });
  return sheet;
}
