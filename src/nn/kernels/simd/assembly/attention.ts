/** Attention, head by head, as matrix products over queries, keys and values where they lie. If it is causal, what lies beyond
 *  the present is computed with the rest of a tile and thrown away. Room: what ./matmul.ts needs, and after it a square of scores. */
import { dots, fewRows, product } from './matmul';
import { softmaxGradRow, softmaxRow } from './softmax';

/** Rows of queries that go through the products together: those beyond the last of them are left out. */
const block = 16;

function scaleAll(x: usize, factor: f32, count: i32): void {
  const factors = f32x4.splat(factor);
  let i = 0;
  for (; i + 4 <= count; i += 4, x += 16) v128.store(x, f32x4.mul(v128.load(x), factors));
  for (; i < count; i++, x += 4) store<f32>(x, load<f32>(x) * factor);
}

/** Queries of the tokens from `from` on. */
export function attention(
  out: usize,
  probs: usize,
  qkv: usize,
  batch: i32,
  time: i32,
  heads: i32,
  size: i32,
  from: i32,
  causal: bool,
): void {
  const wide = <usize>(heads * size) << 2;
  const row = 3 * wide;
  const line = <usize>time << 2;
  const factor = <f32>(1 / Math.sqrt(<f64>size));
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const query = qkv + <usize>(b * time) * row + (<usize>(h * size) << 2);
      const key = query + wide;
      const value = key + wide;
      const answer = out + <usize>(b * time) * wide + (<usize>(h * size) << 2);
      const square = probs + <usize>((b * heads + h) * time) * line;
      for (let t = from; t < time; t += block) {
        const rows = min(block, time - t);
        const seen = causal ? t + rows : time;
        const scores = square + <usize>t * line;
        // One token that asks: what it looks at is used once, so it is not packed.
        if (rows == 1) dots(scores, line, query + <usize>t * row, row, key, row, 1, size, seen, false);
        else product(scores, line, query + <usize>t * row, row, 4, key, 4, row, rows, size, seen, false);
        for (let i = 0; i < rows; i++) {
          const at = scores + <usize>i * line;
          const past = causal ? t + i + 1 : time;
          scaleAll(at, factor, past);
          softmaxRow(at, at, <usize>past << 2);
          memory.fill(at + (<usize>past << 2), 0, <usize>(time - past) << 2);
        }
        const to = answer + <usize>t * wide;
        if (rows == 1) fewRows(to, wide, scores, line, 4, value, row, 1, seen, size, false);
        else product(to, wide, scores, line, 4, value, row, 4, rows, seen, size, false);
      }
    }
  }
}

/** Causal or not: what was not looked at has the weight 0. `square`: room for time × time numbers. */
export function attentionGrad(
  dqkv: usize,
  dy: usize,
  probs: usize,
  qkv: usize,
  square: usize,
  batch: i32,
  time: i32,
  heads: i32,
  size: i32,
): void {
  const wide = <usize>(heads * size) << 2;
  const row = 3 * wide;
  const line = <usize>time << 2;
  const factor = <f32>(1 / Math.sqrt(<f64>size));
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      const at = <usize>(b * time) * row + (<usize>(h * size) << 2);
      const flow = dy + <usize>(b * time) * wide + (<usize>(h * size) << 2);
      const seen = probs + <usize>((b * heads + h) * time) * line;
      // dV += Pᵀ · dY; dP = dY · Vᵀ; then through the softmax; dQ += dS · K; dK += dSᵀ · Q
      product(dqkv + at + 2 * wide, row, seen, 4, line, flow, wide, 4, time, time, size, true);
      product(square, line, flow, wide, 4, qkv + at + 2 * wide, 4, row, time, size, time, false);
      for (let t = 0; t < time; t++) {
        const scores = square + <usize>t * line;
        softmaxGradRow(scores, scores, seen + <usize>t * line, factor, line, false);
      }
      product(dqkv + at, row, square, line, 4, qkv + at + wide, row, 4, time, time, size, true);
      product(dqkv + at + wide, row, square, 4, line, qkv + at, row, 4, time, time, size, true);
    }
  }
}
