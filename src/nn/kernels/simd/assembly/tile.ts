import { edge } from './scratch';

/** The heart of every product: tiles of results that are summed in eight registers of four numbers each. A panel holds eight
 *  columns of op(B), row below row, so that it is read straight through; each number that is loaded serves many times.
 *  Longer loop bodies were tried and are slower: all loads of a body come first, and then registers run out.
 *
 *  In both: from number to number of a row of op(A) are `along` bytes; a row consists of `segments` stretches of `count`
 *  numbers, `step` bytes apart, as a square of a picture has them; rows of out are `wide` bytes apart. */

/** 2 × 16 results: two rows of op(A), two panels. */
export function tile2x16(
  out: usize,
  wide: usize,
  a0: usize,
  a1: usize,
  along: usize,
  segments: i32,
  count: i32,
  step: usize,
  panel: usize,
  next: usize,
  added: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s03 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s13 = f32x4.splat(0);
  const back = step - <usize>count * along;
  for (let segment = 0; segment < segments; segment++) {
    for (let s = 0; s < count; s++) {
      const b0 = v128.load(panel, 0);
      const b1 = v128.load(panel, 16);
      const b2 = v128.load(next, 0);
      const b3 = v128.load(next, 16);
      const x0 = v128.load32_splat(a0);
      const x1 = v128.load32_splat(a1);
      s00 = f32x4.add(s00, f32x4.mul(x0, b0));
      s01 = f32x4.add(s01, f32x4.mul(x0, b1));
      s02 = f32x4.add(s02, f32x4.mul(x0, b2));
      s03 = f32x4.add(s03, f32x4.mul(x0, b3));
      s10 = f32x4.add(s10, f32x4.mul(x1, b0));
      s11 = f32x4.add(s11, f32x4.mul(x1, b1));
      s12 = f32x4.add(s12, f32x4.mul(x1, b2));
      s13 = f32x4.add(s13, f32x4.mul(x1, b3));
      panel += 32;
      next += 32;
      a0 += along;
      a1 += along;
    }
    a0 += back;
    a1 += back;
  }
  if (added) {
    s00 = f32x4.add(s00, v128.load(out, 0));
    s01 = f32x4.add(s01, v128.load(out, 16));
    s02 = f32x4.add(s02, v128.load(out, 32));
    s03 = f32x4.add(s03, v128.load(out, 48));
    s10 = f32x4.add(s10, v128.load(out + wide, 0));
    s11 = f32x4.add(s11, v128.load(out + wide, 16));
    s12 = f32x4.add(s12, v128.load(out + wide, 32));
    s13 = f32x4.add(s13, v128.load(out + wide, 48));
  }
  v128.store(out, s00, 0);
  v128.store(out, s01, 16);
  v128.store(out, s02, 32);
  v128.store(out, s03, 48);
  out += wide;
  v128.store(out, s10, 0);
  v128.store(out, s11, 16);
  v128.store(out, s12, 32);
  v128.store(out, s13, 48);
}

/** 4 × 8 results: four rows of op(A), one panel. */
export function tile4x8(
  out: usize,
  wide: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  along: usize,
  segments: i32,
  count: i32,
  step: usize,
  panel: usize,
  added: bool,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s30 = f32x4.splat(0);
  let s31 = f32x4.splat(0);
  const back = step - <usize>count * along;
  for (let segment = 0; segment < segments; segment++) {
    for (let s = 0; s < count; s++) {
      const b0 = v128.load(panel, 0);
      const b1 = v128.load(panel, 16);
      const x0 = v128.load32_splat(a0);
      const x1 = v128.load32_splat(a1);
      const x2 = v128.load32_splat(a2);
      const x3 = v128.load32_splat(a3);
      s00 = f32x4.add(s00, f32x4.mul(x0, b0));
      s01 = f32x4.add(s01, f32x4.mul(x0, b1));
      s10 = f32x4.add(s10, f32x4.mul(x1, b0));
      s11 = f32x4.add(s11, f32x4.mul(x1, b1));
      s20 = f32x4.add(s20, f32x4.mul(x2, b0));
      s21 = f32x4.add(s21, f32x4.mul(x2, b1));
      s30 = f32x4.add(s30, f32x4.mul(x3, b0));
      s31 = f32x4.add(s31, f32x4.mul(x3, b1));
      panel += 32;
      a0 += along;
      a1 += along;
      a2 += along;
      a3 += along;
    }
    a0 += back;
    a1 += back;
    a2 += back;
    a3 += back;
  }
  if (added) {
    s00 = f32x4.add(s00, v128.load(out, 0));
    s01 = f32x4.add(s01, v128.load(out, 16));
    s10 = f32x4.add(s10, v128.load(out + wide, 0));
    s11 = f32x4.add(s11, v128.load(out + wide, 16));
    s20 = f32x4.add(s20, v128.load(out + 2 * wide, 0));
    s21 = f32x4.add(s21, v128.load(out + 2 * wide, 16));
    s30 = f32x4.add(s30, v128.load(out + 3 * wide, 0));
    s31 = f32x4.add(s31, v128.load(out + 3 * wide, 16));
  }
  v128.store(out, s00, 0);
  v128.store(out, s01, 16);
  out += wide;
  v128.store(out, s10, 0);
  v128.store(out, s11, 16);
  out += wide;
  v128.store(out, s20, 0);
  v128.store(out, s21, 16);
  out += wide;
  v128.store(out, s30, 0);
  v128.store(out, s31, 16);
}

/** Four rows of results over all columns; `rows` of them count, and of the last panel what is left of `columns`. */
export function band(
  out: usize,
  wide: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  along: usize,
  segments: i32,
  count: i32,
  step: usize,
  panel: usize,
  rows: i32,
  columns: i32,
  added: bool,
): void {
  const size = <usize>(segments * count) << 5;
  let left = columns;
  if (rows == 4) {
    for (; left >= 16; left -= 16) {
      tile2x16(out, wide, a0, a1, along, segments, count, step, panel, panel + size, added);
      tile2x16(out + 2 * wide, wide, a2, a3, along, segments, count, step, panel, panel + size, added);
      panel += 2 * size;
      out += 64;
    }
    if (left >= 8) {
      tile4x8(out, wide, a0, a1, a2, a3, along, segments, count, step, panel, added);
      panel += size;
      out += 32;
      left -= 8;
    }
  }
  for (; left > 0; left -= 8) {
    tile4x8(edge(), 32, a0, a1, a2, a3, along, segments, count, step, panel, false);
    storeEdge(out, wide, edge(), rows, min(8, left), added);
    panel += size;
    out += 32;
  }
}

/** Of a tile at the edge of the results, the part that counts: `rows` × `columns`. */
function storeEdge(out: usize, wide: usize, tile: usize, rows: i32, columns: i32, added: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const to = out + <usize>i * wide + (<usize>j << 2);
      const x = load<f32>(tile + (<usize>i << 5) + (<usize>j << 2));
      store<f32>(to, added ? load<f32>(to) + x : x);
    }
  }
}

/** Eight columns of op(B) below each other, from `b`: `count` rows `down` bytes apart, numbers `right` bytes apart, 0 where
 *  there are fewer than eight columns. Says where the panel ends. */
export function pack(panel: usize, b: usize, count: i32, down: usize, right: usize, columns: i32): usize {
  if (columns == 8 && right == 4) {
    for (let s = 0; s < count; s++) {
      v128.store(panel, v128.load(b, 0), 0);
      v128.store(panel, v128.load(b, 16), 16);
      b += down;
      panel += 32;
    }
    return panel;
  }
  if (columns == 8 && down == 4) {
    // Transposed: four rows of eight columns at a time.
    let s = 0;
    for (; s + 4 <= count; s += 4) {
      transpose(panel, b, right);
      transpose(panel + 16, b + 4 * right, right);
      b += 16;
      panel += 128;
    }
    for (; s < count; s++) {
      for (let j: usize = 0; j < 8; j++) store<f32>(panel + (j << 2), load<f32>(b + j * right));
      b += 4;
      panel += 32;
    }
    return panel;
  }
  for (let s = 0; s < count; s++) {
    for (let j = 0; j < 8; j++) {
      store<f32>(panel + (<usize>j << 2), j < columns ? load<f32>(b + <usize>j * right) : 0);
    }
    b += down;
    panel += 32;
  }
  return panel;
}

/** Four numbers each of four columns, as four rows that are 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(out: usize, b: usize, right: usize): void {
  const c0 = v128.load(b);
  const c1 = v128.load(b + right);
  const c2 = v128.load(b + 2 * right);
  const c3 = v128.load(b + 3 * right);
  const t0 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const t2 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
  const t3 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f64>(t0, t2, 0, 2), 0);
  v128.store(out, v128.shuffle<f64>(t0, t2, 1, 3), 32);
  v128.store(out, v128.shuffle<f64>(t1, t3, 0, 2), 64);
  v128.store(out, v128.shuffle<f64>(t1, t3, 1, 3), 96);
}
