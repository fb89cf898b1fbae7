/** Pictures, channels last: [batch, height, width, channels]. */
import { reshape, type Tensor, type Weight } from '../graph.ts';
import { linear } from './linear.ts';

/** Around each pixel its square of size × size, 0 beyond the edge: [B, H, W, C] → [B, H, W, size · size · C]. */
export function patches(x: Tensor, size: number): Tensor {
  const { kernels } = x.graph;
  const [batch, height, width, channels] = x.shape;
  const shape = { batch, height, width, channels, size };
  return x.graph.record(
    'patches',
    [batch, height, width, size * size * channels],
    [x],
    (y) => kernels.patches(y, x.value, shape),
    (dy) => kernels.patchesGrad(x.grad!, dy, shape),
  );
}

/** x [B, H, W, C], w [size · size · C, K], b [K] → [B, H, W, K]: the same small network looks at every place. */
export function convolution(x: Tensor, w: Weight, b: Weight): Tensor {
  const [batch, height, width, channels] = x.shape;
  const size = Math.sqrt(w.shape[0] / channels);
  if (!Number.isInteger((size - 1) / 2)) throw new Error(`[${w.shape}] is no odd square of ${channels} channels`);
  return reshape(linear(patches(x, size), w, b), [batch, height, width, w.shape[1]]);
}
