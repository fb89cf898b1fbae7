/** Functions that bend, and their slopes. `length` is in bytes; kinds are numbered as in ../simd.ts. */
import { exp, gelu, geluSlope, log, sigmoid, silu, siluSlope, softplus, tanh } from './functions';
import { loadLast, storeLast, whole } from './vectors';

// @ts-ignore: decorator
@inline
function leakySlope(x: v128): v128 {
  return v128.bitselect(f32x4.splat(1), f32x4.splat(0.2), f32x4.gt(x, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
function bend(kind: i32, x: v128): v128 {
  switch (kind) {
    case 0:
      return f32x4.mul(x, leakySlope(x));
    case 1:
      return f32x4.max(x, f32x4.splat(0));
    case 2:
      return gelu(x);
    case 3:
      return silu(x);
    case 4:
      return tanh(x);
    case 5:
      return sigmoid(x);
    case 6:
      return softplus(x);
    case 7:
      return exp(x);
    case 8:
      return log(x);
    case 9:
      return f32x4.sqrt(x);
    default:
      return f32x4.mul(x, x);
  }
}

/** f′(x), with y = f(x) at hand. */
// @ts-ignore: decorator
@inline
function slope(kind: i32, x: v128, y: v128): v128 {
  const one = f32x4.splat(1);
  switch (kind) {
    case 0:
      return leakySlope(x);
    case 1:
      return v128.and(one, f32x4.gt(x, f32x4.splat(0)));
    case 2:
      return geluSlope(x, y);
    case 3:
      return siluSlope(x, y);
    case 4:
      return f32x4.sub(one, f32x4.mul(y, y));
    case 5:
      return f32x4.mul(y, f32x4.sub(one, y));
    case 6:
      return sigmoid(x);
    case 7:
      return y;
    case 8:
      return f32x4.div(one, x);
    case 9:
      return f32x4.div(f32x4.splat(0.5), y);
    default:
      return f32x4.add(x, x);
  }
}

export function activate(kind: i32, out: usize, x: usize, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) v128.store(out + i, bend(kind, v128.load(x + i)));
  if (end < length) storeLast(out + end, bend(kind, loadLast(x + end, length - end)), length - end);
}

/** dx += dy · f′(x) */
export function activateGrad(kind: i32, dx: usize, dy: usize, x: usize, y: usize, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const flow = f32x4.mul(v128.load(dy + i), slope(kind, v128.load(x + i), v128.load(y + i)));
    v128.store(dx + i, f32x4.add(v128.load(dx + i), flow));
  }
  if (end < length) {
    const left = length - end;
    const flow = f32x4.mul(loadLast(dy + end, left), slope(kind, loadLast(x + end, left), loadLast(y + end, left)));
    storeLast(dx + end, f32x4.add(loadLast(dx + end, left), flow), left);
  }
}

/** out = t · LeakyReLU′(x), or added to what is there. */
export function leakyGate(out: usize, t: usize, x: usize, added: bool, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const passed = f32x4.mul(v128.load(t + i), leakySlope(v128.load(x + i)));
    v128.store(out + i, added ? f32x4.add(v128.load(out + i), passed) : passed);
  }
  if (end < length) {
    const left = length - end;
    const passed = f32x4.mul(loadLast(t + end, left), leakySlope(loadLast(x + end, left)));
    storeLast(out + end, added ? f32x4.add(loadLast(out + end, left), passed) : passed, left);
  }
}
