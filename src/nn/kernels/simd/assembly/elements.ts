/** Numbers one by one. `length` is in bytes. Each loop has a last turn for what does not fill a vector. */
import { gather, loadLast, storeLast, whole } from './vectors';

export function add(out: usize, a: usize, b: usize, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const av = v128.load(a + i);
    const bv = v128.load(b + i);
    v128.store(out + i, f32x4.add(av, bv));
  }
  if (end < length) {
    const left = length - end;
    const av = loadLast(a + end, left);
    const bv = loadLast(b + end, left);
    storeLast(out + end, f32x4.add(av, bv), left);
  }
}

export function multiply(out: usize, a: usize, b: usize, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const av = v128.load(a + i);
    const bv = v128.load(b + i);
    v128.store(out + i, f32x4.mul(av, bv));
  }
  if (end < length) {
    const left = length - end;
    const av = loadLast(a + end, left);
    const bv = loadLast(b + end, left);
    storeLast(out + end, f32x4.mul(av, bv), left);
  }
}

export function affine(out: usize, x: usize, scale: f32, shift: f32, length: usize): void {
  const scales = f32x4.splat(scale);
  const shifts = f32x4.splat(shift);
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const xv = v128.load(x + i);
    v128.store(out + i, f32x4.add(f32x4.mul(xv, scales), shifts));
  }
  if (end < length) {
    const left = length - end;
    const xv = loadLast(x + end, left);
    storeLast(out + end, f32x4.add(f32x4.mul(xv, scales), shifts), left);
  }
}

export function addScaled(out: usize, x: usize, scale: f32, length: usize): void {
  const scales = f32x4.splat(scale);
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const xv = v128.load(x + i);
    const y = v128.load(out + i);
    v128.store(out + i, f32x4.add(y, f32x4.mul(xv, scales)));
  }
  if (end < length) {
    const left = length - end;
    const xv = loadLast(x + end, left);
    const y = loadLast(out + end, left);
    storeLast(out + end, f32x4.add(y, f32x4.mul(xv, scales)), left);
  }
}

export function addProduct(out: usize, a: usize, b: usize, length: usize): void {
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const av = v128.load(a + i);
    const bv = v128.load(b + i);
    const y = v128.load(out + i);
    v128.store(out + i, f32x4.add(y, f32x4.mul(av, bv)));
  }
  if (end < length) {
    const left = length - end;
    const av = loadLast(a + end, left);
    const bv = loadLast(b + end, left);
    const y = loadLast(out + end, left);
    storeLast(out + end, f32x4.add(y, f32x4.mul(av, bv)), left);
  }
}

export function blend(out: usize, x: usize, share: f32, length: usize): void {
  const shares = f32x4.splat(share);
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) {
    const xv = v128.load(x + i);
    const y = v128.load(out + i);
    v128.store(out + i, f32x4.add(y, f32x4.mul(shares, f32x4.sub(xv, y))));
  }
  if (end < length) {
    const left = length - end;
    const xv = loadLast(x + end, left);
    const y = loadLast(out + end, left);
    storeLast(out + end, f32x4.add(y, f32x4.mul(shares, f32x4.sub(xv, y))), left);
  }
}

/** Summed in double precision. */
export function sum(x: usize, length: usize): f64 {
  let sums = f64x2.splat(0);
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) sums = gather(sums, v128.load(x + i));
  if (end < length) sums = gather(sums, loadLast(x + end, length - end));
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** Summed in double precision, of products in single. */
export function dot(a: usize, b: usize, length: usize): f64 {
  let sums = f64x2.splat(0);
  const end = whole(length);
  for (let i: usize = 0; i < end; i += 16) sums = gather(sums, f32x4.mul(v128.load(a + i), v128.load(b + i)));
  if (end < length) {
    const left = length - end;
    sums = gather(sums, f32x4.mul(loadLast(a + end, left), loadLast(b + end, left)));
  }
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}
