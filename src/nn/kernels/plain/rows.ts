/** Rows that are looked up: embeddings of tokens, squares around pixels. */
import type { Block, Ints, PatchShape } from '../kernels.ts';

export function gather(out: Block, table: Block, ids: Ints): void {
  const { data: y, length } = out;
  const { data: rows } = table;
  const columns = length / ids.length;
  for (let i = 0; i < ids.length; i++) {
    const from = ids.data[i] * columns;
    for (let j = 0; j < columns; j++) y[i * columns + j] = rows[from + j];
  }
}

export function gatherGrad(dtable: Block, dy: Block, ids: Ints): void {
  const { data: rows } = dtable;
  const { data: g, length } = dy;
  const columns = length / ids.length;
  for (let i = 0; i < ids.length; i++) {
    const to = ids.data[i] * columns;
    for (let j = 0; j < columns; j++) rows[to + j] += g[i * columns + j];
  }
}

// #region patches
export function patches(out: Block, x: Block, shape: PatchShape): void {
  const { data: y } = out;
  const { data: p } = x;
  const { batch, height, width, channels, size } = shape;
  const reach = (size - 1) / 2;
  let to = 0;
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let i = row - reach; i <= row + reach; i++) {
          for (let j = column - reach; j <= column + reach; j++, to += channels) {
            const inside = i >= 0 && i < height && j >= 0 && j < width;
            const from = ((b * height + i) * width + j) * channels;
            for (let c = 0; c < channels; c++) y[to + c] = inside ? p[from + c] : 0;
          }
        }
      }
    }
  }
}
// #endregion

export function patchesGrad(dx: Block, dy: Block, shape: PatchShape): void {
  const { data: dp } = dx;
  const { data: g } = dy;
  const { batch, height, width, channels, size } = shape;
  const reach = (size - 1) / 2;
  let from = 0;
  for (let b = 0; b < batch; b++) {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        for (let i = row - reach; i <= row + reach; i++) {
          for (let j = column - reach; j <= column + reach; j++, from += channels) {
            if (i < 0 || i >= height || j < 0 || j >= width) continue;
            const to = ((b * height + i) * width + j) * channels;
            for (let c = 0; c < channels; c++) dp[to + c] += g[from + c];
          }
        }
      }
    }
  }
}
