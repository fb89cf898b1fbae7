import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LineFrame } from '../../src/render/frame.ts';
import { codes, draw } from './draw.ts';

const line = (y: readonly number[], more: Partial<LineFrame> = {}): LineFrame => ({
  kind: 'line',
  series: [{ name: '', x: y.map((_, i) => i), y }],
  ...more,
});

/** The dots set inside the plot, as [column, row] of the fine raster. */
function dotsOf(lines: readonly string[], left: number, rows: number): Set<string> {
  const dots = new Set<string>();
  const bits = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
  lines.slice(0, rows).forEach((text, row) => {
    Array.from(text.slice(left)).forEach((char, column) => {
      const set = char >= '\u2800' && char <= '\u28ff' ? char.charCodeAt(0) - 0x2800 : 0;
      bits.forEach((bit, i) => {
        if (set & bit) dots.add(`${column * 2 + (i % 2)},${row * 4 + (i >> 1)}`);
      });
    });
  });
  return dots;
}

test('a rising line goes from the lower left to the upper right', () => {
  expect(draw(line([0, 1], { height: 7 }), { width: 23 })).toEqual([
    '1.00 ┤               ⣀⠤',
    '0.75 ┤           ⣀⠤⠒⠉',
    '0.50 ┤       ⣀⠤⠒⠉',
    '0.25 ┤   ⣀⠤⠒⠉',
    '   0 ┤⠤⠒⠉',
    '     └┬───────┬───────┬',
    '      0      0.5    1.0',
  ]);
});

test('in ASCII it is a line of stars', () => {
  expect(draw(line([3, 2, 1], { height: 8 }), { width: 24, unicode: false })).toEqual([
    '    |***',
    '2.5 +   ****',
    '    |       *******',
    '    |              *****',
    '    |',
    '  0 +',
    '    ++--------+--------+',
    '     0        1        2',
  ]);
});

test('names its curves more and more briefly the narrower it gets, before one is cut', () => {
  const series = ['loss', 'held out'].map((name) => ({ name, x: [0, 1, 2], y: [3, 2, 1] }));
  const legend = (width: number): string => draw(line([], { series, height: 7 }), { width })[0].trim();
  const [long, short] = ['─o─ loss   ─x─ held out', 'o loss x held out'];
  for (let width = 40; width >= 18; width--) expect([long, short]).toContain(legend(width));
  expect(legend(40)).toBe(long);
  expect(legend(18)).toBe(short);
  expect(legend(14)).toBe('o loss x held…');
});

/** Numbers written at the left, with their rows. */
const ticksOf = (lines: readonly string[]): { row: number; value: number }[] =>
  lines.flatMap((text, row) => {
    const number = /^ *(-?[\d.]+(?:e-?\d+)?) ┤/.exec(text)?.[1];
    return number === undefined ? [] : [{ row, value: Number(number) }];
  });

test('numbers at the left stand at even distances, and each point sets the dot that they say', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 }),
      fc.constantFrom(-3, 0, 7.3),
      fc.constantFrom(0.02, 1, 450),
      fc.integer({ min: 5, max: 12 }),
      (shares, from, span, height) => {
        const y = shares.map((share) => from + share * span);
        fc.pre(Math.max(...y) - Math.min(...y) > span / 100);
        const lines = draw(line(y, { y: { min: from, max: from + span }, height }), { width: 60 });
        const rows = height - 2;
        const ticks = ticksOf(lines);
        if (ticks.length < 2) return;
        const perRow = (ticks[0].value - ticks[1].value) / (ticks[1].row - ticks[0].row);
        for (const { row, value } of ticks) {
          expect(value).toBeCloseTo(ticks[0].value - (row - ticks[0].row) * perRow, 6);
        }
        const left = lines[0].search(/[┤│]/) + 1;
        const across = (60 - left) * 2;
        const dots = dotsOf(lines, left, rows);
        y.forEach((value, i) => {
          const column = Math.round((i / (y.length - 1)) * (across - 1));
          // The middle of a row lies between its second and its third dot.
          const exact = 4 * ticks[0].row + 1.5 + (4 * (ticks[0].value - value)) / perRow;
          const near = [Math.floor(exact + 0.499), Math.ceil(exact - 0.499)].map((row) => `${column},${row}`);
          expect(near.some((dot) => dots.has(dot))).toBe(true);
        });
      },
    ),
    { seed: 5 },
  );
});

test('the axis of what is never below 0 does not go below it either', () => {
  for (let height = 5; height <= 20; height++) {
    for (const [most, least] of [
      [7.31, 1.87],
      [6.5, 0],
      [500, 7],
      [0.9, 0.02],
    ]) {
      const lines = draw(line([most, least], { height }), { width: 60, height });
      expect(Math.min(...ticksOf(lines).map(({ value }) => value))).toBe(0);
      const mirrored = draw(line([-most, -least], { height }), { width: 60, height });
      expect(Math.min(...ticksOf(mirrored).map(({ value }) => value))).toBeLessThan(0);
    }
  }
});

test('a mark has a row of its own that its number names', () => {
  for (let height = 5; height <= 12; height++) {
    const y = { min: 0, max: 1 };
    const lines = draw(line([0.1, 0.1], { y, height, marks: [{ y: 0.5, name: 'half' }] }), { width: 40 });
    const row = lines.findIndex((text) => text.includes('half'));
    const named = ticksOf(lines).find((tick) => tick.row === row);
    if (named) expect(named.value).toBe(0.5);
    expect(ticksOf(lines).every(({ value }) => value >= 0 && value <= 1)).toBe(true);
  }
});

test('nothing is drawn where a number is missing', () => {
  const lines = draw(line([1, 1, Number.NaN, Number.NaN, 1, 1], { y: { min: 0, max: 2 }, height: 7 }), { width: 30 });
  const left = lines[0].search(/[┤│]/) + 1;
  const columns = [...dotsOf(lines, left, 5)].map((dot) => Number(dot.split(',')[0]) / ((30 - left) * 2 - 1));
  expect(columns.some((at) => at <= 0.2)).toBe(true);
  expect(columns.some((at) => at >= 0.8)).toBe(true);
  expect(columns.filter((at) => at > 0.22 && at < 0.78)).toEqual([]);
});

test('on a log axis equal factors are equal steps', () => {
  const lines = draw(line([1, 10, 100, 1000], { y: { log: true }, height: 12 }), { width: 47 });
  const rowOf = (number: string): number => lines.findIndex((text) => new RegExp(`^ *${number} ┤`).test(text));
  expect([1000, 100, 10, 1].map((number) => rowOf(String(number)))).toEqual([0, 3, 6, 9]);
  // Zero and less cannot stand there.
  expect(draw(line([0, -1], { y: { log: true } })).join('')).not.toMatch(/[\u2801-\u28ff]/);
});

describe('several series', () => {
  const two: LineFrame = {
    kind: 'line',
    series: [
      { name: 'up', x: [0, 1], y: [0, 1] },
      { name: 'down', x: [0, 1], y: [1, 0] },
    ],
    height: 8,
  };

  test('are told apart by signs where there are no colours', () => {
    for (const unicode of [true, false]) {
      const [legend, top, ...rest] = draw(two, { unicode });
      expect(legend.trim()).toBe(unicode ? '─o─ up   ─x─ down' : '-o- up   -x- down');
      expect(top).toMatch(/x.*o$/);
      expect(rest.find((text) => /[┤│+|][ox]/.test(text))).toMatch(/o.*x/);
    }
  });

  test('have signs as well as colours', () => {
    const lines = draw(two, { colour: 3, width: 60 });
    expect(new Set(codes(lines[0])).size).toBe(3);
    const plot = lines
      .slice(1)
      .join('')
      .replace(/\x1b\[[\d;]*m/g, '');
    expect(plot).toMatch(/o/);
    expect(plot).toMatch(/x/);
  });
});

test('a mark is a dashed line with its name, inside the range', () => {
  const frame = line([0, 0.1], { marks: [{ y: 1, name: 'ln 2' }], height: 7 });
  expect(draw(frame)[0]).toMatch(/[┤│]╌+ ln 2$/);
  expect(draw(frame, { unicode: false })[0]).toMatch(/[+|](- )+-? *ln 2$/);
});

test('says the names of its axes', () => {
  const lines = draw(line([3, 2, 1], { x: { label: 'step' }, y: { label: 'loss' } }));
  expect(lines[0]).toMatch(/^ +loss/);
  expect(lines.at(-2)).toMatch(/─ step$/);
});

test('numbers beyond the axis are cut off, however large', () => {
  const lines = draw(line([1e308, -1e308, 0.5, 0.5], { y: { min: 0, max: 1 }, height: 6 }));
  expect(lines).toHaveLength(6);
  expect(lines.join('')).toMatch(/[\u2801-\u28ff]/);
});

test('no numbers at all still draw axes', () => {
  expect(draw({ kind: 'line', series: [] }).length).toBeGreaterThan(3);
});

describe('single points', () => {
  test('stand where a curve through them would pass, in front of it, with a sign of their own', () => {
    const frame = line([0, 1], { height: 6, points: [{ name: '', x: [0, 1], y: [0, 1] }] });
    expect(draw(frame, { width: 23 })).toEqual([
      '1 ┤                ⣀⡠⠤•',
      '  │          ⣀⡠⠤⠒⠊⠉',
      '  │    ⣀⡠⠤⠒⠊⠉',
      '0 ┤•⠒⠊⠉',
      '  └┬─────────┬────────┬',
      '   0        0.5     1.0',
    ]);
    const ball = line([2, 1], { points: [{ name: 'ball', x: [0.5], y: [1.5], big: true }] });
    expect(draw(ball)[0]).toMatch(/● ball$/);
    expect(draw(ball).slice(1).join('')).toMatch(/[\u2801-\u28ff]●[\u2801-\u28ff]/);
    expect(draw(ball, { unicode: false }).slice(1).join('')).toMatch(/\*@\*/);
  });

  test('widen the axes, unless those say where they end', () => {
    const points = [{ name: '', x: [0.5], y: [10] }];
    expect(draw(line([0, 1], { points })).join('\n')).toMatch(/^10(\.0)? ┤ +•/m);
    expect(draw(line([0, 1], { points, y: { min: 0, max: 1 } })).join('')).not.toContain('•');
  });
});
