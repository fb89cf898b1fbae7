/** A sketch to start from: a PNG, or a text whose letters are light and dark like those that pictures are drawn with here. */
import { PNG } from 'pngjs';
import type { CorpusSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { toNumber } from '../../models/diffusion/pixels.ts';
import { clean } from '../../render/clean.ts';
import type { ImageFrame } from '../../render/frame.ts';
import { lightOf } from '../../render/image.ts';
import { resized } from '../../render/picture.ts';
import { bytesOf } from '../own-file.ts';

const largest = 32 << 20;
/** A pixel takes some thirty bytes while it is read. */
const mostPixels = 16_000_000;
const mark = [0x89, 0x50, 0x4e, 0x47];

/** As numbers of the network: [side · side · 3].
 *  @throws InputError when there is no such file, or no picture in it */
export async function readSketch(file: string, side: number, data: CorpusSource): Promise<Float32Array> {
  const bytes = await bytesOf(file, data, largest);
  const image = mark.every((byte, i) => bytes[i] === byte) ? imageOfPng(bytes, file) : imageOfText(bytes, file);
  return resized(image, side, side).map(toNumber);
}

/** The middle of it, as a square; what can be seen through is white. */
function imageOfPng(bytes: Uint8Array, file: string): ImageFrame {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 29) throw notPng(file);
  const [width, height, interlaced] = [header.getUint32(16), header.getUint32(20), header.getUint8(28) !== 0];
  // All that is taken on trust of a file: the reader asks for memory before it looks at the pixels.
  if (width === 0 || height === 0) throw notPng(file);
  if (width * height > mostPixels) {
    throw new InputError('this picture is too large for a sketch', file, 'Make it smaller: a few hundred pixels do.');
  }
  // The reader unpacks such a file whatever comes out, and a small one may hold gigabytes.
  if (interlaced) throw new InputError('this PNG is interlaced', file, 'Save it without interlacing.');
  let png: PNG;
  try {
    png = PNG.sync.read(Buffer.from(bytes));
  } catch {
    throw notPng(file);
  }
  const side = Math.min(png.width, png.height);
  const [left, top] = [Math.floor((png.width - side) / 2), Math.floor((png.height - side) / 2)];
  const pixels = new Float32Array(side * side * 3);
  for (let i = 0; i < side * side; i++) {
    const at = ((top + Math.floor(i / side)) * png.width + left + (i % side)) * 4;
    const cover = png.data[at + 3] / 255;
    for (let k = 0; k < 3; k++) pixels[3 * i + k] = 1 - cover + (cover * png.data[at + k]) / 255;
  }
  return { kind: 'image', width: side, height: side, channels: 3, pixels };
}

const notPng = (file: string): InputError =>
  new InputError('this PNG is damaged', file, 'Save it anew, or give a text.');

/** A letter is one pixel wide and two high. What is missing at the right and below is dark, for blanks there get lost. */
function imageOfText(bytes: Uint8Array, file: string): ImageFrame {
  let text: string;
  try {
    text = clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new InputError('this is neither a PNG nor a text', file, 'Save the sketch as one of them.');
  }
  const lines = text
    .replace(/\n+$/, '')
    .split('\n')
    .slice(0, 1000)
    .map((line) => [...line].slice(0, 2000));
  if (lines.every((line) => line.every((sign) => sign.trim() === ''))) {
    throw new InputError('there is nothing on this sketch', file, 'Draw with letters such as . : + # @.');
  }
  const side = Math.max(2 * lines.length, ...lines.map((line) => line.length));
  const pixels = new Float32Array(side * side);
  lines.forEach((line, row) => {
    line.forEach((sign, column) => {
      for (let half = 0; half < 2; half++) pixels[(2 * row + half) * side + column] = lightOf(sign);
    });
  });
  return { kind: 'image', width: side, height: side, channels: 1, pixels };
}
