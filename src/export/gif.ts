/** Sheets of pixels → an animated GIF. Each frame has colours of its own: exact up to 255, else the best 255. Only what has
 *  changed is written; elsewhere the frame before shows through. */
import * as module from 'gifenc';
import type { Rgb } from '../render/palette.ts';
import type { Bitmap } from './bitmap.ts';

export interface Timing {
  /** Milliseconds for each frame but the last. */
  readonly delay: number;
  /** Milliseconds for the last frame. */
  readonly hold: number;
  readonly loop: boolean;
}

// Node, a bundler and a test runner see different exports of this CommonJS package.
const { GIFEncoder, quantize } = { ...module, ...module.default };

/** A format of 256 colours; one of them means "as before". */
const most = 255;

/** @param draw makes a frame; all are of one size. Each is asked for once, in order. */
export function gifOf(count: number, draw: (frame: number) => Bitmap, { delay, hold, loop }: Timing): Uint8Array {
  const encoder = GIFEncoder();
  let before: Bitmap | undefined;
  for (let i = 0; i < count; i++) {
    const sheet = draw(i);
    const { palette, index } = indexed(changes(sheet, before));
    encoder.writeFrame(index, sheet.width, sheet.height, {
      palette,
      delay: wait(i === count - 1 ? hold : delay),
      repeat: loop && count > 1 ? 0 : -1,
      transparent: i > 0,
      transparentIndex: palette.length - 1,
      dispose: 1,
    });
    before = sheet;
  }
  encoder.finish();
  return encoder.bytes();
}

/** Browsers slow down what is faster than 20 ms; the format counts in hundredths up to 65,535. */
const wait = (milliseconds: number): number => Math.max(20, Math.min(655_350, milliseconds || 0));

/** The pixels as one number each; −1 where nothing has changed. */
function changes(sheet: Bitmap, before?: Bitmap): Int32Array {
  const pixels = new Int32Array(sheet.width * sheet.height);
  const { data } = sheet;
  const [now, then] = [wordsOf(sheet), before && wordsOf(before)];
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = now[i] === then?.[i] ? -1 : (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2];
  }
  return pixels;
}

const wordsOf = ({ data }: Bitmap): Uint32Array => new Uint32Array(data.buffer, data.byteOffset, data.length / 4);

interface Indexed {
  /** The last colour means "as before". */
  readonly palette: readonly Rgb[];
  readonly index: Uint8Array;
}

function indexed(pixels: Int32Array): Indexed {
  const colours = new Set<number>();
  // Every stretch of one colour counts once, so that a picture made of large squares costs no more than a small one.
  const stretches: number[] = [];
  for (let i = 0; i < pixels.length; i++) {
    if (pixels[i] < 0 || pixels[i] === pixels[i - 1]) continue;
    colours.add(pixels[i]);
    stretches.push(pixels[i]);
  }
  const palette = colours.size <= most ? Array.from(colours, rgbOf) : bestColours(stretches);
  const places = new Map<number, number>();
  if (colours.size <= most) for (const colour of colours) places.set(colour, places.size);
  else for (const colour of colours) places.set(colour, nearest(rgbOf(colour), palette));
  places.set(-1, palette.length);
  const index = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++)
    index[i] = i > 0 && pixels[i] === pixels[i - 1] ? index[i - 1] : places.get(pixels[i])!;
  return { palette: [...palette, [0, 0, 0]], index };
}

const rgbOf = (colour: number): Rgb => [colour >> 16, (colour >> 8) & 255, colour & 255];

function bestColours(pixels: readonly number[]): readonly Rgb[] {
  const rgba = new Uint8Array(4 * pixels.length);
  pixels.forEach((colour, i) => {
    const [red, green, blue] = rgbOf(colour);
    rgba[4 * i] = red;
    rgba[4 * i + 1] = green;
    rgba[4 * i + 2] = blue;
    rgba[4 * i + 3] = 255;
  });
  return quantize(rgba, most);
}

function nearest([red, green, blue]: Rgb, palette: readonly Rgb[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  palette.forEach(([r, g, b], i) => {
    const apart = (r - red) * (r - red) + (g - green) * (g - green) + (b - blue) * (b - blue);
    if (apart < least) [best, least] = [i, apart];
  });
  return best;
}
