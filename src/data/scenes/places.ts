/** The places: what stands at the horizon and what the ground is like. Units: 24 across the picture, y down.
 *  Wide shapes that reach past the subject on both sides, so that a place can be told with something in front of it.
 *  Read first: colours.ts, shapes.ts */
import type { Random } from '../../nn/random.ts';
import { wholePose } from './backdrop.ts';
import { lit, snowy } from './colours.ts';
import { type Picture, paint, type Rgb } from './paint.ts';
import type { Place, Scene } from './scene.ts';
import { below, box, line, polygon, type Shape, union, wave, without } from './shapes.ts';

/** Where the ground begins. */
export const horizons: Readonly<Record<Place, number>> = {
  mountains: 18,
  sea: 13.5,
  hill: 18,
  desert: 16,
  forest: 18,
  field: 15,
  city: 18.5,
  plain: 24,
};

interface Site {
  /** Fill a shape; `snow` is the share of white that it gets when it snows; what glows is as light by night as by day. */
  readonly fill: (shape: Shape, colour: Rgb, snow?: number, glows?: boolean) => void;
  /** About where the ground begins. */
  readonly horizon: number;
  readonly between: (from: number, to: number) => number;
  /** Dark enough for lights in the windows. */
  readonly lamps: boolean;
}

export function drawPlace(picture: Picture, scene: Scene, horizon: number, random: Random): void {
  const pose = wholePose(picture.width);
  const snows = scene.weather === 'snow';
  places[scene.place]({
    fill: (shape, colour, snow = 0, glows = false) =>
      paint(picture, pose, shape, glows ? colour : lit(snows ? snowy(colour, snow) : colour, scene.time)),
    horizon,
    between: (from, to) => from + (to - from) * random.next(),
    lamps: scene.time !== 'morning' && scene.time !== 'day',
  });
}

const white: Rgb = [0.98, 0.99, 1];
const grass: Rgb = [0.5, 0.8, 0.36];
const firGreen: Rgb = [0.13, 0.52, 0.32];
const darkGrass: Rgb = [0.38, 0.68, 0.33];
const peak = (x: number, top: number, wide: number, bottom: number): Shape =>
  polygon([
    [x, top],
    [x + wide, bottom],
    [x - wide, bottom],
  ]);

const places: Readonly<Record<Place, (site: Site) => void>> = {
  /** Two peaks with white tops, one on each side. */
  mountains({ fill, horizon, between }) {
    for (const [x, colour] of [
      [between(3.5, 5.5), [0.6, 0.58, 0.72]],
      [between(18.5, 20.5), [0.5, 0.5, 0.66]],
    ] as const) {
      const top = between(3.5, 6);
      const rock = peak(x, top, 11.5, 21);
      fill(rock, colour, 0.4);
      fill(without(rock, below(top + 4)), white);
    }
    const tilt = between(0, 1);
    fill(
      below(horizon - 0.5, (x) => horizon + 0.5 * wave(x / 20 + tilt)),
      grass,
      0.9,
    );
  },

  /** Bright lines on the water. */
  sea({ fill, horizon, between }) {
    fill(below(horizon), [0.14, 0.47, 0.84]);
    for (const y of [2.2, 4.6, 7, 9.2]) {
      const x = between(-4, 8);
      for (const far of [x, x + 12]) fill(line([far, horizon + y], [far + 3.6, horizon + y], 0.35), [0.66, 0.87, 1]);
    }
  },

  /** One round hill under the subject. */
  hill({ fill, horizon, between }) {
    const [x, top] = [between(10, 14), between(12, 13.5)];
    fill(
      below(horizon - 1.5, (at) => horizon - 0.5 + wave(at / 24 + x)),
      darkGrass,
      0.75,
    );
    fill(
      below(top, (at) => top + (at - x) * (at - x) * 0.062),
      grass,
      0.9,
    );
  },

  /** Dunes, and a cactus at one side. */
  desert({ fill, horizon, between }) {
    const start = between(0, 1);
    fill(
      below(horizon - 2.2, (x) => horizon - 1 + 1.2 * wave(x / 17 + start)),
      [0.98, 0.8, 0.46],
      0.8,
    );
    fill(
      below(horizon + 2.3, (x) => horizon + 3.5 + 1.2 * wave(x / 21 + start + 0.4)),
      [0.88, 0.64, 0.32],
      0.7,
    );
    const [x, y] = [between(0, 1) < 0.5 ? 2.6 : 21.4, horizon + between(-1, 0.5)];
    const arms = union(
      line([x, y - 8], [x, y + 2], 1),
      line([x - 2, y - 4.6], [x - 2, y - 2.6], 0.6),
      line([x + 2, y - 5.6], [x + 2, y - 3], 0.6),
      line([x - 2, y - 2.6], [x + 2, y - 2.6], 0.6),
    );
    fill(arms, [0.16, 0.46, 0.26], 0.2);
  },

  /** Dark firs in a row, the highest at the sides. */
  forest({ fill, horizon, between }) {
    for (const [i, x] of [1, 5.4, 9.8, 14.2, 18.6, 23].entries()) {
      const top = (i === 2 || i === 3 ? 8 : 4) + between(0, 2.5);
      const at = x + between(-0.6, 0.6);
      for (const fir of [peak(at, top, 2.7, top + 7), peak(at, top + 4, 3.4, horizon + 2)]) fill(fir, firGreen, 0.35);
    }
    fill(box(-1, horizon - 4, 25, 24), firGreen, 0.35);
    fill(below(horizon), darkGrass, 0.9);
  },

  /** Level ground in broad stripes. */
  field({ fill, horizon, between }) {
    fill(below(horizon), grass, 0.9);
    const step = between(2, 2.6);
    for (const at of [1, 3]) {
      fill(box(-1, horizon + at * step, 25, horizon + (at + 1) * step), [0.86, 0.82, 0.34], 0.7);
    }
  },

  /** Towers with windows. */
  city({ fill, horizon, between, lamps }) {
    for (const [left, wide, near] of [
      [-0.6, 5.6, 1],
      [5, 4.6, 0],
      [9.6, 4.8, 1],
      [14.4, 4.6, 0],
      [19, 5.6, 1],
    ]) {
      const top = (left > 4 && left < 15 ? 6 : 2.5) + between(0, 3);
      fill(box(left, top, left + wide + 0.5, 24), near ? [0.5, 0.54, 0.7] : [0.66, 0.68, 0.8], 0.25);
      for (let y = top + 1.4; y < horizon - 2; y += 3.2) {
        for (const x of [left + 0.8, left + wide - 2.3]) {
          if (lamps) fill(box(x, y, x + 1.5, y + 1.7), [0.95, 0.78, 0.35], 0, true);
          else fill(box(x, y, x + 1.5, y + 1.7), [0.86, 0.94, 1]);
        }
      }
    }
    fill(below(horizon), [0.6, 0.6, 0.64], 0.9);
  },

  /** Nothing but the sky. */
  plain() {},
};
