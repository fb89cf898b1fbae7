/** Painting shapes onto a picture, one over the other, with smooth edges and a dark outline where one is wanted.
 *  Read first: shapes.ts */
import type { Shape } from './shapes.ts';

/** Red, green and blue, 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** height × width × 3, row by row, 0 to 1. */
  readonly pixels: Float32Array;
}

/** Where the coordinates of a shape lie in the picture. */
export interface Pose {
  /** Of the point (0, 0), in pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels in one unit. */
  readonly unit: number;
  /** How much wider than high a unit is. */
  readonly wide: number;
  /** −1 turns left to right. */
  readonly mirror: 1 | -1;
  /** Sine of the angle by which it leans. */
  readonly lean: number;
}

/** How thick an outline is, as a share of the side of the picture. */
const thickness = 0.9 / 24;
export const ink: Rgb = [0.07, 0.06, 0.1];

export const mixed = (a: Rgb, b: Rgb, share: number): Rgb => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** The share of a pixel that lies inside an edge at a distance in pixels. */
const covered = (distance: number): number => Math.min(1, Math.max(0, 0.5 - distance));

/** Fill a shape; `outlined` draws a dark line round it. */
export function paint(picture: Picture, pose: Pose, shape: Shape, colour: Rgb, outlined = false): void {
  const { width, pixels } = picture;
  const { unit, wide, mirror, lean } = pose;
  const upright = Math.sqrt(1 - lean * lean);
  const line = outlined ? thickness * width : 0;
  const { x0, x1, y0, y1 } = touched(picture, pose, shape, line + 1);
  const [red, green, blue] = colour;
  for (let row = y0; row < y1; row++) {
    const dy = (row + 0.5 - pose.y) / unit;
    for (let column = x0; column < x1; column++) {
      const dx = (column + 0.5 - pose.x) / unit;
      const x = ((dx * upright + dy * lean) * mirror) / wide;
      const y = dy * upright - dx * lean;
      const distance = shape.distance(x, y) * unit;
      const dark = line > 0 ? covered(distance - line) : 0;
      const full = covered(distance);
      const i = (row * width + column) * 3;
      if (dark > 0) {
        pixels[i] += (ink[0] - pixels[i]) * dark;
        pixels[i + 1] += (ink[1] - pixels[i + 1]) * dark;
        pixels[i + 2] += (ink[2] - pixels[i + 2]) * dark;
      }
      if (full > 0) {
        pixels[i] += (red - pixels[i]) * full;
        pixels[i + 1] += (green - pixels[i + 1]) * full;
        pixels[i + 2] += (blue - pixels[i + 2]) * full;
      }
    }
  }
}

/** The rows and columns that a shape can touch, with a margin in pixels. */
function touched({ width, height }: Picture, pose: Pose, { left, top, right, bottom }: Shape, margin: number) {
  const { x, y, unit, wide, mirror, lean } = pose;
  const [l, r] = mirror > 0 ? [left * wide, right * wide] : [-right * wide, -left * wide];
  // leaning moves a point by at most this much: nothing of a subject is farther than 1.2 from its middle
  const more = margin + Math.abs(lean) * 1.2 * unit;
  return {
    x0: Math.max(0, Math.floor(x + l * unit - more)),
    x1: Math.min(width, Math.ceil(x + r * unit + more)),
    y0: Math.max(0, Math.floor(y + top * unit - more)),
    y1: Math.min(height, Math.ceil(y + bottom * unit + more)),
  };
}
