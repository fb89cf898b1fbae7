/** What stands around a plot: legend above, numbers at the left, numbers below, names of marks at the right. */
import type { Brush } from './brush.ts';
import { cutRuns, joined, type Line, lineOf, padStart, plainLine, type Run, runsWidth, widthOf } from './cells.ts';
import type { Tone } from './frame.ts';
import type { Tick } from './scale.ts';

/** How the rows and columns of a chart are shared out. */
export interface Layout {
  readonly legend: boolean;
  readonly axis: boolean;
  /** Cells of the plot itself. */
  readonly columns: number;
  readonly rows: number;
  /** Cells for the numbers at the left and the names at the right; 0 when there is no room. */
  readonly left: number;
  readonly right: number;
}

/** Shares a chart's room. `numbers` measures the numbers at the left for a plot of so many rows. */
export function layoutOf(
  { width, height }: { width: number; height: number },
  wants: { legend: boolean; right: number },
  numbers: (rows: number) => number,
): Layout {
  const axis = height >= 4;
  const legend = wants.legend && height >= 5;
  const rows = Math.max(1, height - (axis ? 2 : 0) - (legend ? 1 : 0));
  const wanted = numbers(rows);
  const left = width - wanted - 1 >= 12 ? wanted : 0;
  const edge = left > 0 ? left + 2 : 1;
  const right = wants.right > 0 && width - edge - wants.right - 1 >= 16 ? wants.right + 1 : 0;
  return { legend, axis, columns: Math.max(1, width - edge - right), rows, left, right };
}

export interface Chart {
  readonly layout: Layout;
  readonly plot: readonly Line[];
  readonly legend: Legend;
  /** By row of the plot, the top one first. */
  readonly left: ReadonlyMap<number, string>;
  readonly right: ReadonlyMap<number, string>;
  readonly bottom: readonly Tick[];
  readonly label?: string;
}

/** The whole chart, line by line. */
export function surround(chart: Chart, brush: Brush): Line[] {
  const { layout, plot } = chart;
  const muted = brush.style('muted');
  const edge = brush.unicode ? { line: '│', tick: '┤' } : { line: '|', tick: '+' };
  const lines: Line[] = [];
  const indent = layout.left > 0 ? layout.left + 2 : 1;
  if (layout.legend) {
    const room = layout.columns + layout.right;
    const { long, short } = chart.legend;
    const legend = runsWidth(long) > room ? short : long;
    // It stands over the plot; where that is too narrow, over the numbers too.
    const begin = Math.max(0, Math.min(indent, indent + room - runsWidth(legend)));
    const names = cutRuns(legend, indent + room - begin, brush.signs.ellipsis);
    lines.push(lineOf([{ text: ' '.repeat(begin), style: '' }, ...names]));
  }
  plot.forEach((line, row) => {
    const number = layout.left > 0 ? chart.left.get(row) : undefined;
    const before = layout.left > 0 ? `${padStart(number ?? '', layout.left)} ` : '';
    const name = layout.right > 0 ? chart.right.get(row) : undefined;
    const parts = [plainLine(before + (number === undefined ? edge.line : edge.tick), muted), line];
    if (name) parts.push(plainLine(` ${name}`, muted));
    lines.push(joined(...parts));
  });
  if (layout.axis) lines.push(...bottomOf(chart, indent, brush));
  return lines;
}

function bottomOf({ layout, bottom, label }: Chart, indent: number, brush: Brush): Line[] {
  const signs = brush.unicode ? { corner: '└', line: '─', tick: '┬' } : { corner: '+', line: '-', tick: '+' };
  const width = layout.columns + layout.right;
  const rule: string[] = new Array(layout.columns).fill(signs.line);
  const numbers: string[] = new Array(width).fill(' ');
  let free = 0;
  for (const { at, text } of bottom) {
    const column = Math.round(at * (layout.columns - 1));
    if (column < 0 || column >= layout.columns) continue;
    const start = Math.max(0, Math.min(width - text.length, column - (text.length >> 1)));
    if (start < free) continue;
    rule[column] = signs.tick;
    for (let i = 0; i < text.length; i++) numbers[start + i] = text[i];
    free = start + text.length + 2;
  }
  // The name of the axis stands at its end, where there is room beside it.
  const name = label && widthOf(label) + 8 <= layout.columns ? ` ${label}` : '';
  const end = rule.slice(0, layout.columns - widthOf(name)).join('');
  const muted = brush.style('muted');
  return [
    lineOf([{ text: `${' '.repeat(indent - 1)}${signs.corner}${end}${name}`, style: muted }]),
    lineOf([{ text: ' '.repeat(indent) + numbers.join('').trimEnd(), style: muted }]),
  ];
}

/** Signs that tell series apart where colour does not. */
export const glyphs = ['o', 'x', '+', '*', '#', '@'];
const tones: readonly Tone[] = ['a', 'b', 'c', 'd', 'accent', 'warn'];
export const toneOf = (given: Tone | undefined, index: number): Tone => given ?? tones[index % tones.length];

/** What the curves are called, and the same where room is scarce. */
interface Legend {
  readonly long: readonly Run[];
  readonly short: readonly Run[];
}

/** Name by name with the sign of its curve, on a piece of `line`: `─o─ loss   ─x─ held out`, or `o loss x held out`. */
export function legendOf(
  title: string | undefined,
  entries: readonly { readonly sign: string; readonly line?: string; readonly name: string; readonly style: string }[],
): Legend {
  const runs = (gap: number, line: boolean): Run[] => {
    const all: Run[] = title ? [{ text: title, style: '' }] : [];
    for (const { sign, line: stroke = '', name, style } of entries) {
      if (all.length > 0) all.push({ text: ' '.repeat(gap), style: '' });
      all.push({ text: line ? stroke + sign + stroke : sign || stroke, style }, { text: ` ${name}`, style: '' });
    }
    return all;
  };
  return { long: runs(3, true), short: runs(1, false) };
}
