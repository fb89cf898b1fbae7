/** Sorting for everybody who draws: a vocabulary is put in order for each token, which takes longer than the network itself when
 *  each comparison is a call. So a number and its place are made one number, which an array of numbers sorts by itself.
 *  Read next: ./shape.ts */

/** Places that fit beside 30 bits of a number, within the 53 that are exact. */
const places = 1 << 21;
/** 1 as the bits of a number of 32 bits; of those from 0 to 1 the larger one has the larger bits. */
const one = 0x3f800000;

// #region falling
/** Places of the numbers, the largest first; of two alike the lower place.
 *  @param weights from 0 to 1
 *
 *  falling([0.2, 0.5, 0.2, 0.1]) → 1, 0, 2, 3 */
export function falling(weights: Float64Array): Int32Array {
  const compare = (a: number, b: number): number => weights[b] - weights[a] || a - b;
  if (weights.length > places) return Int32Array.from(weights.keys()).sort(compare);
  const bits = new Uint32Array(Float32Array.from(weights).buffer);
  const keys = new Float64Array(weights.length);
  for (let i = 0; i < keys.length; i++) keys[i] = (one - bits[i]) * places + i;
  keys.sort();
  const order = new Int32Array(keys.length);
  for (let i = 0; i < order.length; i++) order[i] = keys[i] - Math.floor(keys[i] / places) * places;
  // Those that are alike in 32 bits stand by place so far.
  for (let from = 0, to = 1; to <= order.length; to++) {
    if (to < order.length && bits[order[to]] === bits[order[from]]) continue;
    if (to - from > 1) order.subarray(from, to).sort(compare);
    from = to;
  }
  return order;
}
// #endregion
