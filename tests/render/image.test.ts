import { describe, expect, test } from 'vitest';
import type { ImageFrame } from '../../src/render/frame.ts';
import { codes, draw } from './draw.ts';

const grey = (rows: number[][], style: ImageFrame['style']): ImageFrame => ({
  kind: 'image',
  width: rows[0].length,
  height: rows.length,
  channels: 1,
  pixels: rows.flat(),
  style,
});
/** Large enough not to be enlarged. */
const wide = (rows: number[][]): number[][] => rows.map((row) => [...row, ...new Array(33 - row.length).fill(0)]);

describe('ascii', () => {
  test('a cell is the mean of two pixels, one above the other', () => {
    const rows = wide([
      [0, 1, 1, 0.5],
      [0, 0, 1, 0.5],
    ]);
    expect(draw(grey(rows, 'ascii'))).toEqual([' +@+']);
  });

  test('32 pixels stand in 16 rows', () => {
    const lines = draw(
      grey(
        Array.from({ length: 32 }, () => new Array(32).fill(1)),
        'ascii',
      ),
    );
    expect(lines).toEqual(new Array(16).fill('@'.repeat(32)));
  });

  test('is what the others become in ASCII', () => {
    const rows = wide([[1], [1]]);
    for (const style of ['blocks', 'braille'] as const)
      expect(draw(grey(rows, style), { unicode: false })).toEqual(['@']);
  });
});

describe('blocks', () => {
  test('stack two pixels in a cell', () => {
    const rows = wide([
      [0, 1, 0, 1],
      [0, 0, 1, 1],
    ]);
    expect(draw(grey(rows, 'blocks'))).toEqual([' ▀▄█']);
  });

  test('a 2×2 image in true colour: red over green, blue over white', () => {
    const image: ImageFrame = {
      kind: 'image',
      width: 2,
      height: 2,
      channels: 3,
      pixels: [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 1],
      style: 'blocks',
    };
    expect(draw(image, { colour: 3, width: 3 })).toEqual([
      '\x1b[38;2;255;0;0;48;2;0;255;0m▀\x1b[38;2;0;0;255;48;2;255;255;255m▀\x1b[0m',
    ]);
    expect(draw(image, { colour: 2, width: 3 })).toEqual(['\x1b[38;5;196;48;5;46m▀\x1b[38;5;21;48;5;231m▀\x1b[0m']);
    expect(draw(image, { colour: 1, width: 3 })).toEqual(['\x1b[91;102m▀\x1b[34;107m▀\x1b[0m']);
  });

  test('an escape code only where the colour changes', () => {
    const image = grey(
      Array.from({ length: 2 }, () => new Array(40).fill(0.5)),
      'blocks',
    );
    expect(codes(draw(image, { colour: 3 })[0])).toHaveLength(2);
  });

  test('without colour the density of dots is the brightness', () => {
    const share = 0.25;
    const lines = draw(
      grey(
        Array.from({ length: 40 }, () => new Array(40).fill(share)),
        'blocks',
      ),
    );
    const lit = lines.join('').replace(/[▀▄]/g, '1').replace(/█/g, '11').replace(/ /g, '').length;
    expect(lit / 1600).toBeCloseTo(share, 1);
  });
});

describe('braille', () => {
  test('eight pixels are the eight dots of a cell', () => {
    // Dots 1, 5, 3 and 8 of the cell.
    const rows = wide([
      [1, 0, 1, 1],
      [0, 1, 1, 1],
      [1, 0, 1, 1],
      [0, 1, 1, 1],
    ]);
    expect(draw(grey(rows, 'braille'))[0].slice(0, 3)).toBe(String.fromCharCode(0x2800 + 0x95, 0x28ff, 0x2800));
  });
});

describe('size', () => {
  test('too large an image is averaged down', () => {
    const rows = Array.from({ length: 80 }, (_, y) => Array.from({ length: 80 }, (_, x) => (x + y) % 2));
    const lines = draw(grey(rows, 'ascii'), { width: 40 });
    expect(lines).toEqual(new Array(20).fill('+'.repeat(40)));
  });

  test('keeps its shape when only the height is short', () => {
    const lines = draw(
      grey(
        Array.from({ length: 40 }, () => new Array(40).fill(1)),
        'ascii',
      ),
      { width: 80, height: 10 },
    );
    expect(lines).toEqual(new Array(10).fill('@'.repeat(20)));
  });

  test('a small one grows by a whole factor', () => {
    const lines = draw(
      grey(
        [
          [1, 0],
          [0, 1],
        ],
        'ascii',
      ),
      { width: 9 },
    );
    expect(lines).toEqual(['@@@@', '@@@@', '    @@@@', '    @@@@']);
  });

  test('missing and impossible pixels are black or white, not an error', () => {
    const image: ImageFrame = {
      kind: 'image',
      width: 33,
      height: 2,
      channels: 1,
      pixels: [Number.NaN, 9, -1],
      style: 'ascii',
    };
    expect(draw(image)).toEqual([' +']);
  });
});
