/** One row for all rows. Sizes are in bytes. */
import { loadLast, storeLast, whole } from './vectors';

export function addRow(out: usize, x: usize, row: usize, wide: usize, length: usize): void {
  const end = whole(wide);
  for (let stop = out + length; out < stop; out += wide, x += wide) {
    for (let j: usize = 0; j < end; j += 16) {
      v128.store(out + j, f32x4.add(v128.load(x + j), v128.load(row + j)));
    }
    if (end < wide) {
      const left = wide - end;
      storeLast(out + end, f32x4.add(loadLast(x + end, left), loadLast(row + end, left)), left);
    }
  }
}

export function multiplyRow(out: usize, x: usize, row: usize, wide: usize, length: usize): void {
  const end = whole(wide);
  for (let stop = out + length; out < stop; out += wide, x += wide) {
    for (let j: usize = 0; j < end; j += 16) {
      v128.store(out + j, f32x4.mul(v128.load(x + j), v128.load(row + j)));
    }
    if (end < wide) {
      const left = wide - end;
      storeLast(out + end, f32x4.mul(loadLast(x + end, left), loadLast(row + end, left)), left);
    }
  }
}

export function addProductRow(out: usize, x: usize, row: usize, wide: usize, length: usize): void {
  const end = whole(wide);
  for (let stop = out + length; out < stop; out += wide, x += wide) {
    for (let j: usize = 0; j < end; j += 16) {
      const y = v128.load(out + j);
      v128.store(out + j, f32x4.add(y, f32x4.mul(v128.load(x + j), v128.load(row + j))));
    }
    if (end < wide) {
      const left = wide - end;
      const y = loadLast(out + end, left);
      storeLast(out + end, f32x4.add(y, f32x4.mul(loadLast(x + end, left), loadLast(row + end, left))), left);
    }
  }
}

/** Rows are summed in stretches of so many, so that a long sum loses little. */
const stretch: usize = 64;

/** row += the rows of x */
export function sumRows(row: usize, x: usize, wide: usize, length: usize): void {
  const end = whole(wide);
  for (let start: usize = 0; start < length; start += stretch * wide) {
    const stop = min(length, start + stretch * wide);
    for (let j: usize = 0; j < end; j += 16) {
      let sums = f32x4.splat(0);
      for (let i = start + j; i < stop; i += wide) sums = f32x4.add(sums, v128.load(x + i));
      v128.store(row + j, f32x4.add(v128.load(row + j), sums));
    }
    for (let j = end; j < wide; j += 4) {
      let sum: f32 = 0;
      for (let i = start + j; i < stop; i += wide) sum += load<f32>(x + i);
      store<f32>(row + j, load<f32>(row + j) + sum);
    }
  }
}

/** row += the rows of a · b */
export function sumProductRows(row: usize, a: usize, b: usize, wide: usize, length: usize): void {
  const end = whole(wide);
  for (let start: usize = 0; start < length; start += stretch * wide) {
    const stop = min(length, start + stretch * wide);
    for (let j: usize = 0; j < end; j += 16) {
      let sums = f32x4.splat(0);
      for (let i = start + j; i < stop; i += wide) sums = f32x4.add(sums, f32x4.mul(v128.load(a + i), v128.load(b + i)));
      v128.store(row + j, f32x4.add(v128.load(row + j), sums));
    }
    for (let j = end; j < wide; j += 4) {
      let sum: f32 = 0;
      for (let i = start + j; i < stop; i += wide) sum += load<f32>(a + i) * load<f32>(b + i);
      store<f32>(row + j, load<f32>(row + j) + sum);
    }
  }
}
