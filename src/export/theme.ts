/** The colours of a page: what a terminal would have chosen. */
import type { Hues, Rgb } from '../render/palette.ts';

export interface Theme {
  readonly ground: Rgb;
  readonly ink: Rgb;
  readonly muted: Rgb;
  readonly hues: Hues;
}

export type ThemeName = 'dark' | 'light';

/** Every colour stands out from its ground by 4.5 to 1 at least (WCAG 2.2, 1.4.3). */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  dark: {
    // as dark as pictures made of characters
    ground: [14, 14, 18],
    ink: [222, 224, 230],
    muted: [132, 136, 150],
    hues: {
      accent: [61, 196, 214],
      good: [98, 201, 120],
      bad: [255, 107, 98],
      warn: [240, 180, 72],
      a: [98, 164, 255],
      b: [238, 128, 206],
      c: [94, 206, 148],
      d: [247, 158, 82],
    },
  },
  light: {
    ground: [255, 255, 255],
    ink: [32, 34, 40],
    muted: [106, 110, 122],
    hues: {
      accent: [0, 116, 130],
      good: [24, 121, 58],
      bad: [200, 44, 40],
      warn: [146, 88, 0],
      a: [36, 98, 204],
      b: [178, 46, 140],
      c: [20, 122, 72],
      d: [172, 80, 8],
    },
  },
};
