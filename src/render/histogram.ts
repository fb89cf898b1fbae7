/** Histograms. The first series is a filled shape, the others are outlines over it, each in a sign of its own. */
import { glyphs, layoutOf, legendOf, surround, toneOf } from './axes.ts';
import type { Brush, Room } from './brush.ts';
import type { Line } from './cells.ts';
import type { HistogramFrame } from './frame.ts';
import { Grid } from './grid.ts';
import { wantedHeight } from './line.ts';
import { scaleOf } from './scale.ts';

const tallest = 10;
/** Half an eighth of a row: less is nothing. */
const leastShown = 1 / 16;
const eighths = ['', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

export function drawHistogram({ from, to, series, height: wanted }: HistogramFrame, room: Room, brush: Brush): Line[] {
  const height = Math.max(1, Math.min(room.height, wantedHeight(wanted, tallest)));
  const counts = series.map(({ values }) => Array.from(values, (value) => (value > 0 ? Math.min(value, 1e300) : 0)));
  const most = counts.reduce((top, list) => list.reduce((max, value) => Math.max(max, value), top), 0) || 1;
  const y = scaleOf([0, most]);
  const yTicks = (rows: number) => y.ticks(Math.max(2, Math.floor(rows / 2)));
  const layout = layoutOf(
    { width: room.width, height },
    { legend: series.some(({ name }) => name), right: 0 },
    (rows) => Math.max(...yTicks(rows).map(({ text }) => text.length)),
  );
  const { rows } = layout;
  const bins = Math.max(1, ...counts.map(({ length }) => length));
  // Bins are equally wide: whole columns each, or several of them in a column.
  const columns = bins <= layout.columns ? Math.floor(layout.columns / bins) * bins : layout.columns;
  const grid = new Grid(columns, rows);
  const signs = series.map((_, i) => (i === 0 ? (brush.unicode ? '█' : '#') : glyphs[i % glyphs.length]));
  const styles = series.map(({ tone }, i) => brush.style(toneOf(tone, i), i > 0));
  counts.forEach((list, i) => {
    for (let column = 0; column < columns; column++) {
      const tall = (binMean(list, column / columns, (column + 1) / columns, bins) / most) * rows;
      if (tall < leastShown) continue;
      if (i === 0) fill(grid, column, tall, styles[i], brush.unicode);
      else grid.set(column, rows - Math.max(1, Math.min(rows, Math.ceil(tall - 0.01))), signs[i], styles[i]);
    }
  });
  const x = scaleOf([from, to]);
  return surround(
    {
      layout: { ...layout, columns },
      plot: grid.lines(),
      legend: legendOf(
        undefined,
        series.map(({ name }, i) => ({ sign: signs[i], name, style: styles[i] })),
      ),
      left: new Map(yTicks(rows).map(({ at, text }) => [Math.min(rows - 1, Math.round((1 - at) * rows)), text])),
      right: new Map(),
      bottom: x.ticks(Math.max(2, Math.floor(columns / 9))),
    },
    brush,
  );
}

/** The mean height between two places of the range, 0 to 1. */
function binMean(values: readonly number[], from: number, to: number, bins: number): number {
  const first = Math.floor(from * bins + 1e-9);
  const last = Math.max(first + 1, Math.ceil(to * bins - 1e-9));
  let sum = 0;
  for (let i = first; i < last; i++) sum += (values[i] ?? 0) / (last - first);
  return sum;
}

function fill(grid: Grid, column: number, tall: number, style: string, unicode: boolean): void {
  const units = Math.max(1, Math.round(tall * 8));
  for (let row = 0; row * 8 < units; row++) {
    const part = Math.min(8, units - row * 8);
    const sign = unicode ? eighths[part] : part >= 4 ? '#' : row === 0 ? '.' : '';
    if (sign) grid.set(column, grid.height - 1 - row, sign, style);
  }
}
