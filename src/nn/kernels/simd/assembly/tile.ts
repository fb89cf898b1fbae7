import { edge } from './scratch';

/** The heart of every product: tiles of results that are summed in eight registers of four numbers each. A panel holds 16 or
 *  8 columns of op(B), row below row, so that it is read straight through; each number that is loaded serves many times.
 *  Longer loop bodies were tried and are slower: all loads of a body come first, and then registers run out.
 *
 *  In both: from number to number of a row of op(A) are `along` bytes; a row consists of `segments` stretches of `count`
 *  numbers, `step` bytes apart, as a square of a picture has them; rows of out are `wide` bytes apart. */

/** 2 × 16 results: two rows of op(A), a panel of 16 columns. */
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
    for (const end = panel + (<usize>count << 6); panel < end; ) {
      const b0 = v128.load(panel, 0);
      const b1 = v128.load(panel, 16);
      const b2 = v128.load(panel, 32);
      const b3 = v128.load(panel, 48);
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
      panel += 64;
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

/** 4 × 8 results: four rows of op(A), a panel of 8 columns. */
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
    for (const end = panel + (<usize>count << 5); panel < end; ) {
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
  for (; left >= 16; left -= 16) {
    if (rows == 4) {
      tile2x16(out, wide, a0, a1, along, segments, count, step, panel, added);
      tile2x16(out + 2 * wide, wide, a2, a3, along, segments, count, step, panel, added);
    } else {
      tile2x16(edge(), 64, a0, a1, along, segments, count, step, panel, false);
      storeEdge(out, wide, edge(), 64, min(2, rows), 16, added);
      if (rows == 3) {
        tile2x16(edge(), 64, a2, a2, along, segments, count, step, panel, false);
        storeEdge(out + 2 * wide, wide, edge(), 64, 1, 16, added);
      }
    }
    panel += 2 * size;
    out += 64;
  }
  for (; left > 0; left -= 8) {
    if (rows == 4 && left >= 8) {
      tile4x8(out, wide, a0, a1, a2, a3, along, segments, count, step, panel, added);
    } else {
      tile4x8(edge(), 32, a0, a1, a2, a3, along, segments, count, step, panel, false);
      storeEdge(out, wide, edge(), 32, rows, min(8, left), added);
    }
    panel += size;
    out += 32;
  }
}

/** Of a tile at the edge of the results, the part that counts: `rows` × `columns`. */
function storeEdge(
  out: usize,
  wide: usize,
  tile: usize,
  tileWide: usize,
  rows: i32,
  columns: i32,
  added: bool,
): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const to = out + <usize>i * wide + (<usize>j << 2);
      const x = load<f32>(tile + <usize>i * tileWide + (<usize>j << 2));
      store<f32>(to, added ? load<f32>(to) + x : x);
    }
  }
}

/** op(B) as panels: 16 columns each, and of what is left 8 each, with zeros where there are fewer. `count` rows, `down` bytes
 *  apart, of numbers that are `right` bytes apart. Says where the panels end. */
export function packAll(panel: usize, b: usize, count: i32, down: usize, right: usize, columns: i32): usize {
  for (let j = 0; j < columns; ) {
    const width = panelWidth(columns - j);
    panel = pack(panel, b + <usize>j * right, count, down, right, min(width, columns - j), width);
    j += width;
  }
  return panel;
}

/** How wide the next panel is. */
// @ts-ignore: decorator
@inline
export function panelWidth(columns: i32): i32 {
  return columns >= 16 ? 16 : 8;
}

/** One panel. Says where it ends. */
export function pack(panel: usize, b: usize, count: i32, down: usize, right: usize, columns: i32, width: i32): usize {
  const row = <usize>width << 2;
  if (columns == width && right == 4) {
    for (let s = 0; s < count; s++) {
      for (let j: usize = 0; j < row; j += 16) v128.store(panel + j, v128.load(b + j));
      b += down;
      panel += row;
    }
    return panel;
  }
  let s = 0;
  if (columns == width && down == 4) {
    // Transposed: four rows at a time.
    for (; s + 4 <= count; s += 4) {
      for (let j: usize = 0; j < row; j += 16) transpose(panel + j, row, b + (j >> 2) * right, right);
      b += 16;
      panel += 4 * row;
    }
  }
  for (; s < count; s++) {
    for (let j = 0; j < width; j++) {
      store<f32>(panel + (<usize>j << 2), j < columns ? load<f32>(b + <usize>j * right) : 0);
    }
    b += down;
    panel += row;
  }
  return panel;
}

/** Four numbers each of four columns, as four rows that are `row` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(out: usize, row: usize, b: usize, right: usize): void {
  const c0 = v128.load(b);
  const c1 = v128.load(b + right);
  const c2 = v128.load(b + 2 * right);
  const c3 = v128.load(b + 3 * right);
  const t0 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const t2 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
  const t3 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f64>(t0, t2, 0, 2));
  v128.store(out + row, v128.shuffle<f64>(t0, t2, 1, 3));
  v128.store(out + 2 * row, v128.shuffle<f64>(t1, t3, 0, 2));
  v128.store(out + 3 * row, v128.shuffle<f64>(t1, t3, 1, 3));
}
