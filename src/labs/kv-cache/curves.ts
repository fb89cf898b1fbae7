export type Way = 'cached' | 'reread';

/** Milliseconds a token by the length of the text: of each stretch the best of all rounds, as other programs only slow down. */
export interface Curves {
  /** Where the stretches end. */
  readonly lengths: readonly number[];
  readonly cached: readonly number[];
  readonly reread: readonly number[];
}

export const startCurves: Curves = { lengths: [], cached: [], reread: [] };

export function withStretch(
  { lengths, cached, reread }: Curves,
  now: { readonly length: number; readonly cached: number; readonly reread: number },
): Curves {
  const at = lengths.indexOf(now.length);
  if (at < 0) {
    return {
      lengths: [...lengths, now.length],
      cached: [...cached, now.cached],
      reread: [...reread, now.reread],
    };
  }
  const best = (times: readonly number[], time: number) => times.map((x, i) => (i === at ? Math.min(x, time) : x));
  return { lengths, cached: best(cached, now.cached), reread: best(reread, now.reread) };
}

/** Milliseconds for all of it. */
export const totalOf = ({ lengths, ...times }: Curves, way: Way): number =>
  times[way].reduce((sum, time, i) => sum + time * (lengths[i] - (lengths[i - 1] ?? 0)), 0);
