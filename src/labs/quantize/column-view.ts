/** A histogram of weights, and above it a comb for each precision whose levels can be told apart. */
import type { HistogramFrame } from '../../render/frame.ts';
import { combOf } from './column.ts';
import type { Column, MeasuredEvent } from './params.ts';

interface Comb {
  readonly precision: string;
  readonly levels: readonly number[];
}

/** More of them are closer than the bins. */
const fewLevels = 31;
/** The legend, the axis and its numbers. */
const around = 3;

export const combsOf = (measured: readonly MeasuredEvent[]): Comb[] =>
  measured
    .filter(({ levels }) => levels.length > 0 && levels.length <= fewLevels)
    .map(({ row: { precision }, levels }) => ({ precision, levels }));

/** @param tall rows of the histogram itself; each comb has a row above them */
export function plotOf(column: Column, combs: readonly Comb[], tall: number): { frame: HistogramFrame; lines: number } {
  const rows = tall + combs.length;
  const height = rows + around;
  const highest = (Math.max(1, ...column.counts) * rows) / tall;
  return {
    lines: height,
    frame: {
      kind: 'histogram',
      from: -column.largest,
      to: column.largest,
      series: [
        { name: `${column.weights} weights`, tone: 'a', values: column.counts },
        ...combs.map(({ precision, levels }, i) => ({
          name: precision,
          tone: (['b', 'c', 'd', 'accent'] as const)[i % 4],
          values: combOf(levels, column).map((tooth) => tooth * highest * (1 - i / rows)),
        })),
      ],
      height,
    },
  };
}
