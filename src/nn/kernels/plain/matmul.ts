/** The matrix product, where nearly all the time goes. Tiles of 4 × 4 results are summed in registers: each number that is
 *  loaded serves four times. Where a matrix is transposed it is only walked through with other strides. */
import type { Block, Form } from '../kernels.ts';

type Numbers = Float32Array | Float64Array;

// #region matmul
/** out [m, n] = op(A) [m, k] · op(B) [k, n] */
export function matmul(
  out: Block,
  a: Block,
  b: Block,
  m: number,
  k: number,
  n: number,
  form: Form,
  added: boolean,
): void {
  const transposedA = form === 'tn' || form === 'tt';
  const transposedB = form === 'nt' || form === 'tt';
  // From a row of op(A) to the next, from a column to the next; the same for op(B).
  const rowA = transposedA ? 1 : k;
  const columnA = transposedA ? m : 1;
  const rowB = transposedB ? 1 : n;
  const columnB = transposedB ? k : 1;
  const tiledRows = m - (m % 4);
  const tiledColumns = n - (n % 4);
  const y = out.data;
  const p = a.data;
  const q = b.data;
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 4) {
      tile(y, i * n + j, n, p, i * rowA, rowA, columnA, q, j * columnB, rowB, columnB, k, added);
    }
  }
  // What does not fill a tile: the last columns, then the last rows.
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = tiledColumns; j < n; j++) {
      column(y, i * n + j, n, p, i * rowA, rowA, columnA, q, j * columnB, rowB, k, added);
    }
  }
  for (let i = tiledRows; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const at = i * n + j;
      let total = added ? y[at] : 0;
      for (let s = 0; s < k; s++) total += p[i * rowA + s * columnA] * q[j * columnB + s * rowB];
      y[at] = total;
    }
  }
}
// #endregion

/** 4 × 4 results from four rows of A and four columns of B. */
function tile(
  y: Numbers,
  at: number,
  n: number,
  p: Numbers,
  startA: number,
  rowA: number,
  columnA: number,
  q: Numbers,
  startB: number,
  rowB: number,
  columnB: number,
  k: number,
  added: boolean,
): void {
  let s00 = 0,
    s01 = 0,
    s02 = 0,
    s03 = 0;
  let s10 = 0,
    s11 = 0,
    s12 = 0,
    s13 = 0;
  let s20 = 0,
    s21 = 0,
    s22 = 0,
    s23 = 0;
  let s30 = 0,
    s31 = 0,
    s32 = 0,
    s33 = 0;
  let ia = startA;
  let ib = startB;
  for (let s = 0; s < k; s++) {
    const a0 = p[ia];
    const a1 = p[ia + rowA];
    const a2 = p[ia + 2 * rowA];
    const a3 = p[ia + 3 * rowA];
    const b0 = q[ib];
    const b1 = q[ib + columnB];
    const b2 = q[ib + 2 * columnB];
    const b3 = q[ib + 3 * columnB];
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
    ia += columnA;
    ib += rowB;
  }
  store(y, at, s00, s01, s02, s03, added);
  store(y, at + n, s10, s11, s12, s13, added);
  store(y, at + 2 * n, s20, s21, s22, s23, added);
  store(y, at + 3 * n, s30, s31, s32, s33, added);
}

function store(y: Numbers, at: number, s0: number, s1: number, s2: number, s3: number, added: boolean): void {
  y[at] = added ? y[at] + s0 : s0;
  y[at + 1] = added ? y[at + 1] + s1 : s1;
  y[at + 2] = added ? y[at + 2] + s2 : s2;
  y[at + 3] = added ? y[at + 3] + s3 : s3;
}

/** Four results below each other. */
function column(
  y: Numbers,
  at: number,
  n: number,
  p: Numbers,
  startA: number,
  rowA: number,
  columnA: number,
  q: Numbers,
  startB: number,
  rowB: number,
  k: number,
  added: boolean,
): void {
  let s0 = 0,
    s1 = 0,
    s2 = 0,
    s3 = 0;
  let ia = startA;
  let ib = startB;
  for (let s = 0; s < k; s++) {
    const b = q[ib];
    s0 += p[ia] * b;
    s1 += p[ia + rowA] * b;
    s2 += p[ia + 2 * rowA] * b;
    s3 += p[ia + 3 * rowA] * b;
    ia += columnA;
    ib += rowB;
  }
  y[at] = added ? y[at] + s0 : s0;
  y[at + n] = added ? y[at + n] + s1 : s1;
  y[at + 2 * n] = added ? y[at + 2 * n] + s2 : s2;
  y[at + 3 * n] = added ? y[at + 3 * n] + s3 : s3;
}
