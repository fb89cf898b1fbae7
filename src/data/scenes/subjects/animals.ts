/** Cat, dog, fish, and the smiling face: what looks back. */
import { ink } from '../paint.ts';
import { box, circle, ellipse, polygon, union, within } from '../shapes.ts';
import { type Draw, darker, outlined, plain, set, white } from './subject.ts';

const pink = [1, 0.55, 0.6] as const;

/** Two pointed ears tell it from every other round face. */
export const cat: Draw = (colour) => [
  outlined(
    union(
      ellipse(0, 0.24, 0.9, 0.7),
      polygon(
        [
          [-0.78, -0.9],
          [-0.8, 0.2],
          [-0.1, -0.3],
        ],
        0.06,
      ),
      polygon(
        [
          [0.78, -0.9],
          [0.8, 0.2],
          [0.1, -0.3],
        ],
        0.06,
      ),
    ),
    colour,
  ),
  plain(
    polygon([
      [-0.66, -0.62],
      [-0.66, -0.2],
      [-0.38, -0.34],
    ]),
    pink,
  ),
  plain(
    polygon([
      [0.66, -0.62],
      [0.66, -0.2],
      [0.38, -0.34],
    ]),
    pink,
  ),
  plain(ellipse(0, 0.56, 0.36, 0.26), white),
  plain(union(ellipse(-0.4, 0.16, 0.15, 0.2), ellipse(0.4, 0.16, 0.15, 0.2)), ink),
  plain(ellipse(0, 0.45, 0.14, 0.11), [0.9, 0.3, 0.4]),
];

/** Ears that hang, a white muzzle, a big dark nose. */
export const dog: Draw = (colour) => [
  outlined(box(-0.66, -0.85, 0.66, 0.9, 0.55), colour),
  outlined(ellipse(-0.76, -0.12, 0.25, 0.6), darker(colour)),
  outlined(ellipse(0.76, -0.12, 0.25, 0.6), darker(colour)),
  plain(ellipse(0, 0.48, 0.44, 0.38), white),
  plain(union(circle(-0.3, -0.22, 0.14), circle(0.3, -0.22, 0.14)), ink),
  plain(ellipse(0, 0.26, 0.24, 0.17), ink),
  plain(ellipse(0, 0.74, 0.15, 0.16), [0.95, 0.35, 0.42]),
];

/** Swims to the left, striped. */
export const fish: Draw = (colour) => {
  const body = ellipse(-0.2, 0, 0.82, 0.62);
  return [
    outlined(
      union(
        body,
        polygon(
          [
            [0.4, 0],
            [1, -0.6],
            [1, 0.6],
          ],
          0.04,
        ),
      ),
      colour,
    ),
    plain(within(body, box(-0.22, -1, 0.06, 1)), set(colour)),
    plain(within(body, box(0.3, -1, 0.46, 1)), set(colour)),
    plain(circle(-0.62, -0.12, 0.2), white),
    plain(circle(-0.64, -0.12, 0.12), ink),
  ];
};

export const face: Draw = (colour) => [
  outlined(circle(0, 0, 0.96), colour),
  plain(union(ellipse(-0.34, -0.28, 0.14, 0.22), ellipse(0.34, -0.28, 0.14, 0.22)), ink),
  plain(within(circle(0, 0.1, 0.6), box(-1, 0.2, 1, 1)), ink),
  plain(within(ellipse(0, 0.7, 0.32, 0.2), circle(0, 0.1, 0.56)), [0.95, 0.35, 0.4]),
];
