import { describe, expect, it } from 'vitest';
import { ganSeedsLab } from '../../../src/labs/gan-seeds/lab.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { render } from '../../../src/render/render.ts';

const lab = ganSeedsLab as unknown as Lab;

/** What the table says of runs that ended so far from the target. */
function rowOf(distances: readonly number[]): string {
  const events = distances.map((wasserstein_sigma, seed) => ({
    kind: 'judged',
    share: 0,
    target: 'normal',
    seed,
    wasserstein_sigma,
    collapsed: false,
    missed: wasserstein_sigma <= 0.07 ? [] : [`W1 ${wasserstein_sigma}`],
  }));
  const params = ganSeedsLab.params.parse({ target: 'normal', seeds: distances.length });
  const size = { width: 80, height: 24 };
  const lines = render(lab.view(events.reduce(lab.reduce, lab.start(params)), size), {
    ...size,
    colour: 0,
    unicode: true,
  });
  return lines
    .find((line) => /^normal /.test(line))!
    .replace(/[ ✓!]+/g, ' ')
    .trim();
}

describe('median and worst', () => {
  it('are those of the runs in order', () => {
    expect(rowOf([0.05, 0.01, 0.03])).toBe('normal 3 of 3 0.030 0.050 0');
    expect(rowOf([0.05, 0.01])).toBe('normal 2 of 2 0.030 0.050 0');
  });

  it('count a run that blew up as the farthest, wherever it stands', () => {
    expect(rowOf([0.05, Number.NaN, 0.01, 0.03, 0.02])).toBe('normal 4 of 5 0.030 - 0');
    expect(rowOf([Number.NaN, Number.NaN, 0.01])).toBe('normal 1 of 3 - - 0');
  });
});
