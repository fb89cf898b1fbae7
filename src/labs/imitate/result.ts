/** Measurements as results say them, and a history as pictures can show it. */
import * as z from 'zod';

/** A number, or null where training has blown up. */
export const measured = z.number().nullable();
export const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

/** For a line of text. */
export const told = (x: number | null): string => (x === null ? 'null' : String(Number(x.toPrecision(4))));

export const targetResult = z.object({ name: z.string(), mean: z.number(), std: z.number() });

/** Losses that a picture can show; of more, every second one goes. */
const drawn = 1000;
export const thinned = <T>(all: readonly T[]): readonly T[] =>
  all.length < drawn ? all : all.filter((_, i) => i % 2 === 0);

interface Measured {
  readonly target: { readonly name: string };
  readonly steps: number;
  readonly seed: number;
  readonly wasserstein: number | null;
  readonly wasserstein_sigma: number | null;
  readonly mean: number | null;
  readonly std: number | null;
  readonly modes: readonly number[];
}

/** A result in one line; `own` is what only this lab measures, as name=value. */
export const tellMeasured = (result: Measured, own: string): string =>
  [
    `target=${result.target.name}`,
    `steps=${result.steps}`,
    `wasserstein=${told(result.wasserstein)}`,
    `wasserstein_sigma=${told(result.wasserstein_sigma)}`,
    `mean=${told(result.mean)}`,
    `std=${told(result.std)}`,
    own,
    ...(result.modes.length > 0 ? [`modes=${result.modes.map(told).join(',')}`] : []),
    `seed=${result.seed}`,
  ].join(' ');

interface Picture {
  readonly wasserstein: number;
  readonly mean: number;
  readonly std: number;
  readonly modes: readonly number[];
  readonly collapsed: boolean;
}

/** What `--json` says of the numbers in a picture; of modes only where the target has some. */
export const lineOfMeasures = ({ wasserstein, mean, std, modes, collapsed }: Picture) => ({
  wasserstein: finite(wasserstein),
  mean: finite(mean),
  std: finite(std),
  ...(modes.length > 0 ? { modes, collapsed } : {}),
});
