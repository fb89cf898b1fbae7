/** Rows, and groups of channels, with mean 0 and deviation 1. Sums of a row run in four lanes, then in double precision. */
import { room } from './scratch';
import { gather, loadLast, storeLast, whole } from './vectors';

/** Layer normalisation: each row by itself; RMS normalisation if not `centred`. `wide` in bytes. */
export function normalize(
  out: usize,
  inverse: usize,
  x: usize,
  epsilon: f32,
  wide: usize,
  rows: i32,
  centred: bool,
): void {
  const end = whole(wide);
  const columns = <f64>(wide >> 2);
  for (let i = 0; i < rows; i++, out += wide, x += wide) {
    let sums = f64x2.splat(0);
    for (let j: usize = 0; j < end; j += 16) sums = gather(sums, v128.load(x + j));
    if (end < wide) sums = gather(sums, loadLast(x + end, wide - end));
    const mean = centred ? <f32>((f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)) / columns) : 0;
    const means = f32x4.splat(mean);
    sums = f64x2.splat(0);
    for (let j: usize = 0; j < end; j += 16) {
      const off = f32x4.sub(v128.load(x + j), means);
      v128.store(out + j, off);
      sums = gather(sums, f32x4.mul(off, off));
    }
    for (let j = end; j < wide; j += 4) {
      const off = load<f32>(x + j) - mean;
      store<f32>(out + j, off);
      sums = f64x2.add(sums, f64x2(<f64>off * <f64>off, 0));
    }
    const variance = (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)) / columns;
    const shrink = <f32>(1 / Math.sqrt(variance + <f64>epsilon));
    const shrinks = f32x4.splat(shrink);
    for (let j: usize = 0; j < end; j += 16) v128.store(out + j, f32x4.mul(v128.load(out + j), shrinks));
    for (let j = end; j < wide; j += 4) store<f32>(out + j, load<f32>(out + j) * shrink);
    store<f32>(inverse + (<usize>i << 2), shrink);
  }
}

export function normalizeGrad(
  dx: usize,
  dy: usize,
  y: usize,
  inverse: usize,
  wide: usize,
  rows: i32,
  centred: bool,
): void {
  const end = whole(wide);
  const columns = <f64>(wide >> 2);
  for (let i = 0; i < rows; i++, dx += wide, dy += wide, y += wide) {
    let sums = f64x2.splat(0);
    let products = f64x2.splat(0);
    for (let j: usize = 0; j < end; j += 16) {
      const flow = v128.load(dy + j);
      sums = gather(sums, flow);
      products = gather(products, f32x4.mul(flow, v128.load(y + j)));
    }
    if (end < wide) {
      const flow = loadLast(dy + end, wide - end);
      sums = gather(sums, flow);
      products = gather(products, f32x4.mul(flow, loadLast(y + end, wide - end)));
    }
    const average = (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1)) / columns;
    const mean = f32x4.splat(centred ? <f32>average : 0);
    const along = f32x4.splat(<f32>((f64x2.extract_lane(products, 0) + f64x2.extract_lane(products, 1)) / columns));
    const shrink = v128.load32_splat(inverse + (<usize>i << 2));
    for (let j: usize = 0; j < end; j += 16) {
      const rest = f32x4.sub(f32x4.sub(v128.load(dy + j), mean), f32x4.mul(v128.load(y + j), along));
      v128.store(dx + j, f32x4.add(v128.load(dx + j), f32x4.mul(shrink, rest)));
    }
    if (end < wide) {
      const left = wide - end;
      const rest = f32x4.sub(f32x4.sub(loadLast(dy + end, left), mean), f32x4.mul(loadLast(y + end, left), along));
      storeLast(dx + end, f32x4.add(loadLast(dx + end, left), f32x4.mul(shrink, rest)), left);
    }
  }
}

/** Sums over the pixels of a picture are taken channel by channel, in stretches of so many. */
const stretch = 64;

/** sums [channels, double] += x − shift, squared if so wanted, over all pixels; shift and sums lie channel by channel. */
function sumChannels(sums: usize, x: usize, shift: usize, squared: bool, pixels: i32, wide: usize): void {
  const end = whole(wide);
  for (let from = 0; from < pixels; from += stretch) {
    const stop = x + <usize>min(pixels, from + stretch) * wide;
    const start = x + <usize>from * wide;
    for (let j: usize = 0; j < end; j += 16) {
      const s = v128.load(shift + j);
      let sum = f32x4.splat(0);
      for (let i = start + j; i < stop; i += wide) {
        const off = f32x4.sub(v128.load(i), s);
        sum = f32x4.add(sum, squared ? f32x4.mul(off, off) : off);
      }
      addDouble(sums + 2 * j, sum);
    }
    for (let j = end; j < wide; j += 4) {
      const s = load<f32>(shift + j);
      let sum: f32 = 0;
      for (let i = start + j; i < stop; i += wide) {
        const off = load<f32>(i) - s;
        sum += squared ? off * off : off;
      }
      store<f64>(sums + 2 * j, load<f64>(sums + 2 * j) + <f64>sum);
    }
  }
}

/** Group normalisation. Room: two rows of channels, and as many sums in double precision. */
export function normalizeGroups(
  out: usize,
  inverse: usize,
  x: usize,
  epsilon: f32,
  batch: i32,
  pixels: i32,
  channels: i32,
  groups: i32,
): void {
  const wide = <usize>channels << 2;
  const end = whole(wide);
  const width = channels / groups;
  const count = <f64>(pixels * width);
  const sums = room();
  const means = sums + 2 * wide;
  const shrinks = means + wide + 16;
  for (let b = 0; b < batch; b++) {
    memory.fill(means, 0, wide);
    memory.fill(sums, 0, 2 * wide);
    sumChannels(sums, x, means, false, pixels, wide);
    for (let g = 0; g < groups; g++) {
      let sum: f64 = 0;
      for (let c = g * width; c < (g + 1) * width; c++) sum += load<f64>(sums + (<usize>c << 3));
      for (let c = g * width; c < (g + 1) * width; c++) store<f32>(means + (<usize>c << 2), <f32>(sum / count));
    }
    memory.fill(sums, 0, 2 * wide);
    sumChannels(sums, x, means, true, pixels, wide);
    for (let g = 0; g < groups; g++) {
      let sum: f64 = 0;
      for (let c = g * width; c < (g + 1) * width; c++) sum += load<f64>(sums + (<usize>c << 3));
      const shrink = <f32>(1 / Math.sqrt(sum / count + <f64>epsilon));
      for (let c = g * width; c < (g + 1) * width; c++) store<f32>(shrinks + (<usize>c << 2), shrink);
      store<f32>(inverse + (<usize>(b * groups + g) << 2), shrink);
    }
    for (let p = 0; p < pixels; p++, x += wide, out += wide) {
      for (let j: usize = 0; j < end; j += 16) {
        v128.store(out + j, f32x4.mul(f32x4.sub(v128.load(x + j), v128.load(means + j)), v128.load(shrinks + j)));
      }
      for (let j = end; j < wide; j += 4) {
        store<f32>(out + j, (load<f32>(x + j) - load<f32>(means + j)) * load<f32>(shrinks + j));
      }
    }
  }
}

/** sums [channels, double]: of dy, and after them of dy · y. */
function sumFlows(sums: usize, dy: usize, y: usize, pixels: i32, wide: usize): void {
  const end = whole(wide);
  for (let from = 0; from < pixels; from += stretch) {
    const start = <usize>from * wide;
    const stop = <usize>min(pixels, from + stretch) * wide;
    for (let j: usize = 0; j < end; j += 16) {
      let sum = f32x4.splat(0);
      let product = f32x4.splat(0);
      for (let i = start + j; i < stop; i += wide) {
        const flow = v128.load(dy + i);
        sum = f32x4.add(sum, flow);
        product = f32x4.add(product, f32x4.mul(flow, v128.load(y + i)));
      }
      addDouble(sums + 2 * j, sum);
      addDouble(sums + 2 * (wide + j), product);
    }
    for (let j = end; j < wide; j += 4) {
      let sum: f32 = 0;
      let product: f32 = 0;
      for (let i = start + j; i < stop; i += wide) {
        sum += load<f32>(dy + i);
        product += load<f32>(dy + i) * load<f32>(y + i);
      }
      store<f64>(sums + 2 * j, load<f64>(sums + 2 * j) + <f64>sum);
      store<f64>(sums + 2 * (wide + j), load<f64>(sums + 2 * (wide + j)) + <f64>product);
    }
  }
}

// @ts-ignore: decorator
@inline
function addDouble(at: usize, v: v128): void {
  v128.store(at, f64x2.add(v128.load(at), f64x2.promote_low_f32x4(v)));
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
  v128.store(at + 16, f64x2.add(v128.load(at + 16), high));
}

/** dx += inverse · (dy − mean(dy) − y · mean(dy · y)), means over a group. */
export function normalizeGroupsGrad(
  dx: usize,
  dy: usize,
  y: usize,
  inverse: usize,
  batch: i32,
  pixels: i32,
  channels: i32,
  groups: i32,
): void {
  const wide = <usize>channels << 2;
  const end = whole(wide);
  const width = channels / groups;
  const count = <f64>(pixels * width);
  const sums = room();
  const means = sums + 4 * wide;
  const alongs = means + wide + 16;
  const shrinks = alongs + wide + 16;
  for (let b = 0; b < batch; b++) {
    memory.fill(sums, 0, 4 * wide);
    sumFlows(sums, dy, y, pixels, wide);
    for (let g = 0; g < groups; g++) {
      let sum: f64 = 0;
      let product: f64 = 0;
      for (let c = g * width; c < (g + 1) * width; c++) {
        sum += load<f64>(sums + (<usize>c << 3));
        product += load<f64>(sums + 2 * wide + (<usize>c << 3));
      }
      const shrink = load<f32>(inverse + (<usize>(b * groups + g) << 2));
      for (let c = g * width; c < (g + 1) * width; c++) {
        store<f32>(means + (<usize>c << 2), <f32>(sum / count));
        store<f32>(alongs + (<usize>c << 2), <f32>(product / count));
        store<f32>(shrinks + (<usize>c << 2), shrink);
      }
    }
    for (let p = 0; p < pixels; p++, dx += wide, dy += wide, y += wide) {
      for (let j: usize = 0; j < end; j += 16) {
        const along = f32x4.mul(v128.load(y + j), v128.load(alongs + j));
        const rest = f32x4.sub(f32x4.sub(v128.load(dy + j), v128.load(means + j)), along);
        v128.store(dx + j, f32x4.add(v128.load(dx + j), f32x4.mul(v128.load(shrinks + j), rest)));
      }
      for (let j = end; j < wide; j += 4) {
        const rest = load<f32>(dy + j) - load<f32>(means + j) - load<f32>(y + j) * load<f32>(alongs + j);
        store<f32>(dx + j, load<f32>(dx + j) + load<f32>(shrinks + j) * rest);
      }
    }
  }
}
