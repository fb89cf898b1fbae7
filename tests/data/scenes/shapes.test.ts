/** Shapes against what is known of them: distances, areas, and the same picture in a mirror. */
import { describe, expect, it } from 'vitest';
import { paint } from '../../../src/data/scenes/paint.ts';
import {
  below,
  box,
  circle,
  ellipse,
  line,
  polygon,
  type Shape,
  union,
  wave,
  within,
  without,
} from '../../../src/data/scenes/shapes.ts';

const pose = { x: 20, y: 20, unit: 10, wide: 1, mirror: 1, lean: 0 } as const;

/** White on black, 40 × 40, ten pixels to a unit: how much is white, in square units. */
function painted(shape: Shape, more: Partial<Parameters<typeof paint>[1]> = {}): { area: number; red: number[] } {
  const picture = { width: 40, height: 40, pixels: new Float32Array(40 * 40 * 3) };
  paint(picture, { ...pose, ...more }, shape, [1, 1, 1]);
  const red = Array.from({ length: 1600 }, (_, i) => picture.pixels[3 * i]);
  return { area: red.reduce((sum, value) => sum + value, 0) / 100, red };
}

const triangle = polygon([
  [0, -1],
  [1, 1],
  [-1, 1],
]);

describe('shapes', () => {
  it('know their distances', () => {
    expect(circle(0, 0, 1).distance(2, 0)).toBe(1);
    expect(circle(1, 1, 0.5).distance(1, 1)).toBe(-0.5);
    expect(box(-1, -2, 1, 2).distance(4, 6)).toBe(5);
    expect(box(-1, -2, 1, 2).distance(0, 0)).toBe(-1);
    expect(box(-1, -2, 1, 2, 0.5).distance(0, 3)).toBe(1);
    expect(line([0, 0], [4, 0], 1).distance(7, 4)).toBeCloseTo(4, 12);
    expect(ellipse(0, 0, 2, 1).distance(2, 0)).toBe(0);
    expect(ellipse(0, 0, 2, 1).distance(0, 1)).toBe(0);
    expect(triangle.distance(0, 3)).toBeCloseTo(2, 12);
    expect(triangle.distance(0, 0.9)).toBeCloseTo(-0.1, 12);
    expect(below(2).distance(0, 5)).toBe(-3);
    expect([0, 0.25, 0.5, 0.75, 1.25, -0.25].map(wave)).toEqual([0, 1, -0, -1, 1, -1]);
  });

  it.each([
    ['circle', circle(0.1, 0.2, 1), Math.PI],
    ['ellipse', ellipse(0, 0.13, 1.2, 0.7), Math.PI * 1.2 * 0.7],
    ['box', box(-1, -0.55, 0.35, 1.2), 1.35 * 1.75],
    ['round box', box(-1, -1, 1, 1, 0.5), 4 - (4 - Math.PI) * 0.25],
    ['line', line([-1, -0.5], [0.6, 0.7], 0.3), 2 * 0.6 + Math.PI * 0.09],
    ['triangle', triangle, 2],
    ['two', union(circle(-1, 0, 0.5), circle(1, 0, 0.5)), Math.PI / 2],
    ['half a circle', within(circle(0, 0, 1), below(0)), Math.PI / 2],
    ['a ring', without(circle(0, 0, 1), circle(0, 0, 0.6)), Math.PI * 0.64],
    ['all below', below(0.5), 4 * 1.5],
  ])('%s covers its area', (_, shape, area) => {
    expect(painted(shape).area).toBeCloseTo(area, 1);
    expect(Math.abs(painted(shape).area / area - 1)).toBeLessThan(0.01);
  });

  it('cover the same area tilted, in a mirror, and more when stretched; nothing is cut off at the bounds', () => {
    const arrow = polygon([
      [-0.9, -0.1],
      [0.8, -0.9],
      [0.9, 0.6],
    ]);
    const { area, red } = painted(arrow);
    const mirrored = painted(arrow, { mirror: -1 }).red;
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) expect(mirrored[y * 40 + 39 - x]).toBeCloseTo(red[y * 40 + x], 6);
    }
    expect(red).not.toEqual(mirrored);
    for (const mirror of [1, -1] as const) {
      expect(Math.abs(painted(arrow, { lean: 0.3, mirror }).area / area - 1)).toBeLessThan(0.01);
    }
    expect(painted(arrow, { wide: 1.2 }).area / area).toBeCloseTo(1.2, 1);
  });

  it('have an outline that is dark and as wide all around', () => {
    const picture = { width: 24, height: 24, pixels: new Float32Array(24 * 24 * 3).fill(1) };
    paint(picture, { x: 12, y: 12, unit: 1, wide: 1, mirror: 1, lean: 0 }, circle(0, 0, 6), [1, 1, 1], true);
    let dark = 0;
    for (let i = 0; i < 576; i++) dark += 1 - picture.pixels[3 * i];
    const ring = Math.PI * (6.9 * 6.9 - 36) * (1 - 0.07);
    expect(Math.abs(dark / ring - 1)).toBeLessThan(0.02);
  });
});
