/** Tree, flower, mushroom: what grows. */
import { box, circle, ellipse, line, union, within } from '../shapes.ts';
import { brown, type Draw, leaf, outlined, plain, set, white } from './subject.ts';

/** A crown of clouds on a trunk. */
export const tree: Draw = (colour) => [
  outlined(box(-0.18, 0.1, 0.18, 1), brown),
  outlined(
    union(
      circle(0, -0.54, 0.46),
      circle(-0.48, -0.28, 0.4),
      circle(0.48, -0.28, 0.4),
      circle(-0.3, 0.06, 0.36),
      circle(0.3, 0.06, 0.36),
      circle(0, -0.2, 0.4),
    ),
    colour,
  ),
];

/** Five round petals, always. */
export const flower: Draw = (colour) => {
  const petal = (x: number, y: number) => circle(x * 0.53, -0.2 + y * 0.53, 0.29);
  const petals = union(
    circle(0, -0.2, 0.4),
    petal(0, -1),
    petal(0.951, -0.309),
    petal(0.588, 0.809),
    petal(-0.588, 0.809),
    petal(-0.951, -0.309),
  );
  return [
    outlined(line([0, 0], [0, 1], 0.09), leaf),
    outlined(union(ellipse(-0.36, 0.82, 0.36, 0.17), ellipse(0.36, 0.82, 0.36, 0.17)), leaf),
    outlined(petals, colour),
    plain(
      circle(0, -0.2, 0.28),
      colour[0] > 0.9 && colour[2] < 0.3 && colour[1] > 0.5 ? [0.5, 0.26, 0.12] : [1, 0.84, 0.2],
    ),
  ];
};

/** A round hat with spots. */
export const mushroom: Draw = (colour) => {
  const cap = within(ellipse(0, 0.1, 1, 1), box(-2, -2, 2, 0.12));
  return [
    outlined(box(-0.36, -0.1, 0.36, 0.96, 0.2), white),
    outlined(cap, colour),
    plain(within(cap, union(circle(0, -0.42, 0.24), circle(-0.62, -0.16, 0.2), circle(0.62, -0.16, 0.2))), set(colour)),
  ];
};
