/** Pixels → PNG. */
import { PNG } from 'pngjs';
import type { Bitmap } from './bitmap.ts';

export function pngOf({ width, height, data }: Bitmap): Uint8Array {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.length);
  // No prediction: flat areas and sharp edges pack best as they are.
  const bytes = PNG.sync.write(png, { colorType: 2, inputHasAlpha: true, filterType: 0, deflateStrategy: 0 });
  return new Uint8Array(bytes);
}
