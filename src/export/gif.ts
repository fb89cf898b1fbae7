/** Sheets of pixels → an animated GIF. With up to 255 colours in all it is exact; with more, each frame gets its own best
 *  255. Only what has changed is written: the rest of a frame shows through. */
import gifenc from 'gifenc';
import type { Bitmap } from './bitmap.ts';

export interface Timing {
  /** Milliseconds for each frame but the last. */
  readonly delay: number;
  /** Milliseconds for the last frame. */
  readonly hold: number;
  readonly loop: boolean;
}

type Palette = number[][];

/** A format of 256 colours; one of them means "as before". */
const most = 255;

/** @param draw makes a frame; all are of one size. It is called twice for each, so that only two have to be in memory. */
export function gifOf(count: number, draw: (frame: number) => Bitmap, { delay, hold, loop }: Timing): Uint8Array {
  const encoder = gifenc.GIFEncoder();
  const shared = sharedColours(count, draw);
  let before: Bitmap | undefined;
  for (let i = 0; i < count; i++) {
    const sheet = draw(i);
    const changed = changes(sheet, before);
    const { palette, index } = shared ? indexed(changed, shared) : ownColours(changed);
    // A table belongs to its frame; that of the first frame serves all frames without one.
    encoder.writeFrame(index, sheet.width, sheet.height, {
      palette: i === 0 || !shared ? palette : undefined,
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
  for (let i = 0; i < pixels.length; i++) {
    const colour = colourAt(sheet, i);
    pixels[i] = before && colourAt(before, i) === colour ? -1 : colour;
  }
  return pixels;
}

const colourAt = ({ data }: Bitmap, i: number): number =>
  (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2];

/** Numbers all colours; undefined when there are too many. */
function number(pixels: Int32Array, colours = new Map<number, number>()): Map<number, number> | undefined {
  for (const colour of pixels) {
    if (colour < 0 || colours.has(colour)) continue;
    if (colours.size === most) return undefined;
    colours.set(colour, colours.size);
  }
  return colours;
}

function sharedColours(count: number, draw: (frame: number) => Bitmap): Map<number, number> | undefined {
  let colours: Map<number, number> | undefined = new Map();
  for (let i = 0; i < count && colours; i++) colours = number(changes(draw(i)), colours);
  return colours;
}

interface Indexed {
  /** The last colour means "as before". */
  readonly palette: Palette;
  readonly index: Uint8Array;
}

function indexed(pixels: Int32Array, colours: ReadonlyMap<number, number>): Indexed {
  const palette = [...Array.from(colours.keys(), bytesOf), [0, 0, 0]];
  return { palette, index: Uint8Array.from(pixels, (colour) => colours.get(colour) ?? palette.length - 1) };
}

const bytesOf = (colour: number): number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];

function ownColours(pixels: Int32Array): Indexed {
  const own = number(pixels);
  if (own) return indexed(pixels, own);
  const seen = pixels.filter((colour) => colour >= 0);
  const rgba = new Uint8Array(4 * seen.length);
  seen.forEach((colour, i) => {
    rgba.set([...bytesOf(colour), 255], 4 * i);
  });
  const palette = gifenc.quantize(rgba, most);
  const nearest = gifenc.applyPalette(rgba, palette);
  const index = new Uint8Array(pixels.length);
  let at = 0;
  pixels.forEach((colour, i) => {
    index[i] = colour < 0 ? palette.length : nearest[at++];
  });
  return { palette: [...palette, [0, 0, 0]], index };
}
