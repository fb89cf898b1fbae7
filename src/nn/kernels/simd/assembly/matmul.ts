/** The matrix product in all its forms, as tiles over packed panels of B. Numbers are added up in single precision, in the
 *  order of k, in stretches of `depth`. */
import { room } from './scratch';
import { band, packAll } from './tile';

/** So many rows of a panel stay close to the processor (8 KB). */
const depth: i32 = 256;

/** out [m, n] = op(A) · op(B), or added to it. Distances in bytes: `wide` from row to row of out; of op(A) from row to row and
 *  from number to number; of op(B) from row to row and from column to column. */
export function product(
  out: usize,
  wide: usize,
  a: usize,
  rowA: usize,
  alongA: usize,
  b: usize,
  rowB: usize,
  alongB: usize,
  m: i32,
  k: i32,
  n: i32,
  added: bool,
): void {
  const packed = room();
  for (let from = 0; from < k; from += depth) {
    const count = min(depth, k - from);
    const end = packAll(packed, b + <usize>from * rowB, count, rowB, alongB, n);
    const more = added || from > 0;
    const start = a + <usize>from * alongA;
    for (let i = 0; i < m; i += 4) {
      const rows = min(4, m - i);
      const to = out + <usize>i * wide;
      const a0 = start + <usize>i * rowA;
      if (rows == 4 && alongA > 64 && rowA == 4) {
        // Columns of a wide matrix: gathered first, or each number would come from a line of memory of its own.
        let at = end;
        for (let s = 0, from = a0; s < count; s++, from += alongA, at += 16) v128.store(at, v128.load(from));
        band(to, wide, end, end + 4, end + 8, end + 12, 16, 1, count, 0, packed, 4, n, more);
        continue;
      }
      // At the lower edge the last row is used again; what comes of it is not stored.
      const a1 = rows > 1 ? a0 + rowA : a0;
      const a2 = rows > 2 ? a1 + rowA : a0;
      const a3 = rows > 3 ? a2 + rowA : a0;
      band(to, wide, a0, a1, a2, a3, alongA, 1, count, 0, packed, rows, n, more);
    }
  }
}

/** Few rows: B is used too seldom to be packed. Rows of B are scaled and added, 16 columns at a time. */
export function fewRows(
  out: usize,
  wide: usize,
  a: usize,
  rowA: usize,
  alongA: usize,
  b: usize,
  rowB: usize,
  m: i32,
  k: i32,
  n: i32,
  added: bool,
): void {
  for (let i = 0; i < m; i++) {
    const row = a + <usize>i * rowA;
    const y = out + <usize>i * wide;
    let j = 0;
    for (; j + 16 <= n; j += 16) {
      const at = y + (<usize>j << 2);
      let s0 = added ? v128.load(at, 0) : f32x4.splat(0);
      let s1 = added ? v128.load(at, 16) : f32x4.splat(0);
      let s2 = added ? v128.load(at, 32) : f32x4.splat(0);
      let s3 = added ? v128.load(at, 48) : f32x4.splat(0);
      let p = row;
      let q = b + (<usize>j << 2);
      for (let s = 0; s < k; s++) {
        const x = v128.load32_splat(p);
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(q, 0)));
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(q, 16)));
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(q, 32)));
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(q, 48)));
        p += alongA;
        q += rowB;
      }
      v128.store(at, s0, 0);
      v128.store(at, s1, 16);
      v128.store(at, s2, 32);
      v128.store(at, s3, 48);
    }
    for (; j + 4 <= n; j += 4) {
      const at = y + (<usize>j << 2);
      let s0 = added ? v128.load(at) : f32x4.splat(0);
      let p = row;
      let q = b + (<usize>j << 2);
      for (let s = 0; s < k; s++) {
        s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(p), v128.load(q)));
        p += alongA;
        q += rowB;
      }
      v128.store(at, s0);
    }
    for (; j < n; j++) {
      const at = y + (<usize>j << 2);
      let s0 = added ? load<f32>(at) : 0;
      let p = row;
      let q = b + (<usize>j << 2);
      for (let s = 0; s < k; s++) {
        s0 += load<f32>(p) * load<f32>(q);
        p += alongA;
        q += rowB;
      }
      store<f32>(at, s0);
    }
  }
}

/** Each result from two rows that both lie side by side. */
export function dots(out: usize, wide: usize, a: usize, rowA: usize, b: usize, rowB: usize, m: i32, k: i32, n: i32, added: bool): void {
  for (let i = 0; i < m; i++) {
    const row = a + <usize>i * rowA;
    let j = 0;
    if ((k & 3) == 0) {
      for (; j + 4 <= n; j += 4) {
        const sums = fourDots(row, b + <usize>j * rowB, rowB, k);
        const at = out + <usize>i * wide + (<usize>j << 2);
        v128.store(at, added ? f32x4.add(v128.load(at), sums) : sums);
      }
    }
    for (; j < n; j++) {
      let p = row;
      let q = b + <usize>j * rowB;
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let left = k;
      for (; left >= 8; left -= 8) {
        s0 = f32x4.add(s0, f32x4.mul(v128.load(p, 0), v128.load(q, 0)));
        s1 = f32x4.add(s1, f32x4.mul(v128.load(p, 16), v128.load(q, 16)));
        p += 32;
        q += 32;
      }
      s0 = f32x4.add(s0, s1);
      let total =
        f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + (f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3));
      for (; left > 0; left--) {
        total += load<f32>(p) * load<f32>(q);
        p += 4;
        q += 4;
      }
      const at = out + <usize>i * wide + (<usize>j << 2);
      store<f32>(at, added ? load<f32>(at) + total : total);
    }
  }
}

/** One row against four others, `down` bytes apart: four sums. */
// @ts-ignore: decorator
@inline
function fourDots(p: usize, q: usize, down: usize, k: i32): v128 {
  const q1 = q + down;
  const q2 = q1 + down;
  const q3 = q2 + down;
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  const end = <usize>k << 2;
  for (let i: usize = 0; i < end; i += 16) {
    const x = v128.load(p + i);
    s0 = f32x4.add(s0, f32x4.mul(x, v128.load(q + i)));
    s1 = f32x4.add(s1, f32x4.mul(x, v128.load(q1 + i)));
    s2 = f32x4.add(s2, f32x4.mul(x, v128.load(q2 + i)));
    s3 = f32x4.add(s3, f32x4.mul(x, v128.load(q3 + i)));
  }
  // The sums of four rows are those of four columns, turned.
  const t0 = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 4, 1, 5), v128.shuffle<f32>(s0, s1, 2, 6, 3, 7));
  const t1 = f32x4.add(v128.shuffle<f32>(s2, s3, 0, 4, 1, 5), v128.shuffle<f32>(s2, s3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f64>(t0, t1, 0, 2), v128.shuffle<f64>(t0, t1, 1, 3));
}

/** out [m, n] = op(A) [m, k] · op(B) [k, n], or added to what is there. */
export function matmul(
  out: usize,
  a: usize,
  b: usize,
  m: i32,
  k: i32,
  n: i32,
  transposedA: bool,
  transposedB: bool,
  added: bool,
): void {
  const rowA: usize = transposedA ? 4 : <usize>k << 2;
  const alongA: usize = transposedA ? <usize>m << 2 : 4;
  const rowB: usize = transposedB ? 4 : <usize>n << 2;
  const alongB: usize = transposedB ? <usize>k << 2 : 4;
  const wide = <usize>n << 2;
  // One column is one row of the transposed product.
  if (n == 1 && transposedA) return fewRows(out, <usize>m << 2, b, 0, rowB == 4 || transposedB ? 4 : rowB, a, <usize>m << 2, 1, k, m, added);
  const fewest = min(m, n);
  if (fewest < 4) {
    const sideBySideB = transposedB || n == 1;
    if (!transposedA && sideBySideB) return dots(out, wide, a, rowA, b, <usize>k << 2, m, k, n, added);
    if (m < 4 && !transposedB) return fewRows(out, wide, a, rowA, alongA, b, rowB, m, k, n, added);
  }
  product(out, wide, a, rowA, alongA, b, rowB, alongB, m, k, n, added);
}
