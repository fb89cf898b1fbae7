/** From a number between 0 and 1 to a shade: by colour where there are enough, by density where not. */
import type { Brush } from './brush.ts';
import { background, foreground, type Rgb } from './palette.ts';

// Dark violet over green to yellow (after viridis, van der Walt and Smith 2015): brightness rises with the value.
const rising: readonly Rgb[] = [
  [68, 1, 84],
  [70, 50, 127],
  [54, 92, 141],
  [39, 127, 142],
  [31, 161, 135],
  [74, 194, 109],
  [159, 218, 58],
  [253, 231, 37],
];
// Blue for less than zero, light grey for zero, red for more.
const twoWays: readonly Rgb[] = [
  [33, 84, 173],
  [110, 154, 214],
  [216, 216, 216],
  [222, 128, 108],
  [180, 34, 44],
];

const dense = [' ', '░', '▒', '▓', '█'];
const denseAscii = [' ', '.', ':', '*', '@'];

/** One shaded patch of some cells. */
export interface Patch {
  readonly text: string;
  readonly style: string;
}

/** `level` runs from 0 to 1, or from −1 to 1 when `diverging`. */
export function shade(level: number, width: number, diverging: boolean, brush: Brush): Patch {
  // Nothing is there, such as what attention may not look at.
  if (Number.isNaN(level)) {
    const dot = (brush.unicode ? '·' : '-').padStart((width >> 1) + 1).padEnd(width);
    return { text: dot, style: brush.style('muted') };
  }
  const bounded = boundedLevel(level, diverging);
  if (brush.colour >= 2) {
    return { text: ' '.repeat(width), style: background(brush.colour, shadeColour(bounded, diverging)) };
  }
  const steps = brush.unicode ? dense : denseAscii;
  const density = Math.round(Math.abs(bounded) * (steps.length - 1));
  const ink = steps[density].repeat(width);
  if (!diverging) return { text: ink, style: brush.style('accent') };
  // The sign stands in the first column; a single column shows it instead of the density.
  const sign = density === 0 ? ' ' : bounded < 0 ? '-' : '+';
  return { text: sign + ink.slice(1), style: brush.style(bounded < 0 ? 'a' : 'bad') };
}

const boundedLevel = (level: number, diverging: boolean): number => Math.max(diverging ? -1 : 0, Math.min(1, level));

/** The colour of a level, and black or white for what is written on it. */
export const shadeColour = (level: number, diverging: boolean): Rgb =>
  diverging ? between(twoWays, (boundedLevel(level, true) + 1) / 2) : between(rising, boundedLevel(level, false));
export const shadeLetters = (level: number, diverging: boolean): Rgb =>
  (diverging ? Math.abs(level) < 0.7 : level > 0.6) ? [0, 0, 0] : [255, 255, 255];

/** A patch that carries a character in letters that stand out; without colours the cell is emptied for it. */
export function signed({ text, style }: Patch, sign: string, level: number, diverging: boolean, brush: Brush): Patch {
  const letters = sign + ' '.repeat(Math.max(0, text.length - 1));
  if (brush.colour < 2 || Number.isNaN(level)) return { text: letters, style: brush.style('plain', true) };
  return { text: letters, style: `1;${foreground(brush.colour, shadeLetters(level, diverging))};${style}` };
}

/** A colour on the way along a list of colours. */
export function between(stops: readonly Rgb[], at: number): Rgb {
  const place = at * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(place));
  const part = place - i;
  const mix = (k: 0 | 1 | 2): number => Math.round(stops[i][k] + (stops[i + 1][k] - stops[i][k]) * part);
  return [mix(0), mix(1), mix(2)];
}
