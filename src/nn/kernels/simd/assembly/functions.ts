/** Functions of four numbers at once, as polynomials of our own, so that they give the same numbers on every machine. Each
 *  is right to about two units in the last place, wherever its result is a normal number. The coefficients of exp, log and tanh are those of
 *  Cephes (Stephen Moshier), fitted for single precision. */

// @ts-ignore: decorator
@inline
function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** a · b + c */
// @ts-ignore: decorator
@inline
function affine(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** x = n · ln 2 + r: e^x = 2^n · e^r. Too large gives infinity, too small runs out into 0 through the subnormal numbers. */
export function exp(x: v128): v128 {
  // pmax and pmin are one instruction each, and let NaN through.
  const inside = f32x4.pmin(f32x4.pmax(x, splat(-104)), splat(89));
  const n = f32x4.nearest(f32x4.mul(inside, splat(1.44269504088896341)));
  let r = f32x4.sub(inside, f32x4.mul(n, splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, splat(2.12194440e-4)));
  let y = affine(splat(1.9875691500e-4), r, splat(1.3981999507e-3));
  y = affine(y, r, splat(8.3334519073e-3));
  y = affine(y, r, splat(4.1665795894e-2));
  y = affine(y, r, splat(1.6666665459e-1));
  y = affine(y, r, splat(5.0000001201e-1));
  y = f32x4.add(affine(y, f32x4.mul(r, r), r), splat(1));
  // 2^n in two halves, since 2^-149 and 2^128 have no exponent of their own.
  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const one = i32x4.splat(127);
  const first = i32x4.shl(i32x4.add(half, one), 23);
  const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), one), 23);
  return f32x4.mul(f32x4.mul(y, first), second);
}

/** The logarithm of positive numbers; of 0 it is −∞, of negative ones no number. */
export function log(x: v128): v128 {
  // Subnormal numbers are made normal first.
  const small = f32x4.lt(x, splat(1.17549435e-38));
  const scaled = v128.bitselect(f32x4.mul(x, splat(8388608)), x, small);
  let exponent = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(scaled, 23), i32x4.splat(126)));
  exponent = f32x4.sub(exponent, v128.and(small, splat(23)));
  // The number between 0.5 and 1, then between √½ and √2, less 1.
  let m = v128.or(v128.and(scaled, i32x4.splat(0x007fffff)), splat(0.5));
  const below = f32x4.lt(m, splat(0.707106781186547524));
  exponent = f32x4.sub(exponent, v128.and(below, splat(1)));
  m = f32x4.sub(f32x4.add(m, v128.and(below, m)), splat(1));
  const z = f32x4.mul(m, m);
  let y = affine(splat(7.0376836292e-2), m, splat(-1.1514610310e-1));
  y = affine(y, m, splat(1.1676998740e-1));
  y = affine(y, m, splat(-1.2420140846e-1));
  y = affine(y, m, splat(1.4249322787e-1));
  y = affine(y, m, splat(-1.6668057665e-1));
  y = affine(y, m, splat(2.0000714765e-1));
  y = affine(y, m, splat(-2.4999993993e-1));
  y = affine(y, m, splat(3.3333331174e-1));
  y = f32x4.mul(f32x4.mul(y, m), z);
  y = f32x4.add(y, f32x4.mul(exponent, splat(-2.12194440e-4)));
  y = f32x4.sub(y, f32x4.mul(z, splat(0.5)));
  let result = f32x4.add(f32x4.add(m, y), f32x4.mul(exponent, splat(0.693359375)));
  result = v128.bitselect(splat(-Infinity), result, f32x4.eq(x, splat(0)));
  result = v128.bitselect(x, result, f32x4.eq(x, splat(Infinity)));
  return v128.bitselect(result, splat(NaN), f32x4.ge(x, splat(0)));
}

/** Near 0 a polynomial, since 1 − 2 / (e^2x + 1) would lose its digits there. */
export function tanh(x: v128): v128 {
  const z = f32x4.mul(x, x);
  let y = affine(splat(-5.70498872745e-3), z, splat(2.06390887954e-2));
  y = affine(y, z, splat(-5.37397155531e-2));
  y = affine(y, z, splat(1.33314422036e-1));
  y = affine(y, z, splat(-3.33332819422e-1));
  y = affine(f32x4.mul(y, z), x, x);
  const size = f32x4.abs(x);
  const far = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp(f32x4.add(size, size)), splat(1))));
  const signed = v128.or(far, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(signed, y, f32x4.gt(size, splat(0.625)));
}

/** With e^−|x|, which does not overflow: 1 / (1 + e) on the right, e / (1 + e) on the left. */
export function sigmoid(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const above = v128.bitselect(e, splat(1), f32x4.lt(x, splat(0)));
  return f32x4.div(above, f32x4.add(splat(1), e));
}

/** log(1 + u) for u in [0, 1]: what 1 + u rounds off is put back. */
// @ts-ignore: decorator
@inline
function log1p(u: v128): v128 {
  const w = f32x4.add(splat(1), u);
  const lost = f32x4.sub(u, f32x4.sub(w, splat(1)));
  return f32x4.add(log(w), f32x4.div(lost, w));
}

/** log(1 + e^x) */
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.max(x, splat(0)), log1p(exp(f32x4.neg(f32x4.abs(x)))));
}

const twice: f32 = 1.5957691216057308; // 2·√(2/π)
const cubic: f32 = 0.044715;

/** ½(1 + tanh u) is the sigmoid of 2u. */
// @ts-ignore: decorator
@inline
function geluScore(x: v128): v128 {
  return f32x4.mul(f32x4.mul(x, splat(twice)), affine(f32x4.mul(x, x), splat(cubic), splat(1)));
}

export function gelu(x: v128): v128 {
  return f32x4.mul(x, sigmoid(geluScore(x)));
}

/** The sigmoid by which x was multiplied to give y, without computing it again; ½ where x is next to nothing. */
// @ts-ignore: decorator
@inline
function gate(x: v128, y: v128): v128 {
  return v128.bitselect(f32x4.div(y, x), splat(0.5), f32x4.gt(f32x4.abs(x), splat(1e-20)));
}

export function geluSlope(x: v128, y: v128): v128 {
  const s = gate(x, y);
  const inner = f32x4.mul(splat(twice), affine(f32x4.mul(x, x), splat(3 * cubic), splat(1)));
  return f32x4.mul(s, affine(f32x4.mul(x, f32x4.sub(splat(1), s)), inner, splat(1)));
}

export function silu(x: v128): v128 {
  return f32x4.mul(x, sigmoid(x));
}

export function siluSlope(x: v128, y: v128): v128 {
  const s = gate(x, y);
  return f32x4.mul(s, affine(x, f32x4.sub(splat(1), s), splat(1)));
}
