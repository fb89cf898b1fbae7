/** Gradient descent with momentum, and what became of it.
 *  Papers: Cauchy 1847; Polyak 1964 (momentum, the "heavy ball"). Read first: ./curves.ts */
import type { Curve, Place } from './curves.ts';
import type { Verdict } from './params.ts';

export interface Walk {
  readonly rate: number;
  readonly momentum: number;
  readonly steps: number;
}

export interface Stop {
  readonly place: Place;
  readonly move: Place;
}

/** At rest: hardly any slope, hardly any speed. */
const still = 0.01;
/** So many times higher than at the start, there is no way back. */
const lost = 1e6;

const length = (vector: Place): number => Math.sqrt(vector.reduce((sum, part) => sum + part * part, 0));
const isLost = (curve: Curve, start: Place, place: Place): boolean =>
  curve.loss(place) - curve.least > lost * (curve.loss(start) - curve.least + 1);
const isStill = (curve: Curve, { place, move }: Stop): boolean =>
  length(curve.slope(place)) < still && length(move) < still;

// #region descend
/** Every place on the way, the start among them. Each step goes against the slope, as far as the rate says, and keeps a
 *  share of the step before. It ends early when it lies still or is lost. */
export function* descend(curve: Curve, start: Place, { rate, momentum, steps }: Walk): Generator<Stop> {
  let place = start;
  let move: Place = start.map(() => 0);
  yield { place, move };
  for (let step = 1; step <= steps; step++) {
    const slope = curve.slope(place);
    move = move.map((before, i) => momentum * before - rate * slope[i]);
    place = place.map((number, i) => number + move[i]);
    yield { place, move };
    if (isStill(curve, { place, move }) || isLost(curve, start, place)) return;
  }
}
// #endregion

/** The rate beyond which descent on a curve of one curvature runs away: each step lands further out than the one before.
 *  Without momentum x becomes (1 − rate · c) x, which grows when rate > 2 / c. */
export const rateLimit = ({ steepest }: Curve, momentum: number): number | null =>
  steepest === undefined ? null : (2 * (1 + momentum)) / steepest;

/** Rounding alone does not make a height another one. */
const same = 1e-12;

/** What became of a walk, by what was measured: did its heights grow from its first half to its second? Momentum can climb
 *  before it comes down, so where the limit is known, a walk below it is never called lost. Where it is not, steps that are too
 *  large may also jump about for ever between two heights: lost is only what climbs and climbs. */
export function judge(curve: Curve, stops: readonly Stop[], { rate, momentum }: Walk): Verdict {
  const last = stops[stops.length - 1];
  if (stops.length > 1 && isStill(curve, last)) {
    return curve.loss(last.place) - curve.least < still ? 'reached' : 'other-valley';
  }
  const heights = stops.map(({ place }) => curve.loss(place) - curve.least);
  const half = Math.ceil(heights.length / 2);
  const [before, after] = [Math.max(...heights.slice(0, half)), Math.max(...heights.slice(half))];
  const limit = rateLimit(curve, momentum);
  if (after > before * (1 + same) && after > heights[0]) {
    if (limit !== null) return rate > limit ? 'diverged' : 'on-the-way';
    const climbs = heights.slice(half).every((height, i) => height > heights[half + i - 1]);
    return climbs || isLost(curve, stops[0].place, last.place) ? 'diverged' : 'bouncing';
  }
  return after < before * (1 - same) ? 'on-the-way' : 'bouncing';
}

/** It jumps from one side of the valley to the other more often than not. */
export function isZigzag(curve: Curve, stops: readonly Stop[]): boolean {
  const slopes = stops.map(({ place }) => curve.slope(place));
  const turns = slopes.slice(1).filter((slope, i) => slope.reduce((sum, s, k) => sum + s * slopes[i][k], 0) < 0);
  return turns.length * 2 > slopes.length - 1;
}
