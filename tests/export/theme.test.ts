import { describe, expect, test } from 'vitest';
import { themes } from '../../src/export/theme.ts';
import type { Rgb } from '../../src/render/palette.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(themes))('%s', (_, { ground, ink, muted, hues }) => {
  test.each(Object.entries({ ink, muted, ...hues }))('%s can be read on the ground', (_, colour) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
