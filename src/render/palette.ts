/** Colours by meaning. The only place that knows escape codes: a style is the inside of one (`1;36`), '' is none.
 *  Hues of the 256 and true colours lie midway between black and white, so that they read on dark and light terminals. */
import type { Surface, Tone } from './frame.ts';

export type Colour = Surface['colour'];
export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of tones; those that have none are written as the terminal writes. */
export type Hues = Partial<Record<Tone, Rgb>>;

const hues: Hues = {
  accent: [0x0e, 0x8c, 0x9b],
  good: [0x2b, 0x94, 0x4e],
  bad: [0xdc, 0x45, 0x3d],
  warn: [0xb5, 0x74, 0x14],
  a: [0x3d, 0x82, 0xe0],
  b: [0xcf, 0x4c, 0xa8],
  c: [0x2f, 0x93, 0x5a],
  d: [0xc8, 0x68, 0x1e],
};

/** Sixteen colours look different on every terminal; plain yellow is left out, it vanishes on white. */
const sixteen: Partial<Record<Tone, string>> = {
  accent: '36',
  good: '32',
  bad: '31',
  warn: '35',
  a: '94',
  b: '35',
  c: '32',
  d: '31',
};

/** The tone's own colour, for those who mix; undefined for plain and muted. */
export const hueOf = (tone: Tone): Rgb | undefined => hues[tone];

/** The style of a piece of text. */
export function styleOf(colour: Colour, tone: Tone = 'plain', bold = false, among = hues): string {
  if (colour === 0) return '';
  const weight = bold ? '1' : '';
  const hue = tone === 'muted' ? '2' : toneCode(colour, tone, among);
  return weight && hue ? `${weight};${hue}` : weight || hue;
}

function toneCode(colour: Colour, tone: Tone, among: Hues): string {
  const rgb = among[tone];
  if (!rgb) return '';
  return colour === 1 ? sixteen[tone]! : foreground(colour, rgb);
}

/** Text in a style, closed behind itself. */
export const paint = (text: string, style: string): string =>
  style === '' || text === '' ? text : `\x1b[${style}m${text}\x1b[0m`;

export const foreground = (colour: Colour, rgb: Rgb): string => code(colour, rgb, 38);
export const background = (colour: Colour, rgb: Rgb): string => code(colour, rgb, 48);

function code(colour: Colour, rgb: Rgb, base: 38 | 48): string {
  if (colour === 0) return '';
  if (colour === 3) return `${base};2;${rgb[0]};${rgb[1]};${rgb[2]}`;
  if (colour === 2) return `${base};5;${nearest256(rgb)}`;
  const index = nearest16(rgb);
  const offset = base - 8;
  return String(index < 8 ? offset + index : offset + 60 + index - 8);
}

const levels = [0, 95, 135, 175, 215, 255];
const nearestLevel = (value: number): number =>
  value < 48 ? 0 : value < 115 ? 1 : Math.min(5, Math.floor((value - 35) / 40));

/** The closest of the 6×6×6 cube and the 24 greys. */
function nearest256([red, green, blue]: Rgb): number {
  const cube = [nearestLevel(red), nearestLevel(green), nearestLevel(blue)];
  const grey = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const level = 8 + 10 * grey;
  const inCube = apart([red, green, blue], [levels[cube[0]], levels[cube[1]], levels[cube[2]]]);
  return apart([red, green, blue], [level, level, level]) < inCube
    ? 232 + grey
    : 16 + 36 * cube[0] + 6 * cube[1] + cube[2];
}

const basic: readonly Rgb[] = [
  [0, 0, 0],
  [205, 0, 0],
  [0, 205, 0],
  [205, 205, 0],
  [0, 0, 238],
  [205, 0, 205],
  [0, 205, 205],
  [229, 229, 229],
  [127, 127, 127],
  [255, 0, 0],
  [0, 255, 0],
  [255, 255, 0],
  [92, 92, 255],
  [255, 0, 255],
  [0, 255, 255],
  [255, 255, 255],
];

function nearest16(rgb: Rgb): number {
  let best = 0;
  for (let i = 1; i < 16; i++) if (apart(rgb, basic[i]) < apart(rgb, basic[best])) best = i;
  return best;
}

const apart = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/** What a style in true colours asks for. */
export interface Look {
  readonly fore?: Rgb;
  readonly back?: Rgb;
  readonly bold?: boolean;
  readonly dim?: boolean;
}

/** The look after a style. `lookOf('1;38;2;9;8;7', {})` → `{ bold: true, fore: [9, 8, 7] }` */
export function lookOf(style: string, before: Look): Look {
  const codes = style === '' ? [0] : style.split(';').map(Number);
  let look = before;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === 0) look = {};
    if (codes[i] === 1) look = { ...look, bold: true };
    if (codes[i] === 2) look = { ...look, dim: true };
    if (codes[i] === 49) look = { ...look, back: undefined };
    if (codes[i] !== 38 && codes[i] !== 48) continue;
    const rgb: Rgb = [codes[i + 2], codes[i + 3], codes[i + 4]];
    look = codes[i] === 38 ? { ...look, fore: rgb } : { ...look, back: rgb };
    i += 4;
  }
  return look;
}
