/** The bell curve: its density, and the share of it that lies below a number. */

/** e^(−x²/2) / √(2π) */
export const normalDensity = (x: number): number => 0.3989422804014327 * Math.exp(-0.5 * x * x);

/** The share of standard normal numbers below x, to 1e-15: ½ + φ(x) · (x + x³/3 + x⁵/(3·5) + …). */
export function normalCdf(x: number): number {
  if (x > 9) return 1;
  if (x < -9) return 0;
  let term = x;
  let total = x;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(total); k += 2) {
    term *= (x * x) / k;
    total += term;
  }
  return 0.5 + normalDensity(x) * total;
}
