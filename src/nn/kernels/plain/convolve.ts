/** Convolution: the same small network looks at every place of a picture (LeCun et al. 1989). Channels last, so that what a
 *  filter sees in one row of its square lies together: a convolution is a matrix product whose rows overlap. */
import type { Block, ConvolutionShape } from '../kernels.ts';

/** Calls for each pixel and each row of its square that lies in the picture: `out` is the pixel's place among the results,
 *  `from` where what is seen begins, `count` how many numbers that are, and `at` the row of weights for the first. */
function strips(
  { batch, height, width, channels, filters, size }: ConvolutionShape,
  visit: (out: number, from: number, count: number, at: number) => void,
): void {
  const reach = (size - 1) / 2;
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const first = Math.max(0, column - reach);
        const count = (Math.min(width, column + reach + 1) - first) * channels;
        const out = ((b * height + row) * width + column) * filters;
        for (let i = Math.max(0, row - reach); i < Math.min(height, row + reach + 1); i++) {
          const at = ((i - row + reach) * size + first - column + reach) * channels;
          visit(out, ((b * height + i) * width + first) * channels, count, at * filters);
        }
      }
    }
  }
}

// #region convolve
export function convolve(out: Block, x: Block, weights: Block, shape: ConvolutionShape): void {
  const { data: y } = out;
  const { data: p } = x;
  const { data: w } = weights;
  const { filters } = shape;
  y.fill(0);
  strips(shape, (out, from, count, at) => {
    for (let s = 0; s < count; s++) {
      const seen = p[from + s];
      const row = at + s * filters;
      for (let f = 0; f < filters; f++) y[out + f] += seen * w[row + f];
    }
  });
}
// #endregion

export function convolveGrad(
  dx: Block | undefined,
  dweights: Block | undefined,
  dy: Block,
  x: Block,
  weights: Block,
  shape: ConvolutionShape,
): void {
  const { data: g } = dy;
  const { data: p } = x;
  const { data: w } = weights;
  const { filters } = shape;
  if (dx) {
    const { data: dp } = dx;
    strips(shape, (out, from, count, at) => {
      for (let s = 0; s < count; s++) {
        const row = at + s * filters;
        let total = 0;
        for (let f = 0; f < filters; f++) total += g[out + f] * w[row + f];
        dp[from + s] += total;
      }
    });
  }
  if (dweights) {
    const { data: dw } = dweights;
    strips(shape, (out, from, count, at) => {
      for (let s = 0; s < count; s++) {
        const seen = p[from + s];
        const row = at + s * filters;
        for (let f = 0; f < filters; f++) dw[row + f] += seen * g[out + f];
      }
    });
  }
}
