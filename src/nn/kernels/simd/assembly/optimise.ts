/** Adam (Kingma & Ba 2015) with decoupled weight decay. `length` is in bytes. */
import { loadLast, storeLast, whole } from './vectors';

// @ts-ignore: decorator
@inline
function average(old: v128, x: v128, kept: f32): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(kept), old), f32x4.mul(f32x4.splat(1 - kept), x));
}

// @ts-ignore: decorator
@inline
function moved(w: v128, m: v128, v: v128, kept: f32, step: f32, scale: f32, epsilon: f32): v128 {
  const size = f32x4.add(f32x4.sqrt(f32x4.mul(f32x4.splat(scale), v)), f32x4.splat(epsilon));
  return f32x4.sub(f32x4.mul(f32x4.splat(kept), w), f32x4.div(f32x4.mul(f32x4.splat(step), m), size));
}

/** step: rate / correction1; scale: 1 / correction2; kept: what decay leaves of a weight */
export function adam(
  w: usize,
  g: usize,
  m: usize,
  v: usize,
  step: f32,
  scale: f32,
  kept: f32,
  beta1: f32,
  beta2: f32,
  epsilon: f32,
  length: usize,
): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const slope = v128.load(g + i);
    const mean = average(v128.load(m + i), slope, beta1);
    const square = average(v128.load(v + i), f32x4.mul(slope, slope), beta2);
    v128.store(m + i, mean);
    v128.store(v + i, square);
    v128.store(w + i, moved(v128.load(w + i), mean, square, kept, step, scale, epsilon));
  }
  if (end < length) {
    const left = length - end;
    const slope = loadLast(g + end, left);
    const mean = average(loadLast(m + end, left), slope, beta1);
    const square = average(loadLast(v + end, left), f32x4.mul(slope, slope), beta2);
    storeLast(m + end, mean, left);
    storeLast(v + end, square, left);
    storeLast(w + end, moved(loadLast(w + end, left), mean, square, kept, step, scale, epsilon), left);
  }
}
