/** What every drawing hand needs: the signs and colours of the terminal at hand. */
import type { Surface, Tone } from './frame.ts';
import { type Colour, type Hues, styleOf } from './palette.ts';

interface Signs {
  readonly ellipsis: string;
  readonly pointer: string;
  readonly rule: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
}

const unicode: Signs = { ellipsis: '…', pointer: '›', rule: '─', good: '✓', bad: '✗', warn: '!' };
const ascii: Signs = { ellipsis: '...', pointer: '>', rule: '-', good: '+', bad: 'x', warn: '!' };

export interface Brush {
  readonly colour: Colour;
  readonly unicode: boolean;
  readonly signs: Signs;
  style(tone?: Tone, bold?: boolean): string;
}

/** `hues` are the colours of the tones where they are not those of a terminal. */
export const brushOf = (surface: Pick<Surface, 'colour' | 'unicode'>, hues?: Hues): Brush => ({
  colour: surface.colour,
  unicode: surface.unicode,
  signs: surface.unicode ? unicode : ascii,
  style: (tone, bold) => styleOf(surface.colour, tone, bold, hues),
});

/** Room for one frame. A height may be Infinity. */
export interface Room {
  readonly width: number;
  readonly height: number;
}
