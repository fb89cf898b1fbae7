import { describe, expect, test } from 'vitest';
import { columns, type Frame, panel, rows, text } from '../../src/render/frame.ts';
import { draw } from './draw.ts';

test('rows stand below each other, with a gap when asked for', () => {
  expect(draw(rows(text('a'), text('b')))).toEqual(['a', 'b']);
  expect(draw({ ...rows(text('a'), text('b')), gap: 1 })).toEqual(['a', '', 'b']);
});

test('a panel is a box with its title', () => {
  expect(draw(panel('prompt', text('The cat')), { width: 20 })).toEqual([
    '╭─ prompt ─────────╮',
    '│ The cat          │',
    '╰──────────────────╯',
  ]);
  expect(draw(panel('a title too long for it', text('x')), { width: 14, unicode: false })).toEqual([
    '+- a tit... -+',
    '| x          |',
    '+------------+',
  ]);
});

describe('columns', () => {
  test('come to an end whatever their shares are', () => {
    const frame: Frame = { ...columns(text('a'), text('b'), text('c')), shares: [1.7e308, 1e300, 5e-324] };
    expect(draw(frame, { width: 1 })).toEqual(['a', 'b', 'c']);
    expect(draw({ ...frame, least: 4, shares: [1e308, 1e308, 1e308] }, { width: 40 })).toHaveLength(1);
  });

  test('share the width; boxes become equally tall', () => {
    const frame: Frame = { ...columns(panel('a', text('1')), panel('b', text('1\n2'))), shares: [2, 1], least: 10 };
    expect(draw(frame, { width: 40 })).toEqual([
      '╭─ a ────────────────────╮ ╭─ b ───────╮',
      '│ 1                      │ │ 1         │',
      '│                        │ │ 2         │',
      '╰────────────────────────╯ ╰───────────╯',
    ]);
  });

  test('stand below each other where one would be too narrow', () => {
    expect(draw(columns(text('a'), text('b')), { width: 40 })).toEqual(['a', 'b']);
    expect(draw(columns(text('a'), text('b')), { width: 60 })).toEqual([`a${' '.repeat(30)}b`]);
  });
});

describe('when the height is short', () => {
  const curve: Frame = { kind: 'line', series: [{ name: 'loss', x: [0, 1, 2], y: [3, 2, 1] }] };

  test('charts shrink first: no text is lost', () => {
    const lines = draw(rows(text('one\ntwo\nthree'), curve, text('last')), { height: 12 });
    expect(lines).toHaveLength(12);
    expect(lines.slice(0, 3)).toEqual(['one', 'two', 'three']);
    expect(lines.at(-1)).toBe('last');
  });

  test('also inside boxes', () => {
    const lines = draw(rows(panel('chart', curve), panel('text', text('said'))), { height: 12 });
    expect(lines).toHaveLength(12);
    expect(lines.at(-2)).toContain('said');
  });

  test('gaps go before anything else', () => {
    expect(draw({ ...rows(text('a'), text('b'), text('c')), gap: 2 }, { height: 4 })).toEqual(['a', 'b', 'c']);
  });

  test('then the lowest frames fall away', () => {
    expect(draw(rows(text('a'), text('b'), text('c')), { height: 2 })).toEqual(['a', 'b']);
  });
});
