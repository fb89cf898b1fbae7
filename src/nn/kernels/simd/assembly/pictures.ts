/** Pictures that are steered, halved and doubled. Channels last; `wide` is a pixel in bytes. */
import { loadLast, storeLast, whole } from './vectors';

/** out = x · (1 + gain) + shift; film holds the gains and then the shifts of a picture. */
export function modulate(out: usize, x: usize, film: usize, batch: i32, pixels: i32, wide: usize): void {
  const end = whole(wide);
  const one = f32x4.splat(1);
  for (let b = 0; b < batch; b++, film += 2 * wide) {
    const shift = film + wide;
    for (let p = 0; p < pixels; p++, out += wide, x += wide) {
      for (let j: usize = 0; j < end; j += 16) {
        const gain = f32x4.add(one, v128.load(film + j));
        v128.store(out + j, f32x4.add(f32x4.mul(v128.load(x + j), gain), v128.load(shift + j)));
      }
      for (let j = end; j < wide; j += 4) {
        store<f32>(out + j, load<f32>(x + j) * (1 + load<f32>(film + j)) + load<f32>(shift + j));
      }
    }
  }
}

/** dx += dy · (1 + gain) */
export function modulateGradX(dx: usize, dy: usize, film: usize, batch: i32, pixels: i32, wide: usize): void {
  const end = whole(wide);
  const one = f32x4.splat(1);
  for (let b = 0; b < batch; b++, film += 2 * wide) {
    for (let p = 0; p < pixels; p++, dx += wide, dy += wide) {
      for (let j: usize = 0; j < end; j += 16) {
        const gain = f32x4.add(one, v128.load(film + j));
        v128.store(dx + j, f32x4.add(v128.load(dx + j), f32x4.mul(v128.load(dy + j), gain)));
      }
      for (let j = end; j < wide; j += 4) {
        store<f32>(dx + j, load<f32>(dx + j) + load<f32>(dy + j) * (1 + load<f32>(film + j)));
      }
    }
  }
}

/** dgain += Σ dy · x, dshift += Σ dy, over the pixels of a picture */
export function modulateGradFilm(dfilm: usize, dy: usize, x: usize, batch: i32, pixels: i32, wide: usize): void {
  const end = whole(wide);
  const size = <usize>pixels * wide;
  for (let b = 0; b < batch; b++, dfilm += 2 * wide, dy += size, x += size) {
    const dshift = dfilm + wide;
    for (let j: usize = 0; j < end; j += 16) {
      let gain = f32x4.splat(0);
      let shift = f32x4.splat(0);
      for (let i = j; i < size; i += wide) {
        const flow = v128.load(dy + i);
        gain = f32x4.add(gain, f32x4.mul(flow, v128.load(x + i)));
        shift = f32x4.add(shift, flow);
      }
      v128.store(dfilm + j, f32x4.add(v128.load(dfilm + j), gain));
      v128.store(dshift + j, f32x4.add(v128.load(dshift + j), shift));
    }
    for (let j = end; j < wide; j += 4) {
      let gain: f32 = 0;
      let shift: f32 = 0;
      for (let i = j; i < size; i += wide) {
        gain += load<f32>(dy + i) * load<f32>(x + i);
        shift += load<f32>(dy + i);
      }
      store<f32>(dfilm + j, load<f32>(dfilm + j) + gain);
      store<f32>(dshift + j, load<f32>(dshift + j) + shift);
    }
  }
}

/** Each pixel the mean of four, or added to it their sum times a quarter; `rows` × `columns` small pixels of all pictures. */
export function shrink(out: usize, x: usize, rows: i32, columns: i32, wide: usize, factor: f32, added: bool): void {
  const end = whole(wide);
  const line = 2 * <usize>columns * wide;
  const factors = f32x4.splat(factor);
  for (let r = 0; r < rows; r++, x += line) {
    for (let c = 0; c < columns; c++, out += wide, x += 2 * wide) {
      for (let j: usize = 0; j < end; j += 16) {
        const at = x + j;
        const upper = f32x4.add(v128.load(at), v128.load(at + wide));
        const lower = f32x4.add(v128.load(at + line), v128.load(at + line + wide));
        const y = f32x4.mul(f32x4.add(upper, lower), factors);
        v128.store(out + j, added ? f32x4.add(v128.load(out + j), y) : y);
      }
      if (end < wide) {
        const at = x + end;
        const left = wide - end;
        const upper = f32x4.add(loadLast(at, left), loadLast(at + wide, left));
        const lower = f32x4.add(loadLast(at + line, left), loadLast(at + line + wide, left));
        const y = f32x4.mul(f32x4.add(upper, lower), factors);
        storeLast(out + end, added ? f32x4.add(loadLast(out + end, left), y) : y, left);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function put(at: usize, y: v128, added: bool): void {
  v128.store(at, added ? f32x4.add(v128.load(at), y) : y);
}

// @ts-ignore: decorator
@inline
function putLast(at: usize, y: v128, added: bool, left: usize): void {
  storeLast(at, added ? f32x4.add(loadLast(at, left), y) : y, left);
}

/** Each small pixel four times, times a factor; or added to what is there. */
export function enlarge(out: usize, x: usize, rows: i32, columns: i32, wide: usize, factor: f32, added: bool): void {
  const end = whole(wide);
  const line = 2 * <usize>columns * wide;
  const factors = f32x4.splat(factor);
  for (let r = 0; r < rows; r++, out += line) {
    for (let c = 0; c < columns; c++, x += wide, out += 2 * wide) {
      for (let j: usize = 0; j < end; j += 16) {
        const y = f32x4.mul(v128.load(x + j), factors);
        put(out + j, y, added);
        put(out + j + wide, y, added);
        put(out + j + line, y, added);
        put(out + j + line + wide, y, added);
      }
      if (end < wide) {
        const left = wide - end;
        const y = f32x4.mul(loadLast(x + end, left), factors);
        putLast(out + end, y, added, left);
        putLast(out + end + wide, y, added, left);
        putLast(out + end + line, y, added, left);
        putLast(out + end + line + wide, y, added, left);
      }
    }
  }
}
