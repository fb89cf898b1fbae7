/** Bitmaps of characters at two sizes, plain and bold. */
import { PNG } from 'pngjs';
import { characters, sheets } from '../assets/font/sheets.ts';

export interface Font {
  readonly width: number;
  readonly height: number;
  /** Whether a pixel of a character is set; undefined for characters that the font lacks. */
  glyph(char: string): ((x: number, y: number) => boolean) | undefined;
}

/** What looks much the same, for characters that the font lacks. */
const alike: Readonly<Record<string, string>> = { '⏎': '↵', '⇥': '→', '▸': '►', '◂': '◄', '\u00a0': ' ', '―': '—' };

const places = new Map(Array.from(characters, (char, i) => [char, i]));

export function loadFont(name: keyof typeof sheets): Font {
  const { width, data } = PNG.sync.read(Buffer.from(sheets[name], 'base64'));
  const height = 2 * width;
  return {
    width,
    height,
    glyph(text) {
      // Letters with marks in one piece; a mark that the font cannot join is left out.
      const composed = text.normalize('NFC');
      const [first, ...marks] = composed;
      const char = alike[first] ?? first;
      if (char === ' ') return () => false;
      const place = places.get(char);
      if (place === undefined || !marks.every((mark) => /^\p{M}$/u.test(mark))) return undefined;
      return (x, y) => data[((place * height + y) * width + x) * 4] > 127;
    },
  };
}
