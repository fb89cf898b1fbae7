/** Learning rates that change on the way: long steps first, short ones at the end. `step` counts from 0. */

/** From 1 down to 0. */
export const linearDecay = (step: number, steps: number): number => Math.max(0, 1 - step / steps);

/** Up in a line over `warmup` steps, then down to `floor` along a half cosine (Loshchilov & Hutter 2017). */
export function cosineDecay(step: number, steps: number, warmup = 0, floor = 0): number {
  if (step < warmup) return (step + 1) / warmup;
  const done = Math.min(1, (step - warmup) / Math.max(1, steps - warmup));
  return floor + (1 - floor) * 0.5 * (1 + cosine(Math.PI * done));
}

/** cos(x) for x in [0, π], to 1e-15. Math.cos differs in the last digit between engines, and training must not. */
export function cosine(x: number): number {
  if (x > Math.PI / 2) return -cosine(Math.PI - x);
  const square = x * x;
  let term = 1;
  let total = 1;
  for (let k = 1; k <= 12; k++) {
    term *= -square / ((2 * k - 1) * (2 * k));
    total += term;
  }
  return total;
}
