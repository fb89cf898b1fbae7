import { expect, test } from 'vitest';
import type { TableFrame } from '../../src/render/frame.ts';
import { draw } from './draw.ts';

const table: TableFrame = {
  kind: 'table',
  columns: [{ title: 'token' }, { title: 'what it is' }, { title: 'p', align: 'right' }],
  rows: [
    ['mat', 'a thing to sit upon', '0.34'],
    ['猫', 'cat', '0.1'],
  ],
};

test('columns are aligned under their titles', () => {
  expect(draw(table)).toEqual([
    'token  what it is              p',
    '────────────────────────────────',
    'mat    a thing to sit upon  0.34',
    '猫     cat                   0.1',
  ]);
});

test('the widest left-aligned column gives way first', () => {
  expect(draw(table, { width: 24, unicode: false })).toEqual([
    'token  what it is      p',
    '------------------------',
    'mat    a thing...   0.34',
    '?      cat           0.1',
  ]);
});

test('says how many rows do not fit', () => {
  const rows = Array.from({ length: 9 }, (_, i) => [String(i)]);
  expect(draw({ kind: 'table', columns: [{ title: 'n' }], rows }, { height: 5 })).toEqual([
    'n',
    '─',
    '0',
    '1',
    '… 7 more',
  ]);
});

test('a cell without a value is empty, a newline in a cell is a space', () => {
  expect(draw({ kind: 'table', columns: [{ title: '' }, { title: '' }], rows: [['a\nb'], ['c', 'd']] })).toEqual([
    'a b',
    'c    d',
  ]);
});
