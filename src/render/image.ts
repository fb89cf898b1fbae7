/** Pictures: characters by brightness, half blocks, or braille dots. Made smaller by averaging where there is no room,
 *  larger by whole factors where they are tiny. */
import type { Brush, Room } from './brush.ts';
import type { Line } from './cells.ts';
import { brailleBits } from './dots.ts';
import type { ImageFrame } from './frame.ts';
import { background, foreground, type Rgb } from './palette.ts';
import { brightness, dithered, fitted, type Picture } from './picture.ts';

type Style = NonNullable<ImageFrame['style']>;

/** Pixels in a cell, across and down. */
const perCell: Record<Style, readonly [number, number]> = { ascii: [1, 2], blocks: [1, 2], braille: [2, 4] };
const ramp = ' .:-=+*#%@';

/** How light a character of a drawing is, from 0 to 1; one that is not of ours is taken for a line. */
export function lightOf(sign: string): number {
  const place = ramp.indexOf(sign);
  return place >= 0 ? (place + 0.5) / ramp.length : 0.75;
}

export function drawImage(frame: ImageFrame, room: Room, brush: Brush): Line[] {
  const style: Style = brush.unicode ? (frame.style ?? 'ascii') : 'ascii';
  const [across, down] = perCell[style];
  const height = Number.isFinite(room.height) ? room.height : 1e6;
  const picture = fitted(frame, room.width * across, height * down, 32 * across);
  const columns = Math.ceil(picture.width / across);
  const rows = Math.ceil(picture.height / down);
  const cell =
    style === 'ascii'
      ? asciiCell(picture, brush)
      : style === 'braille'
        ? brailleCell(picture, brush)
        : brush.colour === 0
          ? blockDots(picture)
          : blockCell(picture, brush);
  return Array.from({ length: rows }, (_, row) => rowOf(columns, (column) => cell(column, row)));
}

interface Cell {
  readonly char: string;
  readonly fore: string;
  readonly back: string;
}

/** One row, with an escape code only where the colour changes. */
function rowOf(columns: number, cell: (column: number) => Cell): Line {
  let text = '';
  let fore = '';
  let back = '';
  for (let column = 0; column < columns; column++) {
    const next = cell(column);
    const changes: string[] = [];
    // A space shows no foreground: what was set may stay.
    if (next.fore !== fore && next.char !== ' ') changes.push((fore = next.fore));
    if (next.back !== back) changes.push((back = next.back));
    if (changes.length > 0) text += `\x1b[${changes.join(';')}m`;
    text += next.char;
  }
  return { text: fore || back ? `${text}\x1b[0m` : text, width: columns };
}

/** In colour, characters and dots stand on their own dark ground: light stays light on a white terminal too. */
const ground: Rgb = [14, 14, 18];

const bytes = ([red, green, blue]: readonly number[]): Rgb => [
  Math.round(red * 255),
  Math.round(green * 255),
  Math.round(blue * 255),
];

function asciiCell(picture: Picture, { colour }: Brush): (column: number, row: number) => Cell {
  const back = background(colour, ground);
  return (column, row) => {
    const rgb = picture.mean(column, row * 2, 1, 2);
    const char = ramp[Math.min(ramp.length - 1, Math.floor(brightness(rgb) * ramp.length))];
    if (colour === 0) return { char, fore: '', back: '' };
    // The character carries the brightness already, so the colour keeps some light.
    const top = Math.max(...rgb);
    const lift = top > 0 ? (0.4 + 0.6 * top) / top : 0;
    const lifted = rgb.map((value) => Math.round(value * lift * 15) / 15);
    return { char, fore: foreground(colour, bytes(lifted)), back };
  };
}

function blockCell(picture: Picture, { colour }: Brush): (column: number, row: number) => Cell {
  return (column, row) => {
    const fore = foreground(colour, bytes(picture.at(column, row * 2)));
    // Below the last row of an odd height there is nothing: the upper half alone, on the terminal's own background.
    if (row * 2 + 1 >= picture.height) return { char: '▀', fore, back: '49' };
    const lower = bytes(picture.at(column, row * 2 + 1));
    const back = background(colour, lower);
    return foreground(colour, lower) === fore ? { char: ' ', fore, back } : { char: '▀', fore, back };
  };
}

/** Half blocks without colour: light pixels are set, the error handed on to the neighbours. */
function blockDots(picture: Picture): (column: number, row: number) => Cell {
  const set = dithered(picture);
  return (column, row) => {
    const bits = (set(column, row * 2) ? 1 : 0) + (set(column, row * 2 + 1) ? 2 : 0);
    return { char: ' ▀▄█'[bits], fore: '', back: '' };
  };
}

function brailleCell(picture: Picture, { colour }: Brush): (column: number, row: number) => Cell {
  const set = dithered(picture);
  const back = background(colour, ground);
  return (column, row) => {
    let bits = 0;
    for (let i = 0; i < 8; i++) if (set(column * 2 + (i % 2), row * 4 + (i >> 1))) bits |= brailleBits[i];
    const char = String.fromCharCode(0x2800 + bits);
    if (colour === 0) return { char, fore: '', back: '' };
    const rgb = picture.mean(column * 2, row * 4, 2, 4);
    const top = Math.max(...rgb);
    return { char, fore: foreground(colour, bytes(top > 0 ? rgb.map((value) => value / top) : rgb)), back };
  };
}
