/** Landscapes to walk down. Each knows its slope by formula; `numericSlope` finds it by walking a little to either side.
 *  Paper: Rosenbrock 1960 for the bent valley, with 10 in place of his 100. */

/** A place: [x], or [x, y] where there are two directions. */
export type Place = readonly number[];

export interface Curve {
  readonly formula: string;
  readonly directions: 1 | 2;
  loss(place: Place): number;
  /** How fast the loss rises in each direction. */
  slope(place: Place): number[];
  /** The lowest point, and the loss there. */
  readonly bottom: Place;
  readonly least: number;
  /** Where the walk starts in the second direction. */
  readonly startY: number;
  /** What the picture shows: [from, to] for x, and for y. */
  readonly shown: readonly (readonly [number, number])[];
  /** The largest curvature, where it is the same everywhere. */
  readonly steepest?: number;
}

export const curveNames = ['parabola', 'narrow-valley', 'two-valleys', 'rosenbrock'] as const;
export type CurveName = (typeof curveNames)[number];

/** So many times flatter is the narrow valley along than across. */
const narrow = 20;

// #region curves
const makers: Readonly<Record<CurveName, (curvature: number) => Curve>> = {
  parabola: (c) => ({
    formula: `f(x) = ${factor(c / 2)}x²`,
    directions: 1,
    loss: ([x]) => (c / 2) * x * x,
    slope: ([x]) => [c * x],
    bottom: [0],
    least: 0,
    startY: 0,
    shown: [[-2.5, 2.5]],
    steepest: c,
  }),
  'narrow-valley': (c) => ({
    formula: `f(x, y) = ${factor(c / (2 * narrow))}x² + ${factor(c / 2)}y²`,
    directions: 2,
    loss: ([x, y]) => (c / 2) * ((x * x) / narrow + y * y),
    slope: ([x, y]) => [(c / narrow) * x, c * y],
    bottom: [0, 0],
    least: 0,
    startY: 1,
    shown: [
      [-2.5, 2.5],
      [-1.25, 1.25],
    ],
    steepest: c,
  }),
  'two-valleys': (c) => {
    const loss = ([x]: Place): number => (c / 8) * (x * x - 1) * (x * x - 1) - tilt * c * x;
    const slope = ([x]: Place): number[] => [(c / 2) * x * (x * x - 1) - tilt * c];
    // Newton's method, from the valley's round number.
    let bottom = 1;
    for (let i = 0; i < 20; i++) bottom -= slope([bottom])[0] / ((c / 2) * (3 * bottom * bottom - 1));
    return {
      formula: `f(x) = ${factor(c / 8)}(x² − 1)² − ${factor(tilt * c)}x`,
      directions: 1,
      loss,
      slope,
      bottom: [bottom],
      least: loss([bottom]),
      startY: 0,
      // Farther out the walls rise so high that both valleys look flat.
      shown: [[-1.65, 1.65]],
    };
  },
  rosenbrock: () => ({
    formula: 'f(x, y) = (1 − x)² + 10(y − x²)²',
    directions: 2,
    loss: ([x, y]) => (1 - x) * (1 - x) + 10 * (y - x * x) * (y - x * x),
    slope: ([x, y]) => [-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)],
    bottom: [1, 1],
    least: 0,
    startY: 1,
    shown: [
      [-2, 2],
      [-1, 3],
    ],
  }),
};
// #endregion

/** How much the right one of the two valleys is deeper. */
const tilt = 0.06;

const factor = (number: number): string => (number === 1 ? '' : String(Number(number.toPrecision(4))));

export const curveOf = (name: CurveName, curvature: number): Curve => makers[name](curvature);

// #region numeric-slope
/** The slope without a formula: how much higher is it a little to the right than a little to the left? */
export function numericSlope(loss: Curve['loss'], place: Place): number[] {
  return place.map((_, direction) => {
    const at = (move: number): number => loss(place.map((number, i) => (i === direction ? number + move : number)));
    return (at(nudge) - at(-nudge)) / (2 * nudge);
  });
}
// #endregion

/** Small enough to see the slope of one place, large enough that rounding does not drown it. */
const nudge = 1e-4;
