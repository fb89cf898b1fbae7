/** Tokens by how likely they are. There are a thousand of them or more, and each step of each text needs their order: sorting them by
 *  comparing took longer than the network's whole step. So they are sorted by digits: whoever has the same digit goes into the
 *  same drawer, from the last digit to the first (a radix sort; the drawers keep the order that there was). */

/** Beyond so much below the largest logit a weight is 0, or hardly more. */
const deepest = 745;
/** Of a digit: a byte. */
const drawers = 256;
const digits = [0, 8, 16, 24];
const largestKey = 0xffffffff;

/** The number of the likeliest token; of two alike the lower one. It needs no order among the others, and they are many. */
export function likeliest(logits: ArrayLike<number>): number {
  let best = 0;
  for (let v = 1; v < logits.length; v++) if (logits[v] > logits[best]) best = v;
  return best;
}

// #region order
/** The numbers of tokens, likeliest first; of two alike the lower one.
 *  @param logits [V]
 *  @param weights exp(logit - largest) [V]: what is compared
 *  @param largest of the logits */
export function likeliestFirst(logits: ArrayLike<number>, weights: Float64Array, largest: number): Int32Array {
  const size = logits.length;
  let range = 0;
  for (let v = 0; v < size; v++) {
    const below = largest - logits[v];
    if (below > range && below < deepest) range = below;
  }
  const fine = largestKey / range;
  let [keys, tokens] = [new Uint32Array(size), new Int32Array(size)];
  let [otherKeys, otherTokens] = [new Uint32Array(size), new Int32Array(size)];
  for (let v = 0; v < size; v++) {
    const below = largest - logits[v];
    keys[v] = below <= range ? below * fine : largestKey;
    tokens[v] = v;
  }
  const places = new Int32Array(drawers);
  for (const digit of digits) {
    countInto(places, keys, digit);
    for (let i = 0; i < size; i++) {
      const to = places[(keys[i] >>> digit) & (drawers - 1)]++;
      otherKeys[to] = keys[i];
      otherTokens[to] = tokens[i];
    }
    [keys, otherKeys] = [otherKeys, keys];
    [tokens, otherTokens] = [otherTokens, tokens];
  }
  straighten(tokens, weights);
  return tokens;
}
// #endregion

/** Where each drawer begins. */
function countInto(places: Int32Array, keys: Uint32Array, digit: number): void {
  places.fill(0);
  for (let i = 0; i < keys.length; i++) places[(keys[i] >>> digit) & (drawers - 1)]++;
  let sum = 0;
  for (let drawer = 0; drawer < drawers; drawer++) {
    const count = places[drawer];
    places[drawer] = sum;
    sum += count;
  }
}

/** Keys are a little coarser than weights: neighbours may have to change places. */
function straighten(tokens: Int32Array, weights: Float64Array): void {
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i];
    const weight = weights[token];
    let at = i;
    for (; at > 0; at--) {
      const before = tokens[at - 1];
      if (!(weights[before] < weight || (weights[before] === weight && before > token))) break;
      tokens[at] = before;
    }
    tokens[at] = token;
  }
}
