/** Normal numbers by the very method and from the very stream of ../../random.ts (sfc32, Marsaglia's polar method), so that a
 *  seed gives the same numbers, but for the last digit of a logarithm. */

let a: i32 = 0;
let b: i32 = 0;
let c: i32 = 0;
let counter: i32 = 0;

// @ts-ignore: decorator
@inline
function bits(): u32 {
  const sum = a + b + counter;
  counter++;
  a = b ^ (<i32>(<u32>b >>> 9));
  b = c + (c << 3);
  c = rotl<i32>(c, 21) + sum;
  return <u32>sum;
}

/** The logarithm in double precision: x = 2^n · m, and a series in s = (m − 1) / (m + 1). */
function log(x: f64): f64 {
  const pattern = reinterpret<u64>(x);
  let n = <f64>(<i64>(pattern >> 52) - 1023);
  let m = reinterpret<f64>((pattern & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    n += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  // 2·(s + s³/3 + s⁵/5 + …); |s| is below 0.172, so that the 11th term is below 1e-17
  let sum: f64 = 1.0 / 21;
  sum = sum * z + 1.0 / 19;
  sum = sum * z + 1.0 / 17;
  sum = sum * z + 1.0 / 15;
  sum = sum * z + 1.0 / 13;
  sum = sum * z + 1.0 / 11;
  sum = sum * z + 1.0 / 9;
  sum = sum * z + 1.0 / 7;
  sum = sum * z + 1.0 / 5;
  sum = sum * z + 1.0 / 3;
  return n * 0.6931471805599453 + 2 * (s + s * z * sum);
}

const scale: f64 = 1.0 / 4294967296.0;

/** `state`: the four words of the generator, then in double precision the spare number of a pair, if `spare` is not 0; it is
 *  left as the generator stands afterwards. Says whether there is a spare number. */
export function normals(out: usize, count: i32, state: usize, spare: bool): bool {
  a = load<i32>(state, 0);
  b = load<i32>(state, 4);
  c = load<i32>(state, 8);
  counter = load<i32>(state, 12);
  let i = 0;
  if (spare && count > 0) {
    store<f32>(out, <f32>load<f64>(state, 16));
    spare = false;
    i = 1;
  }
  while (i < count) {
    const x = 2 * (<f64>bits() * scale) - 1;
    const y = 2 * (<f64>bits() * scale) - 1;
    const r = x * x + y * y;
    if (r >= 1 || r == 0) continue;
    const stretch = Math.sqrt((-2 * log(r)) / r);
    store<f32>(out + (<usize>i << 2), <f32>(x * stretch));
    if (++i < count) {
      store<f32>(out + (<usize>i << 2), <f32>(y * stretch));
      i++;
    } else {
      store<f64>(state, y * stretch, 16);
      spare = true;
    }
  }
  store<i32>(state, a, 0);
  store<i32>(state, b, 4);
  store<i32>(state, c, 8);
  store<i32>(state, counter, 12);
  return spare;
}
