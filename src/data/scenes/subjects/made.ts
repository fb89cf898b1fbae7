/** House, boat, car, balloon, snowman: what people make. */
import { ink } from '../paint.ts';
import { box, circle, ellipse, line, polygon, union, within } from '../shapes.ts';
import { brown, type Draw, outlined, plain, set, white } from './subject.ts';

const glass = [0.75, 0.92, 1] as const;
const lamp = [1, 0.92, 0.5] as const;

export const house: Draw = (colour) => [
  outlined(box(0.36, -0.92, 0.62, -0.2), brown),
  outlined(box(-0.74, -0.2, 0.74, 0.92), colour),
  outlined(
    polygon(
      [
        [0, -0.92],
        [0.98, -0.1],
        [-0.98, -0.1],
      ],
      0.03,
    ),
    [0.68, 0.36, 0.28],
  ),
  plain(box(-0.48, 0.34, -0.06, 0.92), [0.28, 0.15, 0.12]),
  plain(box(0.16, 0.18, 0.54, 0.54), lamp),
];

/** Two white sails over a hull. */
export const boat: Draw = (colour) => [
  outlined(
    polygon([
      [0.06, -0.98],
      [0.06, 0.3],
      [0.86, 0.3],
    ]),
    white,
  ),
  outlined(
    polygon([
      [-0.1, -0.74],
      [-0.1, 0.3],
      [-0.74, 0.3],
    ]),
    white,
  ),
  outlined(
    polygon([
      [-0.98, 0.36],
      [0.98, 0.36],
      [0.6, 0.92],
      [-0.6, 0.92],
    ]),
    colour,
  ),
];

/** Drives to the right: wheels, windows, a lamp. */
export const car: Draw = (colour) => [
  outlined(
    polygon(
      [
        [-0.68, 0],
        [-0.46, -0.64],
        [0.3, -0.64],
        [0.66, 0],
      ],
      0.06,
    ),
    colour,
  ),
  plain(
    polygon([
      [-0.5, -0.04],
      [-0.36, -0.5],
      [-0.12, -0.5],
      [-0.12, -0.04],
    ]),
    glass,
  ),
  plain(
    polygon([
      [0.06, -0.04],
      [0.06, -0.5],
      [0.24, -0.5],
      [0.48, -0.04],
    ]),
    glass,
  ),
  outlined(box(-1.02, -0.06, 1.02, 0.52, 0.18), colour),
  plain(circle(0.86, 0.16, 0.15), lamp),
  outlined(union(circle(-0.52, 0.52, 0.3), circle(0.52, 0.52, 0.3)), [0.2, 0.2, 0.24]),
  plain(union(circle(-0.52, 0.52, 0.15), circle(0.52, 0.52, 0.15)), white),
];

/** A hot-air balloon, striped, with its basket. */
export const balloon: Draw = (colour) => {
  const bag = union(
    circle(0, -0.26, 0.8),
    polygon([
      [-0.68, 0.1],
      [0.68, 0.1],
      [0.22, 0.56],
      [-0.22, 0.56],
    ]),
  );
  return [
    plain(union(line([-0.2, 0.4], [-0.16, 0.8], 0.05), line([0.2, 0.4], [0.16, 0.8], 0.05)), ink),
    outlined(box(-0.2, 0.76, 0.2, 1), brown),
    outlined(bag, colour),
    plain(within(bag, ellipse(0, -0.2, 0.27, 0.88)), set(colour)),
  ];
};

/** Its hat and scarf have the colour. */
export const snowman: Draw = (colour) => [
  outlined(ellipse(0, 0.56, 0.68, 0.46), white),
  outlined(circle(0, -0.1, 0.54), white),
  outlined(box(-0.4, -1.06, 0.4, -0.58, 0.05), colour),
  outlined(box(-0.66, -0.66, 0.66, -0.5, 0.05), colour),
  outlined(box(-0.48, 0.24, 0.48, 0.42, 0.08), colour),
  plain(union(circle(-0.22, -0.18, 0.11), circle(0.22, -0.18, 0.11)), ink),
  plain(
    polygon([
      [-0.06, -0.06],
      [-0.06, 0.14],
      [0.4, 0.06],
    ]),
    [1, 0.5, 0.1],
  ),
  plain(circle(0, 0.7, 0.11), ink),
];
