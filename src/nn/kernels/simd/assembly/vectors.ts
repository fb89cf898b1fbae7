/** Four numbers at a time, and what is left at the end. Lengths are in bytes. */

/** So many bytes of a length come in whole vectors. */
// @ts-ignore: decorator
@inline
export function whole(length: usize): usize {
  return length & ~15;
}

/** The last one to three numbers, and zeros. */
export function loadLast(from: usize, bytes: usize): v128 {
  let v = v128.load32_zero(from);
  if (bytes > 4) v = v128.load_lane<f32>(from + 4, v, 1);
  if (bytes > 8) v = v128.load_lane<f32>(from + 8, v, 2);
  return v;
}

export function storeLast(to: usize, v: v128, bytes: usize): void {
  store<f32>(to, f32x4.extract_lane(v, 0));
  if (bytes > 4) store<f32>(to + 4, f32x4.extract_lane(v, 1));
  if (bytes > 8) store<f32>(to + 8, f32x4.extract_lane(v, 2));
}

/** All four added. */
// @ts-ignore: decorator
@inline
export function total(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** The four numbers in double precision, added to two sums. */
// @ts-ignore: decorator
@inline
export function gather(sums: v128, v: v128): v128 {
  const high = v128.shuffle<f32>(v, v, 2, 3, 2, 3);
  return f64x2.add(sums, f64x2.add(f64x2.promote_low_f32x4(v), f64x2.promote_low_f32x4(high)));
}
