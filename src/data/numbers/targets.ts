/** What the generator is to imitate: distributions of one number, whose every property is known exactly, so that how well it
 *  does can be measured and not only looked at. */
import type { Random } from '../../nn/random.ts';
import { normalCdf, normalDensity } from './normal.ts';

/** One hump of a mixture. */
export interface Mode {
  readonly mean: number;
  readonly std: number;
  readonly weight: number;
}

export interface Target {
  readonly name: string;
  readonly mean: number;
  readonly std: number;
  /** Where nearly all of it lies: what a picture should show. */
  readonly range: readonly [from: number, to: number];
  /** For mixtures of two or more. */
  readonly modes?: readonly Mode[];
  density(x: number): number;
  /** Share below x. */
  cdf(x: number): number;
  /** Where a share u in (0, 1) lies below. */
  quantile(u: number): number;
  sample(random: Random): number;
}

// #region mixture
/** Normal humps, each drawn from with its weight. */
export function mixture(name: string, modes: readonly Mode[]): Target {
  const over = (f: (mode: Mode) => number): number => modes.reduce((sum, mode) => sum + mode.weight * f(mode), 0);
  const mean = over((mode) => mode.mean);
  const std = Math.sqrt(over((mode) => mode.std * mode.std + (mode.mean - mean) * (mode.mean - mean)));
  const edge = (side: -1 | 1, deviations: number): number =>
    side * Math.max(...modes.map((mode) => side * mode.mean + deviations * mode.std));
  const density = (x: number): number => over((mode) => normalDensity((x - mode.mean) / mode.std) / mode.std);
  const cdf = (x: number): number => over((mode) => normalCdf((x - mode.mean) / mode.std));
  return {
    name,
    mean,
    std,
    range: [edge(-1, 3.5), edge(1, 3.5)],
    modes: modes.length > 1 ? modes : undefined,
    density,
    cdf,
    quantile: (u) => invert(cdf, density, u, edge(-1, 9), edge(1, 9)),
    sample: (random) => {
      let left = random.next();
      const mode = modes.find(({ weight }) => (left -= weight) < 0) ?? modes[modes.length - 1];
      return mode.mean + mode.std * random.normal();
    },
  };
}
// #endregion

/** Where cdf(x) = u: Newton's steps, and halves of the interval where those would leave it. */
function invert(
  cdf: (x: number) => number,
  density: (x: number) => number,
  u: number,
  from: number,
  to: number,
): number {
  let [low, high] = [from, to];
  let x = (low + high) / 2;
  for (let i = 0; i < 100; i++) {
    const off = cdf(x) - u;
    if (off > 0) high = x;
    else low = x;
    const step = off / density(x);
    if (Math.abs(step) < 1e-13 * (to - from)) break;
    const next = x - step;
    x = next > low && next < high ? next : (low + high) / 2;
  }
  return x;
}

function uniform(from: number, to: number): Target {
  const width = to - from;
  return {
    name: 'uniform',
    mean: (from + to) / 2,
    std: width / Math.sqrt(12),
    range: [from - 0.2 * width, to + 0.2 * width],
    density: (x) => (x >= from && x <= to ? 1 / width : 0),
    cdf: (x) => Math.min(1, Math.max(0, (x - from) / width)),
    quantile: (u) => from + width * u,
    sample: (random) => from + width * random.next(),
  };
}

function exponential(mean: number): Target {
  const quantile = (u: number): number => -mean * Math.log1p(-u);
  return {
    name: 'exponential',
    mean,
    std: mean,
    range: [-0.5 * mean, 5.5 * mean],
    density: (x) => (x >= 0 ? Math.exp(-x / mean) / mean : 0),
    cdf: (x) => (x > 0 ? -Math.expm1(-x / mean) : 0),
    quantile,
    sample: (random) => quantile(random.next()),
  };
}

export const targets = {
  normal: mixture('normal', [{ mean: 4, std: 1.25, weight: 1 }]),
  bimodal: mixture('bimodal', [
    { mean: -2, std: 0.5, weight: 0.5 },
    { mean: 2, std: 0.5, weight: 0.5 },
  ]),
  uniform: uniform(-2, 2),
  exponential: exponential(1),
  skewed: mixture('skewed', [
    { mean: -2, std: 0.4, weight: 0.6 },
    { mean: 1, std: 0.5, weight: 0.3 },
    { mean: 4, std: 0.6, weight: 0.1 },
  ]),
  /** Not learned by the recipe as it stands: for showing mode collapse. */
  'three-modes': mixture('three-modes', [
    { mean: -4, std: 0.3, weight: 1 / 3 },
    { mean: 0, std: 0.3, weight: 1 / 3 },
    { mean: 4, std: 0.3, weight: 1 / 3 },
  ]),
} satisfies Record<string, Target>;

export type TargetName = keyof typeof targets;

/** Those that the recipe must learn, whatever the seed. */
export const recipeTargets = ['normal', 'bimodal', 'uniform', 'exponential', 'skewed'] as const;
