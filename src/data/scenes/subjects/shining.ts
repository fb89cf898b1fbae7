/** Heart, star, moon, sun: signs more than things, each one bold shape. */
import { mixed } from '../paint.ts';
import { circle, ellipse, polygon, union, without } from '../shapes.ts';
import { type Draw, outlined, plain, white } from './subject.ts';

export const heart: Draw = (colour) => [
  outlined(
    union(
      circle(-0.46, -0.34, 0.5),
      circle(0.46, -0.34, 0.5),
      polygon(
        [
          [-0.9, -0.12],
          [0, -0.5],
          [0.9, -0.12],
          [0, 0.92],
        ],
        0.03,
      ),
    ),
    colour,
  ),
  plain(ellipse(-0.52, -0.44, 0.16, 0.18), white),
];

/** The directions of five points, the first upwards. */
const five = [
  [0, -1],
  [0.9511, -0.309],
  [0.5878, 0.809],
  [-0.5878, 0.809],
  [-0.9511, -0.309],
] as const;

export const star: Draw = (colour) => [
  outlined(
    polygon(
      five.flatMap(([x, y], i) => {
        const [u, v] = five[(i + 1) % 5];
        const inner = 0.5 / Math.sqrt((x + u) * (x + u) + (y + v) * (y + v));
        return [
          [x, y + 0.06],
          [(x + u) * inner, (y + v) * inner + 0.06],
        ] as const;
      }),
      0.04,
    ),
    colour,
  ),
];

/** A crescent. */
export const moon: Draw = (colour) => [outlined(without(circle(0, 0, 0.96), circle(0.6, -0.22, 0.78)), colour)];

/** A disc with eight rays. */
export const sun: Draw = (colour) => {
  const d = Math.SQRT1_2;
  const rays = [
    [0, -1],
    [d, -d],
    [1, 0],
    [d, d],
    [0, 1],
    [-d, d],
    [-1, 0],
    [-d, -d],
  ].map(([x, y]) =>
    polygon([
      [1.1 * x, 1.1 * y],
      [0.6 * x - 0.3 * y, 0.6 * y + 0.3 * x],
      [0.6 * x + 0.3 * y, 0.6 * y - 0.3 * x],
    ]),
  );
  return [outlined(union(circle(0, 0, 0.68), ...rays), colour), plain(circle(0, 0, 0.48), mixed(colour, white, 0.45))];
};
