/** A subject is a pile of parts, the undermost first, in coordinates from −1 to 1 (x right, y down).
 *  Large and simple, always in the same place: what varies is where it stands, its size, its stretch and its tilt. */
import type { Rgb } from '../paint.ts';
import type { Shape } from '../shapes.ts';

export interface Part {
  readonly shape: Shape;
  readonly colour: Rgb;
  /** With a dark line round it. */
  readonly outlined?: boolean;
}

/** The parts of something whose main colour is given. */
export type Draw = (colour: Rgb) => readonly Part[];

export const outlined = (shape: Shape, colour: Rgb): Part => ({ shape, colour, outlined: true });
export const plain = (shape: Shape, colour: Rgb): Part => ({ shape, colour });

export const white: Rgb = [0.98, 0.97, 0.94];
export const brown: Rgb = [0.58, 0.36, 0.22];
export const leaf: Rgb = [0.3, 0.72, 0.34];

/** Something to set off from the main colour: white, or on white itself a warm grey. */
export const set = (colour: Rgb): Rgb =>
  colour[0] > 0.9 && colour[1] > 0.9 && colour[2] > 0.9 ? [0.93, 0.5, 0.42] : white;
export const darker = ([red, green, blue]: Rgb): Rgb => [red * 0.62, green * 0.6, blue * 0.62];
