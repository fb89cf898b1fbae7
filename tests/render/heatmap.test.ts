import { expect, test } from 'vitest';
import type { HeatmapFrame } from '../../src/render/frame.ts';
import { codes, draw } from './draw.ts';

const map = (values: number[][], more: Partial<HeatmapFrame> = {}): HeatmapFrame => ({
  kind: 'heatmap',
  values,
  ...more,
});

test('the least is empty, the most is full, the legend says which is which', () => {
  expect(
    draw(
      map([
        [0, 1],
        [0.5, 0.25],
      ]),
    ),
  ).toEqual(['  ██', '▒▒░░', '0   ░░▒▒▓▓██ 1']);
  expect(
    draw(
      map([
        [0, 1],
        [0.5, 0.25],
      ]),
      { unicode: false },
    ),
  ).toEqual(['  @@', '::..', '0   ..::**@@ 1']);
});

test('one of several that are alike goes without its legend', () => {
  expect(draw(map([[0, 1]], { legend: false }))).toEqual(['  ██']);
});

test('given ends count, and what lies beyond is cut off', () => {
  expect(draw(map([[-9, 5]], { min: 0, max: 10 }))).toEqual(['  ▒▒', '0   ░░▒▒▓▓██ 10']);
});

test('the sign of a value can be read without colour', () => {
  expect(draw(map([[-1, 0, 1]], { scale: 'diverging' }))).toEqual(['-█  +█', '-1 -█-▒  +▒+█ 1']);
});

test('a value that is missing is not the least', () => {
  expect(draw(map([[Number.NaN, 1, 0]]))[0]).toBe(' ·██');
});

test('labels stand beside rows and above columns; long ones run downwards', () => {
  expect(
    draw(
      map(
        [
          [1, 0],
          [0, 1],
        ],
        { rows: ['cat', 'a'], columns: ['x', 'y'] },
      ),
    ),
  ).toEqual(['    x y', 'cat ██', '  a   ██', '    0   ░░▒▒▓▓██ 1']);
  const names = Array.from({ length: 12 }, (_, i) => `n${String(i).padStart(2, '0')}`);
  expect(draw(map([names.map(() => 1)], { columns: names }), { width: 30 }).slice(0, 3)).toEqual([
    'n n n n n n n n n n n n',
    '0 0 0 0 0 0 0 0 0 0 1 1',
    '0 1 2 3 4 5 6 7 8 9 0 1',
  ]);
});

test('too large a map is averaged to fit, and says so', () => {
  const values = Array.from({ length: 20 }, (_, r) => Array.from({ length: 80 }, () => (r < 10 ? 1 : 0)));
  const lines = draw(map(values), { width: 40, height: 6 });
  expect(lines).toHaveLength(6);
  expect(lines[0]).toBe('█'.repeat(40));
  expect(lines[4]).toBe('');
  expect(lines[5]).toContain('20x80');
});

test('colours run from dark to light', () => {
  const [line] = draw(map([[0, 1]]), { colour: 3 });
  const [low, high] = codes(line).filter((code) => code.startsWith('48;2;'));
  const light = (code: string): number =>
    code
      .split(';')
      .slice(2)
      .reduce((sum, part) => sum + Number(part), 0);
  expect(light(high)).toBeGreaterThan(light(low) + 200);
});

test('marks stand in the cell of their value, also in a map that is averaged to fit', () => {
  const values = [
    [0, 1],
    [0.5, 0.25],
  ];
  const marks = [
    { row: 0, column: 1, sign: 'x' },
    { row: 1, column: 0, sign: '●' },
    { row: 7, column: 0, sign: '!' },
  ];
  expect(draw(map(values, { marks }))).toEqual(['  x', '● ░░', '0   ░░▒▒▓▓██ 1']);
  expect(draw(map(values, { marks }), { unicode: false })[1]).toBe('@ ..');
  const [, lower] = draw(map(values, { marks }), { colour: 3 });
  expect(codes(lower)[0]).toMatch(/^1;38;2;255;255;255;48;2;/);
  const large = Array.from({ length: 20 }, () => Array.from({ length: 80 }, () => 0));
  const lines = draw(map(large, { marks: [{ row: 19, column: 79, sign: 'x' }] }), { width: 40, height: 6 });
  expect(lines[4]).toBe(`${'▒'.repeat(39)}x`);
});

test('on a log scale equal factors are equal steps, and what is not above zero is the least', () => {
  expect(draw(map([[1, 10, 100, 0]], { scale: 'log' }))).toEqual(['  ▒▒██', '1   ░░▒▒▓▓██ 100']);
  expect(draw(map([[0, -1]], { scale: 'log' }))[1]).toMatch(/^1 /);
});
