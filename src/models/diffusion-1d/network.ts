/** The network: it sees a noisy number and how noisy it is, and says what the noise has done to it.
 *  Shapes: B batch, F features of the noise level. */
import type { Tensor } from '../../nn/graph.ts';
import { mlp, mlpParameters } from '../../nn/layers.ts';
import type { Weights } from '../../nn/parameters.ts';
import type { Numbers } from '../diffusion/denoiser.ts';
import { noiseLevel, type Schedule, signalLevel } from '../diffusion/schedule.ts';

const width = 32;
const layers = 4;
/** Turns of 1, 2 and 4 times the angle, each a cosine and a sine. */
const features = 6;
export const columns = 1 + features;

// #region network
export const networkParameters = mlpParameters('d', [columns, width, width, width, 1]);

/** Rows [B, 1 + F] → velocity or noise [B, 1] */
export const predict = (rows: Tensor, weights: Weights): Tensor => mlp(rows, weights, 'd', layers, 'silu').output;

/** Writes row `row` of what the network sees. The noise level is an angle φ, √ᾱ = cos φ and √(1 − ᾱ) = sin φ; doubled twice it
 *  tells near levels apart. */
export function writeRow(out: Numbers, row: number, x: number, schedule: Schedule, t: number): void {
  let at = row * columns;
  out[at++] = x;
  let [cos, sin] = [signalLevel(schedule, t), noiseLevel(schedule, t)];
  for (let i = 0; i < features; i += 2) {
    out[at++] = cos;
    out[at++] = sin;
    [cos, sin] = [cos * cos - sin * sin, 2 * sin * cos];
  }
}
// #endregion
