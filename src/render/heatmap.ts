/** A grid of shaded cells with labels, and below it what the shades mean. */
import type { Brush, Room } from './brush.ts';
import { cut, cutRuns, graphemes, type Line, lineOf, padEnd, padStart, plainLine, type Run, widthOf } from './cells.ts';
import type { HeatmapFrame } from './frame.ts';
import { shortNumber } from './scale.ts';
import { shade, signed } from './shades.ts';

/** Labels that do not fit side by side are written downwards, this far. */
const deepest = 6;

export function drawHeatmap(frame: HeatmapFrame, { width, height }: Room, brush: Brush): Line[] {
  const { ellipsis } = brush.signs;
  const across = frame.values.reduce((most, row) => Math.max(most, row.length), 0);
  if (across === 0) return [plainLine('(nothing yet)'.slice(0, width), brush.style('muted'))];
  const widest = Math.max(0, ...(frame.rows ?? []).map(widthOf));
  const labelRoom = widest > 0 ? Math.min(widest, Math.floor(width / 3)) + 1 : 0;
  const room = Math.max(1, width - labelRoom);
  const cell = cellWidth(frame, across, room);
  const columns = Math.min(across, Math.floor(room / cell));
  const head = headOf(frame, across, columns, cell, height - 4, brush);
  const legendLines = height >= 4 && frame.legend !== false ? 1 : 0;
  const rows = Math.max(1, Math.min(frame.values.length, height - legendLines - head.length));
  const pooled = pool(frame.values, across, rows, columns);
  const marks = marksOf(frame, across, rows, columns);

  const scale = rangeOf(frame);
  const lines = head.map((runs) => lineOf([{ text: ' '.repeat(labelRoom), style: '' }, ...runs]));
  pooled.forEach((row, r) => {
    const label = frame.rows?.[Math.floor((r * frame.values.length) / rows)] ?? '';
    const runs: Run[] = [];
    if (labelRoom) runs.push({ text: padStart(cut(label, labelRoom - 1, ellipsis), labelRoom - 1) + ' ', style: '' });
    row.forEach((value, c) => {
      const patch = shade(scale.level(value), cell, scale.diverging, brush);
      const sign = marks.get(r * columns + c);
      if (sign === undefined) runs.push(patch);
      else runs.push(signed(patch, sign, scale.level(value), scale.diverging, brush));
    });
    lines.push(lineOf(runs));
  });
  if (legendLines) {
    const note =
      columns < across || rows < frame.values.length ? ` (${frame.values.length}x${across}, averaged to fit)` : '';
    const legend = cutRuns(
      [{ text: ' '.repeat(labelRoom), style: '' }, ...legendOf(scale, note, brush)],
      width,
      ellipsis,
    );
    lines.push(lineOf(legend));
  }
  return lines;
}

/** Two columns a cell, more where labels can use them, one where two are too many. */
function cellWidth({ columns = [] }: HeatmapFrame, across: number, room: number): number {
  const fits = Math.floor(room / across);
  if (fits < 2) return 1;
  const longest = Math.max(0, ...columns.map(widthOf));
  return longest <= 2 || fits < 4 ? 2 : Math.min(fits, longest + 1, 10);
}

/** The names of the columns: beside each other, or written downwards when cells are narrow. */
function headOf(
  { columns: names }: HeatmapFrame,
  across: number,
  columns: number,
  cell: number,
  room: number,
  brush: Brush,
): Run[][] {
  if (!names?.some((name) => name !== '')) return [];
  const shown = Array.from({ length: columns }, (_, i) => names[Math.floor((i * across) / columns)] ?? '');
  const level = cell > 2 || shown.every((name) => widthOf(name) <= cell);
  if (level) {
    const text = shown
      .map((name) => padEnd(cut(name, cell > 2 ? cell - 1 : cell, brush.signs.ellipsis), cell))
      .join('');
    return room >= 1 ? [[{ text, style: brush.style('muted') }]] : [];
  }
  const letters = shown.map(graphemes);
  const depth = Math.min(room, deepest, Math.max(...letters.map(({ length }) => length)));
  return Array.from({ length: Math.max(0, depth) }, (_, row) => [
    {
      text: letters.map((name) => padEnd(widthOf(name[row] ?? '') <= cell ? (name[row] ?? '') : '?', cell)).join(''),
      style: brush.style('muted'),
    },
  ]);
}

/** Values averaged into as many rows and columns as there is room for. */
function pool(values: HeatmapFrame['values'], across: number, rows: number, columns: number): number[][] {
  const part = (i: number, of: number, all: number): [number, number] => [
    Math.floor((i * all) / of),
    Math.floor(((i + 1) * all) / of),
  ];
  return Array.from({ length: rows }, (_, r) =>
    Array.from({ length: columns }, (_, c) => {
      const [top, bottom] = part(r, rows, values.length);
      const [left, right] = part(c, columns, across);
      let mean = 0;
      let count = 0;
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const value = values[y][x];
          if (Number.isFinite(value)) mean += (value - mean) / ++count;
        }
      }
      return count > 0 ? mean : Number.NaN;
    }),
  );
}

/** Signs by place in the map as it is drawn. */
function marksOf({ marks = [], values }: HeatmapFrame, across: number, rows: number, columns: number) {
  const signs = new Map<number, string>();
  for (const { row, column, sign } of marks) {
    const [r, c] = [Math.floor((row * rows) / values.length), Math.floor((column * columns) / across)];
    if (r >= 0 && r < rows && c >= 0 && c < columns) signs.set(r * columns + c, cut(sign, 1, ''));
  }
  return signs;
}

export interface Range {
  readonly low: number;
  readonly high: number;
  readonly diverging: boolean;
  level(value: number): number;
}

/** What the shades stand for. */
export function rangeOf({ values, min, max, scale }: HeatmapFrame): Range {
  const shown = (value: number): boolean => Number.isFinite(value) && (scale !== 'log' || value > 0);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of values) {
    for (let i = 0; i < row.length; i++) {
      if (!shown(row[i])) continue;
      low = Math.min(low, row[i]);
      high = Math.max(high, row[i]);
    }
  }
  if (low > high) [low, high] = scale === 'log' ? [1, 10] : [0, 1];
  if (min !== undefined && shown(min)) low = min;
  if (max !== undefined && shown(max)) high = max;
  if (scale === 'diverging') {
    const reach = Math.max(Math.abs(low), Math.abs(high)) || 1;
    return { low: -reach, high: reach, diverging: true, level: (value) => value / reach };
  }
  if (scale === 'log') {
    const span = Math.log(high) - Math.log(low);
    const level = (value: number) => (value > 0 ? (span > 0 ? (Math.log(value) - Math.log(low)) / span : 0.5) : 0);
    return { low, high, diverging: false, level: (value) => (Number.isNaN(value) ? value : level(value)) };
  }
  // Halves: the difference of two huge numbers would overflow.
  const half = high / 2 - low / 2;
  return { low, high, diverging: false, level: (value) => (half > 0 ? (value / 2 - low / 2) / half : value * 0 + 0.5) };
}

/** `0 ░▒▓█ 1` */
function legendOf({ low, high, diverging }: Range, note: string, brush: Brush): Run[] {
  const muted = brush.style('muted');
  const levels = diverging
    ? [-1, -0.5, 0, 0.5, 1]
    : brush.colour >= 2
      ? [0, 0.2, 0.4, 0.6, 0.8, 1]
      : [0, 0.25, 0.5, 0.75, 1];
  return [
    { text: `${shortNumber(low)} `, style: muted },
    ...levels.map((level) => shade(level, 2, diverging, brush)),
    { text: ` ${shortNumber(high)}${note}`, style: muted },
  ];
}
