/** Scores into probabilities, and the loss that wants the right one to be likely. Rows are shifted by their largest score:
 *  that changes nothing and keeps e^x from overflowing. */
import type { Block, Ints } from '../kernels.ts';

// #region softmax
export function softmax(out: Block, x: Block, columns: number): void {
  const { data: y, length } = out;
  const { data: p } = x;
  for (let start = 0; start < length; start += columns) {
    const end = start + columns;
    let largest = p[start];
    for (let j = start + 1; j < end; j++) if (p[j] > largest) largest = p[j];
    let total = 0;
    for (let j = start; j < end; j++) {
      const weight = Math.exp(p[j] - largest);
      y[j] = weight;
      total += weight;
    }
    for (let j = start; j < end; j++) y[j] /= total;
  }
}
// #endregion

/** Only what a score gains over the average counts: all of them together change nothing. */
export function softmaxGrad(dx: Block, dy: Block, y: Block, columns: number): void {
  const { data: dp, length } = dx;
  const { data: dq } = dy;
  const { data: q } = y;
  for (let start = 0; start < length; start += columns) {
    const end = start + columns;
    let average = 0;
    for (let j = start; j < end; j++) average += dq[j] * q[j];
    for (let j = start; j < end; j++) dp[j] += q[j] * (dq[j] - average);
  }
}

// #region cross-entropy
export function crossEntropy(losses: Block, probs: Block, logits: Block, targets: Ints): void {
  const { data: y, length: rows } = losses;
  const { data: q } = probs;
  const { data: x } = logits;
  const classes = logits.length / rows;
  for (let i = 0; i < rows; i++) {
    const start = i * classes;
    const end = start + classes;
    let largest = x[start];
    for (let j = start + 1; j < end; j++) if (x[j] > largest) largest = x[j];
    let total = 0;
    for (let j = start; j < end; j++) {
      const weight = Math.exp(x[j] - largest);
      q[j] = weight;
      total += weight;
    }
    for (let j = start; j < end; j++) q[j] /= total;
    const target = targets.data[i];
    y[i] = target < 0 ? 0 : Math.log(total) + largest - x[start + target];
  }
}

/** The gradient is what was said, minus what was right. */
export function crossEntropyGrad(dlogits: Block, dlosses: Block, probs: Block, targets: Ints): void {
  const { data: dx } = dlogits;
  const { data: dy, length: rows } = dlosses;
  const { data: q } = probs;
  const classes = dlogits.length / rows;
  for (let i = 0; i < rows; i++) {
    const target = targets.data[i];
    if (target < 0) continue;
    const start = i * classes;
    for (let j = 0; j < classes; j++) dx[start + j] += dy[i] * q[start + j];
    dx[start + target] -= dy[i];
  }
}
// #endregion
