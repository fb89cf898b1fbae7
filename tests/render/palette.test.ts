import { describe, expect, test } from 'vitest';
import type { Tone } from '../../src/render/frame.ts';
import { background, foreground, hueOf, type Rgb, styleOf } from '../../src/render/palette.ts';

const tones: Tone[] = ['accent', 'good', 'bad', 'warn', 'a', 'b', 'c', 'd'];

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (rgb: Rgb): number => {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

describe.each(tones)('%s', (tone) => {
  test('reads on black and on white', () => {
    const light = luminance(hueOf(tone)!);
    expect((light + 0.05) / 0.05).toBeGreaterThanOrEqual(3.5);
    expect(1.05 / (light + 0.05)).toBeGreaterThanOrEqual(3.5);
  });

  test('never names black, white or yellow of the sixteen', () => {
    expect(['30', '37', '90', '97', '33', '93']).not.toContain(styleOf(1, tone));
  });
});

test('the four hues of series differ at every depth', () => {
  for (const colour of [1, 2, 3] as const) {
    expect(new Set((['a', 'b', 'c', 'd'] as const).map((tone) => styleOf(colour, tone))).size).toBe(4);
  }
});

test('without colour nothing has a style', () => {
  expect(
    [...tones.map((tone) => styleOf(0, tone, true)), foreground(0, [1, 2, 3]), background(0, [1, 2, 3])].join(''),
  ).toBe('');
});

test.each([
  [[0, 0, 0], 16],
  [[255, 255, 255], 231],
  [[255, 0, 0], 196],
  [[95, 135, 175], 67],
  [[128, 128, 128], 244],
  [[8, 8, 8], 232],
] as const)('%j is colour %i of 256', (rgb, index) => {
  expect(foreground(2, rgb)).toBe(`38;5;${index}`);
});
