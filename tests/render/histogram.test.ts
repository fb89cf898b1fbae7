import { expect, test } from 'vitest';
import type { HistogramFrame } from '../../src/render/frame.ts';
import { draw } from './draw.ts';

const histogram = (...series: HistogramFrame['series']): HistogramFrame => ({
  kind: 'histogram',
  from: 0,
  to: 4,
  series,
  height: 6,
});

test('heights are in proportion, to an eighth of a row', () => {
  expect(draw(histogram({ name: '', values: [4, 2, 1.125, 0] }), { width: 22 })).toEqual([
    '4 ┤████',
    '  │████',
    '2 ┤████████▁▁▁▁',
    '0 ┤████████████',
    '  └┬───────┬──────┬',
    '   0       2      4',
  ]);
});

test('in ASCII a row is filled or not', () => {
  const lines = draw(histogram({ name: '', values: [4, 2, 1, 0] }), { width: 12, unicode: false });
  expect(lines.slice(0, 4).map((text) => text.replace(/^.*[|+]/, ''))).toEqual(['##', '##', '####', '######']);
});

test('the second series is an outline in a sign of its own', () => {
  const frame = histogram({ name: 'data', values: [4, 4, 0, 0] }, { name: 'made', values: [0, 0, 4, 4] });
  const lines = draw({ ...frame, height: 7 }, { width: 24, unicode: false });
  expect(lines[0].trim()).toBe('# data   x made');
  expect(lines[1]).toMatch(/#+x+$/);
  expect(lines[3]).toMatch(/[^x]#+$/);
});

test('more bins than columns are averaged, and nothing falls off the end', () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : 2));
  const lines = draw(histogram({ name: '', values }), { width: 40 });
  const left = lines[0].search(/[┤│]/) + 1;
  expect(lines[0].slice(left)).toMatch(/^ +█+$/);
  const blocks = lines[0].match(/█/g)!.length;
  expect(Math.abs(blocks - (40 - left) / 2)).toBeLessThanOrEqual(1);
});
