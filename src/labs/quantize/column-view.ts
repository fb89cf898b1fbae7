/** A histogram of weights, and above it a comb for each precision whose levels can be told apart. */
import type { HistogramFrame } from '../../render/frame.ts';
import { combOf, countsOf } from './column.ts';
import type { Column, MeasuredEvent } from './params.ts';

interface Comb {
  readonly precision: string;
  readonly levels: readonly number[];
}

/** More of them are closer than the bins. */
const fewLevels = 31;
/** Rows of the legend, the axis and its numbers; columns of the numbers at the left. */
const [around, left] = [3, 8];
/** Bins at most. A bin has a column at least, or a tooth would be lost. */
const mostBins = 63;

/** Odd, so that 0 lies in the middle of a bin. */
const binsIn = (width: number): number => Math.max(1, Math.min(mostBins, width - left - ((width - left + 1) % 2)));

export const combsOf = (measured: readonly MeasuredEvent[]): Comb[] =>
  measured
    .filter(({ levels }) => levels.length > 0 && levels.length <= fewLevels)
    .map(({ row: { precision }, levels }) => ({ precision, levels }));

/** @param tall rows of the histogram itself; each comb has a row above them */
export function plotOf(
  column: Column,
  combs: readonly Comb[],
  tall: number,
  width: number,
): { frame: HistogramFrame; lines: number } {
  const rows = tall + combs.length;
  const height = rows + around;
  const bins = binsIn(width);
  const counts = countsOf(column, bins);
  const highest = (Math.max(1, ...counts) * rows) / tall;
  return {
    lines: height,
    frame: {
      kind: 'histogram',
      from: -column.largest,
      to: column.largest,
      series: [
        { name: `${column.weights.length} weights`, tone: 'a', values: counts },
        ...combs.map(({ precision, levels }, i) => ({
          name: precision,
          tone: (['b', 'c', 'd', 'accent'] as const)[i % 4],
          values: combOf(levels, column, bins).map((tooth) => tooth * highest * (1 - i / rows)),
        })),
      ],
      height,
    },
  };
}
