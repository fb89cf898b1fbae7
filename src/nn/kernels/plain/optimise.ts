/** Adam (Kingma & Ba 2015) with decoupled weight decay (Loshchilov & Hutter 2019). */
import type { AdamSettings, Block } from '../kernels.ts';

// #region adam
export function adam(weights: Block, gradients: Block, mean: Block, square: Block, settings: AdamSettings): void {
  const { rate, beta1, beta2, correction1, correction2, epsilon, decay } = settings;
  const { data: w, length } = weights;
  const { data: g } = gradients;
  const { data: m } = mean;
  const { data: v } = square;
  const step = rate / correction1;
  const scale = 1 / correction2;
  const kept = 1 - rate * decay;
  for (let i = 0; i < length; i++) {
    const slope = g[i];
    const average = beta1 * m[i] + (1 - beta1) * slope;
    const size = beta2 * v[i] + (1 - beta2) * slope * slope;
    m[i] = average;
    v[i] = size;
    w[i] = kept * w[i] - (step * average) / (Math.sqrt(scale * size) + epsilon);
  }
}
// #endregion
