/** A strip of tokens. Colours shade every other one; without colours a bar stands between them, and signs below say what
 *  the shades would have said. */
import type { Brush, Room } from './brush.ts';
import { type Line, lineOf, piecesOf, plainLine, type Run, splitAt, widthOf } from './cells.ts';
import type { TokensFrame, Tone } from './frame.ts';
import { background, foreground, hueOf, type Rgb } from './palette.ts';
import { between } from './shades.ts';

type Token = TokensFrame['tokens'][number];
/** A token, or the part of a long one that stands on a line. */
interface Piece extends Token {
  readonly index: number;
}

export function drawTokens({ tokens, more = 0 }: TokensFrame, { width, height }: Room, brush: Brush): Line[] {
  const noted = tokens.some(({ note }) => note);
  const signed = brush.colour === 0 && tokens.some(({ tone, weight }) => signOf(tone, brush) || weight !== undefined);
  const perLine = 1 + (noted ? 1 : 0) + (signed ? 1 : 0);
  const gap = brush.colour === 0 || noted ? 1 : 0;
  const lines = linesOf(tokens, width, gap);
  const fit = Math.max(1, Math.floor(height / perLine));
  const hides = lines.length > fit || more > 0;
  // The note about what is left out takes a line of its own, where there is one.
  const kept = hides ? lines.slice(0, Math.max(1, Math.floor((height - 1) / perLine))) : lines;
  const drawn = kept.flatMap((pieces) => drawPieces(pieces, gap, noted, signed, brush));
  if (hides && drawn.length < height) {
    const left = tokens.length + more - ((kept.at(-1)?.at(-1)?.index ?? -1) + 1);
    drawn.push(plainLine(`${brush.signs.ellipsis} ${left} more`.slice(0, width), brush.style('muted')));
  }
  return drawn;
}

const cellOf = ({ text, note }: Token): number => Math.max(widthOf(text), note ? widthOf(note) : 0);

/** Tokens by line; one that is longer than a line is taken apart. */
function linesOf(tokens: readonly Token[], width: number, gap: number): Piece[][] {
  const lines: Piece[][] = [[]];
  let used = 0;
  tokens.forEach((token, index) => {
    const size = cellOf(token);
    const before = lines.at(-1)!.length > 0 ? gap : 0;
    if (used + before + size > width && before + used > 0) {
      lines.push([]);
      used = 0;
    } else used += before;
    const note = token.note && splitAt(token.note, width)[0];
    piecesOf(token.text, width, width).forEach((text, i) => {
      if (i > 0) lines.push([]);
      const piece = { ...token, text, note: i === 0 ? note : undefined, index };
      lines.at(-1)!.push(piece);
      used = i === 0 ? used + cellOf(piece) : cellOf(piece);
    });
  });
  return lines.filter((line) => line.length > 0);
}

function drawPieces(pieces: readonly Piece[], gap: number, noted: boolean, signed: boolean, brush: Brush): Line[] {
  const strip: Run[] = [];
  const signs: Run[] = [];
  const notes: Run[] = [];
  pieces.forEach((piece, i) => {
    if (gap && i > 0) {
      strip.push({ text: brush.colour === 0 ? '|' : ' ', style: '' });
      signs.push({ text: ' ', style: '' });
      notes.push({ text: ' ', style: '' });
    }
    const cell = cellOf(piece);
    const size = widthOf(piece.text);
    strip.push({ text: piece.text, style: styleOf(piece, brush) }, { text: ' '.repeat(cell - size), style: '' });
    signs.push({ text: signOf(piece.tone, brush, piece.weight).repeat(size).padEnd(cell), style: '' });
    notes.push({
      text: (piece.note ?? '') + ' '.repeat(cell - widthOf(piece.note ?? '')),
      style: brush.style('muted'),
    });
  });
  return [strip, ...(signed ? [signs] : []), ...(noted ? [notes] : [])].map(lineOf);
}

const grey: Rgb = [0x5f, 0x6b, 0x7a];
const warm: readonly Rgb[] = [
  [0x46, 0x4c, 0x58],
  [0x7a, 0x52, 0x5c],
  [0xb2, 0x5a, 0x4a],
  [0xe0, 0x7b, 0x2e],
  [0xf6, 0xb6, 0x3a],
];

const levelOf = (weight: number): number => Math.max(0, Math.min(1, Number.isNaN(weight) ? 0 : weight));

/** The ground of a token by its weight, and black or white for the letters on a ground. */
export const weightColour = (weight: number): Rgb => between(warm, levelOf(weight));
export const lettersOn = ([red, green, blue]: Rgb): Rgb =>
  0.299 * red + 0.587 * green + 0.114 * blue > 125 ? [0, 0, 0] : [255, 255, 255];

/** Shades bring their own letters, black or white, so that they read on any terminal. */
function styleOf({ tone, weight, index }: Piece, brush: Brush): string {
  const { colour } = brush;
  if (colour === 0) return '';
  if (weight !== undefined) {
    const level = levelOf(weight);
    if (colour === 1) return level >= 0.5 ? '1;7' : level >= 0.2 ? '1' : level >= 0.05 ? '' : '2';
    return shadeOf(weightColour(level), colour, level >= 0.5);
  }
  const hue = tone && hueOf(tone);
  if (hue) return colour === 1 ? `7;${brush.style(tone)}` : shadeOf(hue, colour, true);
  if (tone === 'muted') return brush.style('muted');
  if (index % 2 === 0) return '';
  return colour === 1 ? '7' : shadeOf(grey, colour, false);
}

function shadeOf(rgb: Rgb, colour: 2 | 3, bold: boolean): string {
  return `${bold ? '1;' : ''}${foreground(colour, lettersOn(rgb))};${background(colour, rgb)}`;
}

/** What stands below a token where there are no colours. */
function signOf(tone: Tone | undefined, { colour, unicode, signs }: Brush, weight?: number): string {
  if (colour > 0) return '';
  if (weight !== undefined) {
    const steps = unicode ? ' ░▒▓█' : ' .:*@';
    return steps[Math.round(levelOf(weight) * 4)];
  }
  switch (tone) {
    case 'accent':
      return '^';
    case 'good':
    case 'bad':
    case 'warn':
      return signs[tone];
    case 'a':
    case 'b':
    case 'c':
    case 'd':
      return tone;
    default:
      return '';
  }
}
