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

/** Marks above a letter, such as in x̂ and ᾱ, by the signs that look like them. */
const above: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': '´',
  '\u0302': '^',
  '\u0303': '~',
  '\u0304': '¯',
  '\u0308': '¨',
};

const places = new Map(Array.from(characters, (char, i) => [char, i]));

export function loadFont(name: keyof typeof sheets): Font {
  const { width, data } = PNG.sync.read(Buffer.from(sheets[name], 'base64'));
  const height = 2 * width;
  return {
    width,
    height,
    glyph(text) {
      if (text === ' ') return () => false;
      const letters = lettersOf(text);
      const rows = letters.map((letter) => places.get(letter));
      if (!rows.every((place) => place !== undefined)) return undefined;
      return (x, y) => rows.some((place) => data[((place * height + y) * width + x) * 4] > 127);
    },
  };
}

/** What is printed over each other for one character. Other marks than those above are left out. */
function lettersOf(text: string): string[] {
  const composed = text.normalize('NFC');
  if (places.has(composed)) return [composed];
  const [letter, ...marks] = text.normalize('NFD');
  const isMark = (char: string): boolean => /^\p{M}$/u.test(char);
  if (!marks.every(isMark)) return [composed];
  return [alike[letter] ?? letter, ...marks.flatMap((mark) => above[mark] ?? [])];
}
