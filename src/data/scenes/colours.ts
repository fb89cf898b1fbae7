/** The colours of things, and what the time of day makes of a landscape.
 *  Everything rests on one rule, so that a picture can be read without colour too: a ground is light or it is dark, a
 *  subject is in between or lighter and has a dark outline. On light ground the outline shows it, on dark ground the light. */
import { mixed, type Rgb } from './paint.ts';
import type { Colour, Time } from './scene.ts';

export const paints: Readonly<Record<Colour, Rgb>> = {
  red: [1, 0.33, 0.28],
  orange: [1, 0.56, 0.12],
  yellow: [1, 0.86, 0.2],
  green: [0.35, 0.78, 0.32],
  blue: [0.28, 0.57, 1],
  purple: [0.74, 0.45, 0.98],
  pink: [1, 0.62, 0.78],
  white: [0.97, 0.97, 0.97],
};

interface Light {
  /** Of the sky, at the top and at the horizon. */
  readonly top: Rgb;
  readonly bottom: Rgb;
  /** What is left of each colour of the ground, and the light that lies over everything. */
  readonly share: Rgb;
  readonly haze: Rgb;
  /** Sun or moon; in the evening there is neither. */
  readonly body?: Rgb;
}

export const lights: Readonly<Record<Time, Light>> = {
  morning: {
    top: [0.99, 0.7, 0.74],
    bottom: [1, 0.93, 0.72],
    share: [0.9, 0.86, 0.76],
    haze: [0.1, 0.08, 0.06],
    body: [1, 1, 0.94],
  },
  day: { top: [0.36, 0.68, 0.98], bottom: [0.74, 0.91, 1], share: [1, 1, 1], haze: [0, 0, 0], body: [1, 0.93, 0.45] },
  sunset: {
    top: [0.8, 0.3, 0.46],
    bottom: [1, 0.68, 0.26],
    share: [0.36, 0.2, 0.28],
    haze: [0.06, 0.02, 0.05],
    body: [1, 0.94, 0.6],
  },
  evening: { top: [0.16, 0.13, 0.4], bottom: [0.54, 0.28, 0.6], share: [0.26, 0.2, 0.34], haze: [0.03, 0.02, 0.08] },
  night: {
    top: [0.02, 0.03, 0.12],
    bottom: [0.06, 0.1, 0.26],
    share: [0.22, 0.3, 0.46],
    haze: [0.03, 0.05, 0.1],
    body: [0.98, 0.96, 0.8],
  },
};

/** A colour of the ground as it looks at a time of day. */
export function lit([red, green, blue]: Rgb, time: Time): Rgb {
  const { share, haze } = lights[time];
  return [red * share[0] + haze[0], green * share[1] + haze[1], blue * share[2] + haze[2]];
}

/** Covered by snow. */
export const snowy = (colour: Rgb, share: number): Rgb => mixed(colour, [0.93, 0.96, 1], share);
