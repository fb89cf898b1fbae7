/** Curves. With Unicode a cell holds 2×4 braille dots; without it, or where series can only be told apart by their sign,
 *  a cell holds one character. */
import { glyphs, layoutOf, legendOf, surround, toneOf } from './axes.ts';
import type { Brush, Room } from './brush.ts';
import { cut, type Line, widthOf } from './cells.ts';
import { Dots } from './dots.ts';
import type { LineFrame, Tone } from './frame.ts';
import { Grid } from './grid.ts';
import { type Scale, scaleOf, scaleOfRows } from './scale.ts';

const tallest = 12;
/** A curve carries its sign this often. */
const signEvery = 18;

export function drawLine(frame: LineFrame, room: Room, brush: Brush): Line[] {
  const { series, points = [], marks = [] } = frame;
  const height = Math.max(1, Math.min(room.height, wantedHeight(frame.height)));
  const x = scaleOf(valuesOf([...series, ...points], 'x'), frame.x);
  const markValues = marks.map(({ y }) => y);
  const yOf = (rows: number): Scale => scaleOfRows(heightsOf(frame), frame.y ?? {}, rows, markValues);
  const ticksOf = (scale: Scale, rows: number) => scale.ticks(Math.max(2, Math.floor(rows / 2)));
  const names = marks.map(({ name }) => cut(name, 14, brush.signs.ellipsis));
  const layout = layoutOf(
    { width: room.width, height },
    {
      legend: [...series, ...points].some(({ name }) => name) || !!frame.y?.label,
      right: Math.max(0, ...names.map(widthOf)),
    },
    (rows) => Math.max(...ticksOf(yOf(rows), rows).map(({ text }) => text.length), 1),
  );
  const { columns, rows } = layout;
  const y = yOf(rows);
  // The row of the dot that a curve would set here.
  const rowOf = (at: number): number => Math.floor(Math.round((1 - at) * (rows * 4 - 1)) / 4);
  const grid = new Grid(columns, rows);
  const right = new Map<number, string>();
  marks.forEach(({ y: value }, i) => {
    const at = y.at(value);
    if (!(at >= 0 && at <= 1)) return;
    const row = rowOf(at);
    for (let column = 0; column < columns; column++) {
      if (column % 2 === 0 || brush.unicode) grid.set(column, row, brush.unicode ? '╌' : '-', brush.style('muted'));
    }
    right.set(row, right.has(row) ? `${right.get(row)}, ${names[i]}` : names[i]);
  });
  for (const [row, name] of right) right.set(row, cut(name, Math.max(0, layout.right - 1), brush.signs.ellipsis));
  const braille = brush.unicode && (series.length === 1 || brush.colour > 0);
  plot(grid, frame, { x, y }, braille, brush);
  scatter(grid, frame, { x, y }, brush);
  const rule = brush.unicode ? '─' : '-';
  const legend = legendOf(frame.y?.label, [
    ...series.flatMap(({ name, tone }, i) => {
      const sign = series.length > 1 ? glyphs[i % glyphs.length] : '';
      return name ? [{ sign, line: rule, name, style: brush.style(toneOf(tone, i)) }] : [];
    }),
    ...points.flatMap(({ name, tone, big }, i) =>
      name ? [{ sign: pointSign(big, brush), name, style: brush.style(pointTone(frame, tone, i), big) }] : [],
    ),
  ]);
  const left = new Map(ticksOf(y, rows).map(({ at, text }) => [rowOf(at), text]));
  const bottom = x.ticks(Math.max(2, Math.floor(columns / 9)));
  return surround({ layout, plot: grid.lines(), legend, left, right, bottom, label: frame.x?.label }, brush);
}

export const wantedHeight = (height: number | undefined, most = tallest): number =>
  height !== undefined && height > 0 && Number.isFinite(height) ? Math.floor(height) : most;

type Points = Pick<LineFrame['series'][number], 'x' | 'y'>;

/** The numbers of all points on one axis. */
export function* valuesOf(series: readonly Points[], axis: 'x' | 'y'): Generator<number> {
  for (const { x, y } of series) {
    const length = Math.min(x.length, y.length);
    // A point counts when both of its numbers do.
    for (let i = 0; i < length; i++)
      if (Number.isFinite(x[i]) && Number.isFinite(y[i])) yield (axis === 'x' ? x : y)[i];
  }
}

/** What the y axis has to reach. */
export function* heightsOf({ series, points = [], marks = [], y }: LineFrame): Generator<number> {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of valuesOf([...series, ...points], 'y')) {
    if (value < low) low = value;
    if (value > high) high = value;
    yield value;
  }
  for (const mark of marks) yield mark.y;
  // A curve that comes near zero is read best from zero.
  if (!y?.log && low > 0 && low < high * 0.4) yield 0;
}

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

function plot(grid: Grid, { series }: LineFrame, { x, y }: Scales, braille: boolean, brush: Brush): void {
  const { width, height } = grid;
  const layers = series.map((curve) => {
    const dots = new Dots(width, height, braille ? 2 : 1, braille ? 4 : 1);
    const length = Math.min(curve.x.length, curve.y.length);
    let before: [number, number] | undefined;
    for (let i = 0; i < length; i++) {
      const point: [number, number] = [x.at(curve.x[i]), 1 - y.at(curve.y[i])];
      const shown = Number.isFinite(point[0]) && Number.isFinite(point[1]);
      if (shown) dots.segment(before ?? point, point);
      before = shown ? point : undefined;
    }
    return dots;
  });
  const styles = series.map(({ tone }, i) => brush.style(toneOf(tone, i)));
  const alone = series.length === 1 ? '*' : undefined;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const present = layers.flatMap((dots, i) => (dots.has(column, row) ? [i] : []));
      if (present.length === 0) continue;
      if (braille) {
        // Where curves meet in a cell, the dots of all are set; the last one gives the colour.
        const bits = present.reduce((all, i) => all | layers[i].bits(column, row), 0);
        grid.set(column, row, String.fromCharCode(0x2800 + bits), styles[present.at(-1)!]);
      } else {
        // Where curves meet, they take turns from column to column.
        const i = present[column % present.length];
        grid.set(column, row, alone ?? glyphs[i % glyphs.length], styles[i]);
      }
    }
  }
  if (braille && series.length > 1) layers.forEach((dots, i) => void sign(grid, dots, i, series.length, styles[i]));
}

const pointSign = (big: boolean | undefined, { unicode }: Brush): string =>
  big ? (unicode ? '●' : '@') : unicode ? '•' : '.';
export const pointTone = ({ series }: LineFrame, tone: Tone | undefined, index: number): Tone =>
  toneOf(tone, series.length + index);

/** Points that lie outside are left out, as numbers that are missing are. */
function scatter(grid: Grid, frame: LineFrame, { x, y }: Scales, brush: Brush): void {
  for (const [i, points] of (frame.points ?? []).entries()) {
    const style = brush.style(pointTone(frame, points.tone, i), points.big);
    const length = Math.min(points.x.length, points.y.length);
    for (let k = 0; k < length; k++) {
      const [across, up] = [x.at(points.x[k]), y.at(points.y[k])];
      if (!(across >= 0 && across <= 1 && up >= 0 && up <= 1)) continue;
      // The cell that holds the dot which a curve would set here.
      const column = Math.floor(Math.round(across * (grid.width * 2 - 1)) / 2);
      const row = Math.floor(Math.round((1 - up) * (grid.height * 4 - 1)) / 4);
      grid.set(column, row, pointSign(points.big, brush), style);
    }
  }
}

/** Sets the sign of a curve on it, each curve in columns of its own. */
function sign(grid: Grid, dots: Dots, index: number, of: number, style: string): void {
  const offset = Math.floor(((index + 0.5) * signEvery) / of);
  for (let column = offset; column < grid.width; column += signEvery) {
    for (let row = 0; row < grid.height; row++) {
      if (!dots.has(column, row)) continue;
      grid.set(column, row, glyphs[index % glyphs.length], style);
      break;
    }
  }
}
