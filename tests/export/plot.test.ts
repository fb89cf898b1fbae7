import { describe, expect, test } from 'vitest';
import { heatmapPlot } from '../../src/export/heatmap-plot.ts';
import { histogramPlot, linePlot } from '../../src/export/plot.ts';
import { wordsOf as told } from '../../src/export/words.ts';
import type { HeatmapFrame, LineFrame } from '../../src/render/frame.ts';
import { type Element, elementsOf, readXml, wordsOf } from './xml.ts';

const read = (html: string): Element => readXml(new TextEncoder().encode(`<div>${html}</div>`));
const plotOf = (html: string): Element =>
  elementsOf(read(html), 'svg').filter(({ attributes }) => attributes.role === 'img')[0];

/** Points of a path of nothing but M and pairs. */
const pointsOf = ({ attributes }: Element): [number, number][][] =>
  attributes.d
    .split('M')
    .slice(1)
    .map((run) => {
      const numbers = run.trim().split(' ').map(Number);
      return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
    });
const curvesOf = (plot: Element) => elementsOf(plot, 'path').map(pointsOf);
const line = (frame: Omit<LineFrame, 'kind'>) => plotOf(linePlot({ kind: 'line', ...frame }, 'words'));

/** Number written beside an axis → its place there, 0 to 1000 from the left or from above. */
const ticks = (plot: Element, along: 'x' | 'y'): Map<number, number> =>
  new Map(
    elementsOf(plot, 'text')
      .filter(({ attributes }) => (along === 'x' ? attributes.dy === '18' : attributes.x === '-8'))
      .map((tick) => [Number(wordsOf(tick)), Number.parseFloat(tick.attributes[along]) * 10]),
  );

describe('a curve', () => {
  test('passes its points where the numbers at its axes say', () => {
    const x = [0, 1, 2, 3, 4];
    const y = [10, 8, 6, 2, 4];
    const plot = line({ series: [{ name: 'a', x, y }] });
    const [across, down] = [ticks(plot, 'x'), ticks(plot, 'y')];
    expect(across.size).toBeGreaterThan(2);
    expect(down.size).toBeGreaterThan(2);
    const [[first, ...points]] = curvesOf(plot)[0];
    expect(points).toHaveLength(5);
    expect(first).toEqual(points[0]);
    points.forEach(([left, high], i) => {
      expect(left).toBeCloseTo(across.get(x[i]) ?? Number.NaN, -0.5);
      expect(high).toBeCloseTo(down.get(y[i]) ?? Number.NaN, -0.5);
    });
  });
  test('has a gap where a number is missing, and a dot where it stands alone', () => {
    const plot = line({
      series: [{ name: '', x: [0, 1, 2, 3, 4], y: [1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3] }],
    });
    const runs = curvesOf(plot)[0];
    expect(runs.map((run) => new Set(run.map(String)).size)).toEqual([1, 1, 1]);
    for (const run of runs) expect(run).toHaveLength(2);
  });
  test('of many points keeps its peaks', () => {
    const count = 50_000;
    const y = Array.from({ length: count }, (_, i) => (i === 31_234 ? 9 : i === 31_235 ? -9 : Math.sin(i)));
    const plot = line({ series: [{ name: '', x: y.map((_, i) => i), y }] });
    const points = curvesOf(plot)[0].flat();
    expect(points.length).toBeLessThan(4 * 1001 + 2);
    const highs = points.map(([, high]) => high);
    const down = ticks(plot, 'y');
    // Between -9 and 9 the axis is even: from two of its numbers follow all places.
    const [[a, at], [b, bt]] = [...down];
    const place = (value: number): number => at + ((value - a) / (b - a)) * (bt - at);
    expect(Math.min(...highs)).toBeCloseTo(place(9), -0.5);
    expect(Math.max(...highs)).toBeCloseTo(place(-9), -0.5);
  });
  test('that leaves its axis by far still has places that a browser can read', () => {
    const plot = line({ series: [{ name: '', x: [0, 1, 1e300], y: [0, 1e300, 1] }], x: { max: 1 }, y: { max: 1 } });
    for (const place of curvesOf(plot)[0].flat(2)) expect(Math.abs(place)).toBeLessThan(1e6);
    expect(elementsOf(plot, 'path')[0].attributes.d).toMatch(/^M[-\d ]+$/);
  });
  test('is told from the others by its dashes too', () => {
    const series = ['a', 'b', 'c', 'd'].map((name) => ({ name, x: [0, 1], y: [0, 1] }));
    const html = linePlot({ kind: 'line', series }, '');
    const dashes = elementsOf(plotOf(html), 'path').map(({ attributes }) => attributes['stroke-dasharray']);
    expect(new Set(dashes).size).toBe(4);
    const keys = elementsOf(elementsOf(read(html), 'p')[0], 'path');
    expect(keys.map(({ attributes }) => attributes['stroke-dasharray'])).toEqual(dashes);
  });
  test('has lines for reference and single points, those outside left out', () => {
    const plot = line({
      series: [{ name: '', x: [0, 10], y: [0, 10] }],
      points: [{ name: 'p', x: [5, 50], y: [5, 5] }],
      marks: [{ y: 5, name: 'half' }],
      x: { min: 0, max: 10 },
    });
    const circles = elementsOf(plot, 'circle');
    const mark = elementsOf(plot, 'line').filter(({ attributes }) => attributes.class === 'mark');
    expect(circles.map(({ attributes }) => attributes.cx)).toEqual(['50%']);
    expect(mark.map(({ attributes }) => attributes.y1)).toEqual([circles[0].attributes.cy]);
    expect(elementsOf(plot, 'text').map(wordsOf)).toContain('half');
  });
});

test('a histogram is as high as its counts, from the ground up', () => {
  const plot = plotOf(
    histogramPlot({ kind: 'histogram', from: 0, to: 4, series: [{ name: '', values: [1, 2, 0, 4] }] }, ''),
  );
  const [path] = elementsOf(plot, 'path');
  const steps = [...path.attributes.d.matchAll(/V(\d+)H(\d+)/g)].map(([, high, right]) => [+high, +right]);
  expect(steps.map(([, right]) => right)).toEqual([250, 500, 750, 1000]);
  const heights = steps.map(([high]) => 1000 - high);
  expect(heights[2]).toBe(0);
  for (const i of [0, 1]) expect(heights[i] / heights[3]).toBeCloseTo([1, 2][i] / 4, 2);
});

describe('a heat map', () => {
  const map: HeatmapFrame = {
    kind: 'heatmap',
    values: [
      [0, 0, 1],
      [1, Number.NaN, 0.5],
    ],
    rows: ['first', 'second'],
    columns: ['a', 'b', 'c'],
    marks: [{ row: 1, column: 2, sign: 'x' }],
  };
  test('has the colours of its values, neighbours alike in one piece, nothing where nothing is', () => {
    const cells = elementsOf(plotOf(heatmapPlot(map, '')), 'path').map(({ attributes }) => [
      attributes.fill,
      attributes.d,
    ]);
    // the ends of viridis, as published
    expect(cells.slice(0, 3)).toEqual([
      ['#440154', 'M0 0H2v1H0z'],
      ['#fde725', 'M2 0H3v1H2z'],
      ['#fde725', 'M0 1H1v1H0z'],
    ]);
    expect(cells.map(([, d]) => d).slice(3)).toEqual(['M2 1H3v1H2z']);
  });
  test('has names at its edges, and signs in its cells', () => {
    const words = elementsOf(plotOf(heatmapPlot(map, '')), 'text').map(wordsOf);
    expect(words).toEqual(['a', 'b', 'c', 'first', 'second', 'x']);
  });
});

describe('in words', () => {
  test('a chart says what it shows and its numbers', () => {
    const words = told(
      {
        kind: 'line',
        series: [{ name: 'held out', x: [0, 5, 10], y: [4, 1, 2] }],
        x: { label: 'step' },
        y: { label: 'loss' },
        marks: [{ y: Math.LN2, name: 'ln 2' }],
      },
      'How it learns',
    );
    expect(words).toBe(
      'How it learns. Line chart: loss over step. held out: 3 points, from 4 at 0 to 2 at 10, lowest 1, highest 4. A line at 0.693: ln 2.',
    );
  });
  test('a histogram says where it is highest, a map which cell', () => {
    expect(told({ kind: 'histogram', from: 0, to: 4, series: [{ name: 'real', values: [1, 7, 2, 0] }] }, '')).toBe(
      'Histogram from 0 to 4. real: 4 bins, highest 7, at 1.5.',
    );
    const values = [
      [0, 0.2],
      [0.9, 0],
    ];
    expect(told({ kind: 'heatmap', values, rows: ['cat', 'sat'], columns: ['a', ''] }, 'Who looks')).toBe(
      'Who looks. Heat map of 2 rows and 2 columns, shades from 0 to 0.9. Highest: 0.9 in row 2 (sat), column 1 (a).',
    );
  });
});
