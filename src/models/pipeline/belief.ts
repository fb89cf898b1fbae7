/** Does a model know what it knows? How likely it holds an answer to be, beside how often such answers are right; and what it would
 *  help to say nothing where that belief is low.
 *  Sources: Guo et al. 2017 (reliability diagram); Fawcett 2006 (ROC); Geifman & El-Yaniv 2017 (abstaining).
 *  Read first: ./examine.ts */

/** Answers that were believed about as much. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean of the beliefs, and share of the answers that are right. */
  readonly belief: number;
  readonly right: number;
}

// #region reliability
/** Answers sorted by belief into bins of equal width; empty ones are left out.
 *
 *  reliability([0.9, 0.95], [true, false]) → one bin, .9 to 1, belief .925, right .5 */
export function reliability(belief: readonly number[], right: readonly boolean[], bins = 10): Bin[] {
  return Array.from({ length: bins }, (_, bin) => {
    const inside = [...belief.keys()].filter((i) => Math.min(bins - 1, Math.floor(belief[i] * bins)) === bin);
    const mean = (of: (i: number) => number): number => inside.reduce((sum, i) => sum + of(i), 0) / inside.length;
    return {
      from: bin / bins,
      to: (bin + 1) / bins,
      count: inside.length,
      belief: mean((i) => belief[i]),
      right: mean((i) => Number(right[i])),
    };
  }).filter(({ count }) => count > 0);
}
// #endregion

/** If only answers were given that are believed at least so much. */
export interface Abstaining {
  readonly threshold: number;
  /** Share of the questions about people that are answered, and how many of those answers are right: 1 where there are none. */
  readonly people: number;
  readonly right: number;
  /** Share of the questions about nobodies that are answered; and to which the answer is not that it does not know. */
  readonly nobodies: number;
  readonly invented: number;
}

interface Believed {
  readonly belief: number;
  readonly right: boolean;
}

// #region abstaining
/** What every threshold would do, the highest first. `people` against `nobodies` is the ROC curve, which begins at (0, 0).
 *  @param nobodies right: it said that it does not know */
export function abstaining(people: readonly Believed[], nobodies: readonly Believed[]): Abstaining[] {
  const order = [...people, ...nobodies].map(({ belief }) => belief).sort((a, b) => b - a);
  return order
    .filter((belief, i) => i === 0 || belief < order[i - 1])
    .map((threshold) => {
      const isGiven = ({ belief }: Believed): boolean => belief >= threshold;
      const [real, unreal] = [people.filter(isGiven), nobodies.filter(isGiven)];
      const share = (some: readonly Believed[], all: readonly Believed[]): number =>
        all.length === 0 ? 0 : some.length / all.length;
      return {
        threshold,
        people: share(real, people),
        right: real.length === 0 ? 1 : share(real.filter(({ right }) => right), real), // biome-ignore format: one thought
        nobodies: share(unreal, nobodies),
        invented: share(unreal.filter(({ right }) => !right), nobodies), // biome-ignore format: one thought
      };
    });
}
// #endregion

/** The highest threshold at which so many of the questions about people are still answered. */
export const answering = (least: number, points: readonly Abstaining[]): Abstaining | undefined =>
  points.find(({ people }) => people >= least);

/** Some points of a curve, the ends among them. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  return Array.from({ length: most }, (_, i) => points[Math.round((i * (points.length - 1)) / (most - 1))]);
}
