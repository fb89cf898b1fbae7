/** Makes src/assets/font/sheets.ts from the bitmaps of Terminus Font (Debian's package xfonts-terminus):
 *
 *    npx tsx src/assets/make/font.ts /usr/share/fonts/X11/misc
 *
 *  One PNG for each size and weight, with its characters below each other. What src/export draws itself is left out. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { shapesOf } from '../../export/shapes.ts';

/** Unicode ranges that are kept. */
const ranges = [
  [0x21, 0x17f], // Latin
  [0x370, 0x3ff], // Greek
  [0x400, 0x45f], // Cyrillic
  [0x2010, 0x27ff], // punctuation, small figures, arrows, maths, boxes, signs
];

interface Font {
  readonly codes: ReadonlySet<number>;
  /** Whether a pixel of a character is set. */
  has(code: number, x: number, y: number): boolean;
}

/** Reads a font in the X11 portable compiled format, each character as large as all. */
function readPcf(bytes: Buffer): Font {
  const tables = new Map<number, number>();
  for (let i = 0; i < bytes.readUInt32LE(4); i++)
    tables.set(bytes.readUInt32LE(8 + 16 * i), bytes.readUInt32LE(20 + 16 * i));
  const bitmaps = tables.get(8)!;
  const encodings = tables.get(32)!;
  const format = bytes.readUInt32LE(bitmaps);
  const isBig = (format & 4) !== 0;
  const u32 = (at: number): number => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const u16 = (at: number): number => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));
  if ((format & 8) === 0) throw new Error('this font has its lowest bit first');
  const count = u32(bitmaps + 4);
  const data = bitmaps + 8 + 4 * count + 16;
  const rowBytes = 1 << (format & 3);
  const [low, high, first, last] = [0, 2, 4, 6].map((at) => u16(encodings + 4 + at));
  const starts = new Map<number, number>();
  for (let row = first, at = encodings + 14; row <= last; row++) {
    for (let column = low; column <= high; column++, at += 2) {
      const glyph = u16(at);
      if (glyph !== 0xffff) starts.set(row * 256 + column, data + u32(bitmaps + 8 + 4 * glyph));
    }
  }
  return {
    codes: new Set(starts.keys()),
    has: (code, x, y) => (bytes[starts.get(code)! + y * rowBytes + (x >> 3)] & (0x80 >> (x & 7))) !== 0,
  };
}

function sheetOf(font: Font, codes: readonly number[], width: number): string {
  const height = 2 * width;
  const png = new PNG({ width, height: height * codes.length, colorType: 0, inputHasAlpha: true });
  codes.forEach((code, i) => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const shade = font.has(code, x, y) ? 255 : 0;
        png.data.set([shade, shade, shade, 255], ((i * height + y) * width + x) * 4);
      }
    }
  });
  const bytes = PNG.sync.write(png, { colorType: 0, inputHasAlpha: true, filterType: 0, deflateStrategy: 0 });
  return bytes.toString('base64');
}

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Name the folder with ter-u16n_unicode.pcf.gz.');
const load = (name: string): Font => readPcf(gunzipSync(readFileSync(join(folder, `ter-u${name}_unicode.pcf.gz`))));
const fonts = { small: load('16n'), smallBold: load('16b'), large: load('32n'), largeBold: load('32b') };
const codes = ranges
  .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
  .filter((code) => Object.values(fonts).every((font) => font.codes.has(code)))
  .filter((code) => code !== 0xa0 && code !== 0xad && !shapesOf(String.fromCodePoint(code)));
const sheets = Object.entries(fonts).map(([name, font]) => {
  const sheet = sheetOf(font, codes, name.startsWith('small') ? 8 : 16);
  return `  ${name}:\n    '${sheet}',\n`;
});
writeFileSync(
  new URL('../font/sheets.ts', import.meta.url),
  `/** Bitmaps of characters, made by ../make/font.ts from Terminus Font 4.48 by Dimitar Toshkov Zhekov. Licence: LICENSE. */

/** The characters in the order of the sheets. */
export const characters =
  '${String.fromCodePoint(...codes).replace(/[\\']/g, '\\$&')}';

/** PNG in base64: characters below each other, 8 × 16 pixels each (small) or 16 × 32 (large). */
export const sheets = {
${sheets.join('')}};
`,
);
