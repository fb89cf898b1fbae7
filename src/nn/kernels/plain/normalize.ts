/** Rows with mean 0 and deviation 1 (layer normalisation, Ba et al. 2016, without its gain and bias), or with mean square 1
 *  (RMS normalisation, Zhang & Sennrich 2019): the same, only that the mean stays. */
import type { Block } from '../kernels.ts';

// #region normalize
export function normalize(out: Block, inverse: Block, x: Block, epsilon: number, centred: boolean): void {
  const { data: y, length } = out;
  const { data: scale, length: rows } = inverse;
  const { data: p } = x;
  const columns = length / rows;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let mean = 0;
    if (centred) for (let j = 0; j < columns; j++) mean += p[start + j];
    mean /= columns;
    let variance = 0;
    for (let j = 0; j < columns; j++) {
      const off = p[start + j] - mean;
      variance += off * off;
    }
    const shrink = 1 / Math.sqrt(variance / columns + epsilon);
    for (let j = 0; j < columns; j++) y[start + j] = (p[start + j] - mean) * shrink;
    scale[i] = shrink;
  }
}

/** What a row as a whole gains, and what its spread gains, is taken away again by the normalisation. */
export function normalizeGrad(dx: Block, dy: Block, y: Block, inverse: Block, centred: boolean): void {
  const { data: dp, length } = dx;
  const { data: dq } = dy;
  const { data: q } = y;
  const { data: scale, length: rows } = inverse;
  const columns = length / rows;
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let mean = 0;
    let along = 0;
    for (let j = 0; j < columns; j++) {
      if (centred) mean += dq[start + j];
      along += dq[start + j] * q[start + j];
    }
    mean /= columns;
    along /= columns;
    for (let j = 0; j < columns; j++) dp[start + j] += scale[i] * (dq[start + j] - mean - q[start + j] * along);
  }
}
// #endregion
