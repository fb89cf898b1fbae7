import { describe, expect, test } from 'vitest';
import { Masks } from '../../src/export/masks.ts';
import { pathOf } from '../../src/export/path.ts';
import { type Shape, shapesOf } from '../../src/export/shapes.ts';

const masks = new Masks(1);
/** The rows of a character at one pixel a unit, `#` where it covers at least half. */
function drawn(char: string, columns = 1): string[] {
  const { width, height, cover } = masks.of(char, columns, false);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (cover[y * width + x] >= 0.5 ? '#' : '.')).join(''),
  );
}
const share = (char: string): number => {
  const { cover } = masks.of(char, 1, false);
  return cover.reduce((sum, value) => sum + value, 0) / cover.length;
};

describe('block elements', () => {
  test.each([...'▁▂▃▄▅▆▇█'].map((char, i) => [char, (i + 1) / 8] as const))('%s covers %d from below', (char, part) => {
    expect(share(char)).toBe(part);
    expect(drawn(char)[15]).toBe('########');
  });
  test.each([...'▏▎▍▌▋▊▉'].map((char, i) => [char, i + 1] as const))(
    '%s covers %d eighths from the left',
    (char, n) => {
      expect(new Set(drawn(char))).toEqual(new Set(['#'.repeat(n).padEnd(8, '.')]));
    },
  );
  test.each([...'░▒▓'].map((char, i) => [char, (i + 1) / 4] as const))('%s covers %d', (char, part) => {
    expect(share(char)).toBe(part);
  });
  // The quadrants as their Unicode names put them: upper left, upper right, lower left, lower right.
  test.each([
    ['▖', '..#.'],
    ['▗', '...#'],
    ['▘', '#...'],
    ['▙', '#.##'],
    ['▚', '#..#'],
    ['▛', '###.'],
    ['▜', '##.#'],
    ['▝', '.#..'],
    ['▞', '.##.'],
    ['▟', '.###'],
    ['▀', '##..'],
    ['▐', '.#.#'],
  ])('%s fills its quarters', (char, quarters) => {
    const rows = drawn(char);
    expect([rows[2][1], rows[2][6], rows[13][1], rows[13][6]].join('')).toBe(quarters);
  });
});

test('the eight dots of braille stand where Unicode numbers them', () => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8].map((dot) => {
    const rows = drawn(String.fromCodePoint(0x2800 + (1 << (dot - 1))));
    const y = rows.findIndex((row) => row.includes('#'));
    return [rows[y].indexOf('#') < 4 ? 'left' : 'right', y >> 2];
  });
  expect(places).toEqual([
    ['left', 0],
    ['left', 1],
    ['left', 2],
    ['right', 0],
    ['right', 1],
    ['right', 2],
    ['left', 3],
    ['right', 3],
  ]);
  expect(share('\u2800')).toBe(0);
});

describe('box drawing', () => {
  /** Whether ink reaches the left, right, upper and lower edge, where the next cell goes on. */
  const edges = (char: string): string => {
    const rows = drawn(char);
    return [rows[8][0], rows[8][7], rows[0][4], rows[15][4]].map((sign, i) => (sign === '#' ? 'lrud'[i] : '')).join('');
  };
  test.each([
    ['─━', 'lr'],
    ['│┃', 'ud'],
    ['┌┏╭', 'rd'],
    ['┐┓╮', 'ld'],
    ['└┗╰', 'ru'],
    ['┘┛╯', 'lu'],
    ['├┣', 'rud'],
    ['┤┫', 'lud'],
    ['┬┳', 'lrd'],
    ['┴┻', 'lru'],
    ['┼╋┿╂', 'lrud'],
    ['╴╸', 'l'],
    ['╵╹', 'u'],
    ['╶╺', 'r'],
    ['╷╻', 'd'],
  ])('%s reach the edges %s', (chars, reached) => {
    expect([...chars].map(edges)).toEqual([...chars].map(() => reached));
  });
  test('heavy lines are heavier', () => {
    expect(share('━')).toBeGreaterThan(2 * share('─'));
  });
});

test('letters are left to the font, and what it lacks is an empty box as wide as the character', () => {
  expect(shapesOf('A')).toBeUndefined();
  expect(drawn('l').join('').replaceAll('.', '').length).toBeGreaterThan(10);
  expect(drawn('é')).not.toEqual(drawn('e'));
  expect(drawn('e\u0301')).toEqual(drawn('é'));
  expect(drawn('x\u0302')).not.toEqual(drawn('x'));
  expect(drawn('猫', 2)[3]).toBe(`.${'#'.repeat(13)}..`);
  expect(drawn('👩‍👩‍👧', 2)).toEqual(drawn('猫', 2));
  expect(drawn(' ').join('')).not.toContain('#');
});

test('large and small bitmaps show the same letters', () => {
  const { width, cover } = new Masks(2).of('M', 1, false);
  const inked = (x: number): boolean => Array.from({ length: 32 }, (_, y) => cover[y * width + x]).some(Boolean);
  const small = drawn('M');
  // The large one has its ink in the same halves of the cell.
  expect(inked(2) || inked(3)).toBe(small.some((row) => row[1] === '#'));
  expect(new Masks(3).of('M', 1, false).cover.filter(Boolean).length).toBe(
    9 * small.join('').replaceAll('.', '').length,
  );
});

/** The signed area inside a path of ours, arcs as many short lines. */
function area(path: string): number {
  let sum = 0;
  for (const part of path.split('M').filter(Boolean)) {
    let [x, y] = [0, 0];
    const points: [number, number][] = [];
    for (const [, letter, args] of `L${part}`.matchAll(/([LhvHAaz])([^LhvHAaz]*)/g)) {
      const n = args.trim().split(/[ ,]+/).map(Number);
      if (letter === 'A' || letter === 'a') {
        const [r, , , , sweep] = n;
        const [toX, toY] = letter === 'a' ? [x + n[5], y + n[6]] : [n[5], n[6]];
        points.push(...arc([x, y], [toX, toY], r, sweep === 1));
        [x, y] = [toX, toY];
      } else if (letter === 'L') [x, y] = n;
      else if (letter === 'h') x += n[0];
      else if (letter === 'v') y += n[0];
      else if (letter === 'H') x = n[0];
      points.push([x, y]);
    }
    sum += Math.abs(
      points.reduce((s, [px, py], i) => {
        const [qx, qy] = points[(i + 1) % points.length];
        return s + px * qy - qx * py;
      }, 0) / 2,
    );
  }
  return sum;
}

/** Points on the short arc from a to b, clockwise on the screen when `sweep`. */
function arc(a: [number, number], b: [number, number], r: number, sweep: boolean): [number, number][] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const d = Math.hypot(dx, dy);
  const h = Math.sqrt(Math.max(0, r * r - (d * d) / 4)) * (sweep ? 1 : -1);
  const [cx, cy] = [(a[0] + b[0]) / 2 - (dy / d) * h, (a[1] + b[1]) / 2 + (dx / d) * h];
  const from = Math.atan2(a[1] - cy, a[0] - cx);
  let turn = Math.atan2(b[1] - cy, b[0] - cx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  return Array.from({ length: 400 }, (_, i) => [
    cx + r * Math.cos(from + (turn * i) / 400),
    cy + r * Math.sin(from + (turn * i) / 400),
  ]);
}

test.each<[string, Shape, number]>([
  ['a rectangle', { kind: 'rect', x: 1, y: 2, width: 3, height: 4 }, 12],
  ['a dot', { kind: 'dot', x: 2, y: 2, radius: 1.5 }, Math.PI * 2.25],
  ['a bend to the lower right', { kind: 'bend', x: 1, y: 5, right: 1, down: 1 }, (Math.PI * 7) / 4],
  ['a bend to the upper left', { kind: 'bend', x: 8, y: 12, right: -1, down: -1 }, (Math.PI * 7) / 4],
  ['a bend to the lower left', { kind: 'bend', x: 8, y: 5, right: -1, down: 1 }, (Math.PI * 7) / 4],
  ['a bend to the upper right', { kind: 'bend', x: 1, y: 12, right: 1, down: -1 }, (Math.PI * 7) / 4],
])('the path of %s encloses its area', (_, shape, expected) => {
  expect(area(pathOf(shape, 10, 20))).toBeCloseTo(expected, 2);
});
