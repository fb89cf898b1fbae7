/** Convolutions as products whose rows overlap: in a picture with an empty margin, what a filter sees in one row of its
 *  square lies side by side. Nothing is copied but the picture itself. */
import { room } from './scratch';
import { band, pack, packAll, panelWidth } from './tile';

/** A picture [height, width, channels] with a margin of `reach` zeros around it. */
function pad(out: usize, x: usize, height: i32, width: i32, channels: i32, reach: i32): void {
  const row = <usize>(width * channels) << 2;
  const side = <usize>(reach * channels) << 2;
  const band = <usize>reach * (row + 2 * side);
  memory.fill(out, 0, band);
  out += band;
  for (let i = 0; i < height; i++) {
    memory.fill(out, 0, side);
    memory.copy(out + side, x, row);
    memory.fill(out + side + row, 0, side);
    out += row + 2 * side;
    x += row;
  }
  memory.fill(out, 0, band);
}

/** out [batch, height, width, filters], from panels of eight filters each that are packed at `panels`, and room for a padded
 *  picture at `padded`. */
function slide(
  out: usize,
  x: usize,
  panels: usize,
  padded: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filters: i32,
  size: i32,
  added: bool,
): void {
  const reach = (size - 1) >> 1;
  const pixels = height * width;
  const pixel = <usize>channels << 2;
  const row = <usize>(width + 2 * reach) * pixel;
  const wide = <usize>filters << 2;
  const seen = size * channels;
  for (let p = 0; p < batch; p++) {
    pad(padded, x, height, width, channels, reach);
    // From the last pixel of a row to the first of the next there is a margin to be crossed.
    let at = padded;
    let column = 0;
    const margin = <usize>(2 * reach) * pixel;
    for (let i = 0; i < pixels; i += 4) {
      const a0 = at;
      at += ++column % width == 0 ? pixel + margin : pixel;
      const a1 = i + 1 < pixels ? at : a0;
      at += ++column % width == 0 ? pixel + margin : pixel;
      const a2 = i + 2 < pixels ? at : a0;
      at += ++column % width == 0 ? pixel + margin : pixel;
      const a3 = i + 3 < pixels ? at : a0;
      at += ++column % width == 0 ? pixel + margin : pixel;
      band(out + <usize>i * wide, wide, a0, a1, a2, a3, 4, size, seen, row, panels, min(4, pixels - i), filters, added);
    }
    out += <usize>pixels * wide;
    x += <usize>pixels * pixel;
  }
}

/** out [batch, height, width, filters] */
export function convolve(
  out: usize,
  x: usize,
  weights: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filters: i32,
  size: i32,
): void {
  const down = <usize>filters << 2;
  const end = packAll(room(), weights, size * size * channels, down, 4, filters);
  slide(out, x, room(), end, batch, height, width, channels, filters, size, false);
}

/** dx += what flows back: the same with dy for x, the squares turned round, and filters and channels exchanged. */
export function convolveGradX(
  dx: usize,
  dy: usize,
  weights: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filters: i32,
  size: i32,
): void {
  const right = <usize>filters << 2;
  let end = room();
  for (let c = 0; c < channels; ) {
    const width = panelWidth(channels - c);
    for (let place = size * size - 1; place >= 0; place--) {
      const from = weights + <usize>(place * channels + c) * right;
      end = pack(end, from, filters, 4, right, min(width, channels - c), width);
    }
    c += width;
  }
  slide(dx, dy, room(), end, batch, height, width, filters, channels, size, true);
}

/** dweights += each number that was seen times what the filter should have said, over all pixels. */
export function convolveGradWeights(
  dweights: usize,
  dy: usize,
  x: usize,
  batch: i32,
  height: i32,
  width: i32,
  channels: i32,
  filters: i32,
  size: i32,
): void {
  const reach = (size - 1) >> 1;
  const pixels = height * width;
  const pixel = <usize>channels << 2;
  const row = <usize>(width + 2 * reach) * pixel;
  const wide = <usize>filters << 2;
  const seen = size * channels;
  const panels = room();
  const padded = panels + <usize>(pixels * ((filters + 7) & ~7)) * 4;
  for (let p = 0; p < batch; p++) {
    pad(padded, x, height, width, channels, reach);
    packAll(panels, dy, pixels, wide, 4, filters);
    for (let line = 0; line < size; line++) {
      for (let i = 0; i < seen; i += 4) {
        const rows = min(4, seen - i);
        const a0 = padded + <usize>line * row + (<usize>i << 2);
        const to = dweights + <usize>(line * seen + i) * wide;
        band(to, wide, a0, a0 + 4, a0 + 8, a0 + 12, pixel, height, width, row, panels, rows, filters, true);
      }
    }
    dy += <usize>pixels * wide;
    x += <usize>pixels * pixel;
  }
}
