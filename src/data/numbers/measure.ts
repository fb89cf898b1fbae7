/** How near samples come to the distribution they imitate, whoever made them. */
import type { Mode, Target } from './targets.ts';

export interface Nearness {
  /** Wasserstein-1: how far each number would have to move, on average, to make the target of the samples. */
  readonly wasserstein: number;
  /** The same in deviations of the target. */
  readonly wasserstein_sigma: number;
  readonly mean: number;
  readonly std: number;
  /** For mixtures: the share of the samples at each mode. */
  readonly modes?: readonly number[];
  /** A mode has less than a fifth of what it should have. */
  readonly collapsed: boolean;
}

export function nearnessOf(samples: Float64Array, target: Target): Nearness {
  const wasserstein = wassersteinDistance(samples, target);
  const modes = target.modes && modeShares(samples, target.modes);
  return {
    wasserstein,
    wasserstein_sigma: wasserstein / target.std,
    ...meanAndStd(samples),
    modes,
    collapsed: modes?.some((share, i) => share < 0.2 * target.modes![i].weight) ?? false,
  };
}

/** Largest Wasserstein distance, in deviations; how far mean and deviation may be off, in deviations; and the least that a mode
 *  must have of what it should have. */
export const limits = { wasserstein: 0.07, moments: 0.05, mode: 0.7 } as const;

/** What samples miss of the target, in words; empty when they are near enough. */
export function missed({ wasserstein_sigma, mean, std, modes }: Nearness, target: Target): string[] {
  const out: string[] = [];
  if (!(wasserstein_sigma <= limits.wasserstein)) out.push(`W1 ${wasserstein_sigma.toFixed(3)} σ`);
  if (!(Math.abs(mean - target.mean) <= limits.moments * target.std)) out.push(`mean ${mean.toFixed(3)}`);
  if (!(Math.abs(std - target.std) <= limits.moments * target.std)) out.push(`deviation ${std.toFixed(3)}`);
  modes?.forEach((share, i) => {
    if (!(share >= limits.mode * target.modes![i].weight)) out.push(`mode ${i + 1} ${(100 * share).toFixed(1)} %`);
  });
  return out;
}

// #region wasserstein
/** Samples and target in order, side by side: the mean distance between the i-th sample and where that share of the target
 *  ends. */
export function wassersteinDistance(samples: Float64Array, target: Target): number {
  const sorted = samples.slice().sort();
  const exact = quantilesOf(target, sorted.length);
  return sorted.reduce((sum, x, i) => sum + Math.abs(x - exact[i]), 0) / sorted.length;
}
// #endregion

/** Quantiles at the middle of each of n equal shares. They cost more than the rest of a measurement, so they are kept. */
function quantilesOf(target: Target, n: number): Float64Array {
  const kept = quantiles.get(target);
  if (kept?.length === n) return kept;
  const exact = Float64Array.from({ length: n }, (_, i) => target.quantile((i + 0.5) / n));
  quantiles.set(target, exact);
  return exact;
}
const quantiles = new WeakMap<Target, Float64Array>();

export function meanAndStd(samples: Float64Array): { mean: number; std: number } {
  const mean = samples.reduce((sum, x) => sum + x, 0) / samples.length;
  const variance = samples.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / samples.length;
  return { mean, std: Math.sqrt(variance) };
}

/** The share of the samples at each mode: within three of its deviations, and nearer to it, in deviations, than to another. */
export function modeShares(samples: Float64Array, modes: readonly Mode[]): number[] {
  const counts = modes.map(() => 0);
  for (const x of samples) {
    const away = modes.map(({ mean, std }) => Math.abs(x - mean) / std);
    const nearest = away.indexOf(Math.min(...away));
    if (away[nearest] <= 3) counts[nearest]++;
  }
  return counts.map((count) => count / samples.length);
}

/** Shares of the samples in equal bins between two edges, as a density: what lies outside is not shown. */
export function histogram(samples: Float64Array, [from, to]: readonly [number, number], bins: number): number[] {
  const width = (to - from) / bins;
  const counts = new Array<number>(bins).fill(0);
  for (const x of samples) {
    const bin = Math.floor((x - from) / width);
    if (bin >= 0 && bin < bins) counts[bin]++;
  }
  return counts.map((count) => count / (samples.length * width));
}
