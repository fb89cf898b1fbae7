/** Pictures that are made smaller, larger, evened out and steered. Channels last. */
import type { Block, PictureShape } from '../kernels.ts';

// #region normalizeGroups
/** Group normalisation (Wu & He 2018), without its gain and bias. */
export function normalizeGroups(out: Block, inverse: Block, x: Block, shape: PictureShape, epsilon: number): void {
  const { data: y } = out;
  const { data: scale } = inverse;
  const { data: p } = x;
  const { batch, channels } = shape;
  const pixels = shape.height * shape.width;
  const groups = inverse.length / batch;
  const width = channels / groups;
  const count = pixels * width;
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const start = b * pixels * channels + g * width;
      const end = start + pixels * channels;
      let mean = 0;
      for (let i = start; i < end; i += channels) for (let c = i; c < i + width; c++) mean += p[c];
      mean /= count;
      let variance = 0;
      for (let i = start; i < end; i += channels) {
        for (let c = i; c < i + width; c++) {
          const off = p[c] - mean;
          variance += off * off;
        }
      }
      const shrink = 1 / Math.sqrt(variance / count + epsilon);
      for (let i = start; i < end; i += channels) {
        for (let c = i; c < i + width; c++) y[c] = (p[c] - mean) * shrink;
      }
      scale[b * groups + g] = shrink;
    }
  }
}

export function normalizeGroupsGrad(dx: Block, dy: Block, y: Block, inverse: Block, shape: PictureShape): void {
  const { data: dp } = dx;
  const { data: dq } = dy;
  const { data: q } = y;
  const { data: scale } = inverse;
  const { batch, channels } = shape;
  const pixels = shape.height * shape.width;
  const groups = inverse.length / batch;
  const width = channels / groups;
  const count = pixels * width;
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const start = b * pixels * channels + g * width;
      const end = start + pixels * channels;
      let mean = 0;
      let along = 0;
      for (let i = start; i < end; i += channels) {
        for (let c = i; c < i + width; c++) {
          mean += dq[c];
          along += dq[c] * q[c];
        }
      }
      mean /= count;
      along /= count;
      const shrink = scale[b * groups + g];
      for (let i = start; i < end; i += channels) {
        for (let c = i; c < i + width; c++) dp[c] += shrink * (dq[c] - mean - q[c] * along);
      }
    }
  }
}
// #endregion

// #region modulate
/** Feature-wise linear modulation (Perez et al. 2018): what is wanted turns each channel up or down. */
export function modulate(out: Block, x: Block, film: Block, { batch, height, width, channels }: PictureShape): void {
  const { data: y } = out;
  const { data: p } = x;
  const { data: f } = film;
  const size = height * width * channels;
  for (let b = 0; b < batch; b++) {
    const gains = 2 * b * channels;
    for (let i = b * size; i < (b + 1) * size; i += channels) {
      for (let c = 0; c < channels; c++) y[i + c] = p[i + c] * (1 + f[gains + c]) + f[gains + channels + c];
    }
  }
}
// #endregion

export function modulateGrad(
  dx: Block | undefined,
  dfilm: Block | undefined,
  dy: Block,
  x: Block,
  film: Block,
  { batch, height, width, channels }: PictureShape,
): void {
  const { data: dq } = dy;
  const { data: p } = x;
  const { data: f } = film;
  const size = height * width * channels;
  for (let b = 0; b < batch; b++) {
    const gains = 2 * b * channels;
    const end = (b + 1) * size;
    if (dx) {
      const { data: dp } = dx;
      for (let i = b * size; i < end; i += channels) {
        for (let c = 0; c < channels; c++) dp[i + c] += dq[i + c] * (1 + f[gains + c]);
      }
    }
    if (dfilm) {
      const { data: df } = dfilm;
      for (let c = 0; c < channels; c++) {
        let gain = 0;
        let shift = 0;
        for (let i = b * size + c; i < end; i += channels) {
          gain += dq[i] * p[i];
          shift += dq[i];
        }
        df[gains + c] += gain;
        df[gains + channels + c] += shift;
      }
    }
  }
}

/** Calls for each pixel of the smaller picture: where its numbers begin, and where those of its four in the larger one.
 *  `height` and `width` are those of the smaller one. */
function quarters(
  batch: number,
  height: number,
  width: number,
  channels: number,
  visit: (small: number, topLeft: number, below: number) => void,
): void {
  const row = 2 * width * channels;
  for (let r = 0; r < batch * height; r++) {
    for (let c = 0; c < width; c++) visit((r * width + c) * channels, 2 * r * row + 2 * c * channels, row);
  }
}

export function pool(out: Block, x: Block, { batch, height, width, channels }: PictureShape): void {
  const { data: y } = out;
  const { data: p } = x;
  quarters(batch, height / 2, width / 2, channels, (small, large, row) => {
    for (let c = 0; c < channels; c++) {
      const at = large + c;
      y[small + c] = 0.25 * (p[at] + p[at + channels] + p[at + row] + p[at + row + channels]);
    }
  });
}

export function poolGrad(dx: Block, dy: Block, { batch, height, width, channels }: PictureShape): void {
  const { data: dp } = dx;
  const { data: dq } = dy;
  quarters(batch, height / 2, width / 2, channels, (small, large, row) => {
    for (let c = 0; c < channels; c++) {
      const at = large + c;
      const share = 0.25 * dq[small + c];
      dp[at] += share;
      dp[at + channels] += share;
      dp[at + row] += share;
      dp[at + row + channels] += share;
    }
  });
}

export function upsample(out: Block, x: Block, { batch, height, width, channels }: PictureShape): void {
  const { data: y } = out;
  const { data: p } = x;
  quarters(batch, height, width, channels, (small, large, row) => {
    for (let c = 0; c < channels; c++) {
      const at = large + c;
      y[at] = y[at + channels] = y[at + row] = y[at + row + channels] = p[small + c];
    }
  });
}

export function upsampleGrad(dx: Block, dy: Block, { batch, height, width, channels }: PictureShape): void {
  const { data: dp } = dx;
  const { data: dq } = dy;
  quarters(batch, height, width, channels, (small, large, row) => {
    for (let c = 0; c < channels; c++) {
      const at = large + c;
      dp[small + c] += dq[at] + dq[at + channels] + dq[at + row] + dq[at + row + channels];
    }
  });
}
