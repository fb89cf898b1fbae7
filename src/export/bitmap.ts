/** Pixels in rows, four bytes each: red, green, blue and 255. */
import { InputError } from '../data/input-error.ts';
import type { Rgb } from '../render/palette.ts';

export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** No viewer likes more, and a GIF cannot say more. */
const longest = 16_384;
const most = 64_000_000;

/** A sheet of one colour.
 *  @throws InputError when it is too large to be of use */
export function bitmapOf(width: number, height: number, [red, green, blue]: Rgb): Bitmap {
  if (Math.max(width, height) > longest || width * height > most) {
    const what = `the picture would be ${width} × ${height} pixels`;
    throw new InputError(what, 'scale', `Take a smaller scale: no side may be longer than ${longest}.`);
  }
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < data.length; i += 4) {
    data[i] = red;
    data[i + 1] = green;
    data[i + 2] = blue;
    data[i + 3] = 255;
  }
  return { width, height, data };
}

/** Puts one sheet onto another; what hangs over is cut off. */
export function paste(onto: Bitmap, sheet: Bitmap, left: number, top: number): void {
  const width = Math.min(sheet.width, onto.width - left);
  for (let y = 0; y < Math.min(sheet.height, onto.height - top); y++) {
    const from = y * sheet.width * 4;
    onto.data.set(sheet.data.subarray(from, from + width * 4), ((top + y) * onto.width + left) * 4);
  }
}
