/** The matrix product as textbooks write it. Read next: ../../nn/kernels/plain/matmul.ts, the same sum in tiles */

// #region naive
/** out [m, n] = A [m, k] · B [k, n]: for each place of the result, a row of A times a column of B. */
export function naive(out: Float32Array, a: Float32Array, b: Float32Array, m: number, k: number, n: number): void {
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let i = 0; i < k; i++) sum += a[row * k + i] * b[i * n + column];
      out[row * n + column] = sum;
    }
  }
}
// #endregion
