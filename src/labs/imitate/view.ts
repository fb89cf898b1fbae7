/** Real numbers and made ones: drawn on one axis, and measured in a line. */
import { limits, type Nearness } from '../../data/numbers/measure.ts';
import type { LineFrame, Span } from '../../render/frame.ts';
import type { Drawing } from './target.ts';

/** @param made density of the made numbers at the places of the drawing */
export function densities({ xs, density, range }: Drawing, made: readonly number[], height: number): LineFrame {
  return {
    kind: 'line',
    series: [
      { name: 'real', tone: 'a', x: xs, y: density },
      { name: 'made', tone: 'b', x: xs, y: made },
    ],
    x: { min: range[0], max: range[1] },
    // A collapsed generator piles up; the target has to stay visible under it.
    y: { min: 0, max: Math.min(Math.max(...density) * 2.5, Math.max(...density, ...made) * 1.05) },
    height,
  };
}

export const describeTarget = ({ name, mean, std }: Drawing): (string | Span)[] => [
  muted('data: '),
  name,
  ` (mean ${short(mean)}, deviation ${short(std)})`,
];

/** @param more what else is to be said, before the modes */
export function describeNearness(
  { wasserstein_sigma, mean, std, modes = [], collapsed }: Omit<Nearness, 'wasserstein'>,
  target: Drawing,
  more = '',
): (string | Span)[] {
  const near = wasserstein_sigma <= limits.wasserstein;
  const all: (string | Span)[] = [
    muted('output: '),
    { text: `W1 ${short(wasserstein_sigma)} σ`, bold: true, tone: near ? 'good' : 'plain' },
    ` from the target · mean ${short(mean)} (${short(target.mean)}) · deviation ${short(std)} (${short(target.std)})${more}`,
  ];
  if (modes.length === 0) return all;
  const shares = modes
    .map((share, i) => `${Math.round(100 * share)} % (${Math.round(100 * target.modes[i])})`)
    .join(', ');
  all.push(`\nmodes: ${shares}`);
  if (collapsed) all.push({ text: ' · collapsed: a mode is missing', tone: 'bad' });
  return all;
}

export const muted = (text: string): Span => ({ text, tone: 'muted' });

/** Decimals that 10,000 samples can tell; a mean of nearly 0 is 0, not 4e-4. */
const short = (x: number): string => (Number.isFinite(x) ? String(Number(x.toFixed(Math.abs(x) < 1 ? 3 : 2))) : '-');
