/** A step of time as numbers that a network can tell apart: waves, from slow to fast, as in Vaswani et al. 2017. */
import { cosine } from '../../nn/schedule.ts';

const waves = 16;
/** Two numbers for each wave. */
export const timeFeatures = 2 * waves;

/** Writes cosine and sine of each wave into `out` from place `at` on. The slowest makes a quarter turn from 0 to `steps`, each
 *  further one is √2 times as fast. */
export function writeTime(out: Float32Array | Float64Array, at: number, t: number, steps: number): void {
  let angle = ((Math.PI / 2) * t) / steps;
  for (let i = 0; i < waves; i++) {
    out[at + 2 * i] = cosineOf(angle);
    out[at + 2 * i + 1] = cosineOf(angle + 1.5 * Math.PI); // sin(x) = cos(x − π/2)
    angle *= Math.SQRT2;
  }
}

/** cos(x) for x from 0 up, the same on every engine. */
function cosineOf(x: number): number {
  const turn = x % (2 * Math.PI);
  return turn > Math.PI ? cosine(2 * Math.PI - turn) : cosine(turn);
}
