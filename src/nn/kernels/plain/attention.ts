/** Attention (Vaswani et al. 2017): each token mixes the values of itself and of those before it, by how well its query fits
 *  their keys; of all there are, if it is not causal. Shapes: B batch, T time, H heads, D numbers a head, C = H · D. */
import type { AttentionShape, Block } from '../kernels.ts';

// #region attention
export function attention(
  out: Block,
  probs: Block,
  qkv: Block,
  { batch, time, heads, size, from = 0, causal = true }: AttentionShape,
): void {
  const { data: y } = out; // [B·T, C]
  const { data: p } = probs; // [B, H, T, T]
  const { data: x } = qkv; // [B·T, 3C]: queries, keys, values
  const width = heads * size;
  const scale = 1 / Math.sqrt(size);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      for (let t = from; t < time; t++) {
        const query = (b * time + t) * 3 * width + h * size;
        const row = ((b * heads + h) * time + t) * time;
        const last = causal ? t : time - 1;
        let largest = Number.NEGATIVE_INFINITY;
        for (let s = 0; s <= last; s++) {
          const key = (b * time + s) * 3 * width + width + h * size;
          let fit = 0;
          for (let d = 0; d < size; d++) fit += x[query + d] * x[key + d];
          fit *= scale;
          p[row + s] = fit;
          if (fit > largest) largest = fit;
        }
        let total = 0;
        for (let s = 0; s <= last; s++) {
          const weight = Math.exp(p[row + s] - largest);
          p[row + s] = weight;
          total += weight;
        }
        for (let s = 0; s <= last; s++) p[row + s] /= total;
        for (let s = last + 1; s < time; s++) p[row + s] = 0;
        const answer = (b * time + t) * width + h * size;
        for (let d = 0; d < size; d++) {
          let mixed = 0;
          let value = b * time * 3 * width + 2 * width + h * size + d;
          for (let s = 0; s <= last; s++, value += 3 * width) mixed += p[row + s] * x[value];
          y[answer + d] = mixed;
        }
      }
    }
  }
}
// #endregion

export function attentionGrad(
  dqkv: Block,
  dy: Block,
  y: Block,
  probs: Block,
  qkv: Block,
  { batch, time, heads, size, causal = true }: AttentionShape,
): void {
  const { data: dx } = dqkv;
  const { data: g } = dy;
  const { data: mixed } = y;
  const { data: p } = probs;
  const { data: x } = qkv;
  const width = heads * size;
  const scale = 1 / Math.sqrt(size);
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      for (let t = 0; t < time; t++) {
        const query = (b * time + t) * 3 * width + h * size;
        const answer = (b * time + t) * width + h * size;
        const row = ((b * heads + h) * time + t) * time;
        const last = causal ? t : time - 1;
        // Only what a value helps more than the mixture of all does moves its weight.
        let average = 0;
        for (let d = 0; d < size; d++) average += g[answer + d] * mixed[answer + d];
        for (let s = 0; s <= last; s++) {
          const key = (b * time + s) * 3 * width + width + h * size;
          const value = key + width;
          const weight = p[row + s];
          let help = 0;
          for (let d = 0; d < size; d++) {
            help += g[answer + d] * x[value + d];
            dx[value + d] += weight * g[answer + d];
          }
          const dfit = weight * (help - average) * scale;
          for (let d = 0; d < size; d++) {
            dx[query + d] += dfit * x[key + d];
            dx[key + d] += dfit * x[query + d];
          }
        }
      }
    }
  }
}
