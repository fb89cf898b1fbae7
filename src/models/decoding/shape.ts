/** From what a model believes to what it may say: temperature, top-k, top-p, min-p. Every language model here draws its
 *  tokens through this. Papers: Fan et al. 2018 (top-k), Holtzman et al. 2020 (top-p, "nucleus"), Nguyen et al. 2024 (min-p). */

export interface Shaping {
  /** Divides the logits: below 1 bolder, above 1 wilder, 0 always the likeliest token. */
  readonly temperature: number;
  /** Only the k likeliest; 0 is all. */
  readonly top_k: number;
  /** Only the likeliest that together reach p; 1 is all. */
  readonly top_p: number;
  /** Only those at least this share of the likeliest one's probability; 0 is all. */
  readonly min_p: number;
}

// #region shape
/** The distribution to draw from, with the tokens that are cut at 0.
 *  @param sorted probabilities, falling, adding up to 1
 *  @returns as many, adding up to 1
 *
 *  shape([0.5, 0.3, 0.2], { temperature: 1, top_k: 2, top_p: 1, min_p: 0 }) → [0.625, 0.375, 0]
 */
export function shape(sorted: ArrayLike<number>, { temperature, top_k, top_p, min_p }: Shaping): Float64Array {
  const shaped = new Float64Array(sorted.length);
  if (temperature === 0) {
    shaped[0] = 1;
    return shaped;
  }
  // p^(1/T), relative to the likeliest so that nothing under- or overflows; the same as softmax(logits / T)
  let sum = 0;
  for (let i = 0; i < shaped.length; i++) {
    shaped[i] = temperature === 1 ? sorted[i] : Math.exp(Math.log(sorted[i] / sorted[0]) / temperature);
    sum += shaped[i];
  }
  const kept = keep(shaped, sum, top_k, top_p, min_p);
  // With nothing to shape they stay as they are: their sum is 1, and only rounding makes it look otherwise.
  if (kept === shaped.length && temperature === 1) return shaped;
  const left = kept === shaped.length ? sum : total(shaped.subarray(0, kept));
  for (let i = 0; i < shaped.length; i++) shaped[i] = i < kept ? shaped[i] / left : 0;
  return shaped;
}

/** How many of the likeliest tokens stay. The filters work one after the other; at least one token stays. */
function keep(weights: Float64Array, sum: number, topK: number, topP: number, minP: number): number {
  let kept = topK > 0 ? Math.min(topK, weights.length) : weights.length;
  if (topP < 1) {
    const enough = topP * (kept === weights.length ? sum : total(weights.subarray(0, kept)));
    let reached = 0;
    let i = 0;
    while (i < kept && reached < enough - 1e-12 * sum) reached += weights[i++];
    kept = Math.max(1, i);
  }
  while (kept > 1 && weights[kept - 1] < minP * weights[0] * (1 - 1e-12)) kept--;
  return kept;
}
// #endregion

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

// #region draw
/** Draws an index: the first whose running sum exceeds u.
 *  @param cumulative running sums, ending at 1
 *  @param u from [0, 1) */
export function draw(cumulative: ArrayLike<number>, u: number): number {
  const goal = u * cumulative[cumulative.length - 1];
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cumulative[middle] > goal) high = middle;
    else low = middle + 1;
  }
  return low;
}
// #endregion
