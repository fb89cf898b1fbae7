import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BarsFrame } from '../../src/render/frame.ts';
import { draw } from './draw.ts';

const bars = (...list: BarsFrame['bars']): BarsFrame => ({ kind: 'bars', bars: list });
const eighths = ' ▏▎▍▌▋▊▉';
/** The length of a bar in eighths of a cell. */
const lengthOf = (line: string): number => {
  const [bar] = line.match(/█*[▏▎▍▌▋▊▉]?$/) ?? [''];
  return Array.from(bar).reduce((sum, char) => sum + (char === '█' ? 8 : eighths.indexOf(char)), 0);
};

describe('lengths', () => {
  test('are in proportion, to an eighth of a cell', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 }), (values) => {
        const lines = draw({ ...bars(...values.map((value) => ({ label: 'x', value }))), max: 1 }, { width: 42 });
        // 42 cells less the label and a space
        lines.forEach((line, i) => {
          const exact = values[i] * 40 * 8;
          expect(Math.abs(lengthOf(line) - exact)).toBeLessThanOrEqual(values[i] > 0 && exact < 1 ? 1 : 0.5);
        });
      }),
      { seed: 4 },
    );
  });

  test('without a maximum the largest is full', () => {
    expect(draw(bars({ label: 'a', value: 3 }, { label: 'b', value: 1.5 }), { width: 12 })).toEqual([
      'a ██████████',
      'b █████',
    ]);
  });

  test('what is not zero shows, what is zero does not', () => {
    expect(
      draw(bars({ label: 'a', value: 1 }, { label: 'b', value: 1e-9 }, { label: 'c', value: 0 }), { width: 12 }),
    ).toEqual(['a ██████████', 'b ▏', 'c']);
  });

  test('negative values reach to the left of zero', () => {
    expect(draw(bars({ label: 'a', value: 3 }, { label: 'b', value: -1 }), { width: 10, unicode: false })).toEqual([
      'a   ######',
      'b ##',
    ]);
  });

  test('no number at all draws no bar', () => {
    expect(draw(bars({ label: 'a', value: Number.NaN }), { width: 12 })).toEqual(['a']);
  });
});

test('labels and notes stand in columns, the mark points without colour', () => {
  const frame = bars(
    { label: 'mat', value: 0.34, note: '0.34', mark: true },
    { label: 'floor', value: 0.17, note: '0.17' },
  );
  expect(draw(frame, { width: 30, unicode: false })).toEqual([
    '> mat   ################  0.34',
    '  floor ########          0.17',
  ]);
  expect(draw(frame, { width: 30 })[0].startsWith('› mat')).toBe(true);
});

test('hues without colour have fillings of their own', () => {
  const frame = bars({ label: 'x', value: 1, tone: 'a' }, { label: 'y', value: 1, tone: 'b' });
  expect(draw(frame, { width: 5 })).toEqual(['x ███', 'y ▓▓▓']);
});

test('the bar pointed at stays when there are too many', () => {
  const frame = bars(...Array.from({ length: 9 }, (_, i) => ({ label: `t${i}`, value: 1, mark: i === 7 })));
  const lines = draw(frame, { height: 4, unicode: false });
  expect(lines.map((line) => line.slice(0, 10).trimEnd())).toEqual([
    '  t0 #####',
    '  t1 #####',
    '> t7 #####',
    '  ... 6 mo',
  ]);
});
