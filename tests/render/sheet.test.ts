import fc from 'fast-check';
import { expect, test } from 'vitest';
import { text } from '../../src/render/frame.ts';
import { lookOf } from '../../src/render/palette.ts';
import { render } from '../../src/render/render.ts';
import { sheetOf } from '../../src/render/sheet.ts';
import { frames } from './frames.ts';

const size = { width: 60, height: 30 };

test('a cell knows its place, its colours and its weight', () => {
  const frame = text(['a', { text: 'é', tone: 'a', bold: true }, { text: '猫', tone: 'muted' }, 'z']);
  expect(sheetOf(frame, size, { a: [1, 2, 3] })).toEqual([
    [
      { column: 0, text: 'a', width: 1, look: {} },
      { column: 1, text: 'é', width: 1, look: { bold: true, fore: [1, 2, 3] } },
      { column: 2, text: '猫', width: 2, look: { dim: true } },
      { column: 4, text: 'z', width: 1, look: {} },
    ],
  ]);
});

test('looks follow the codes', () => {
  expect(lookOf('1;38;2;9;8;7;48;2;0;1;2', {})).toEqual({ bold: true, fore: [9, 8, 7], back: [0, 1, 2] });
  // 1, 2 and 49 as parts of a colour are no codes of their own
  expect(lookOf('38;2;1;2;49', {})).toEqual({ fore: [1, 2, 49] });
  expect(lookOf('49', { fore: [1, 1, 1], back: [2, 2, 2] })).toEqual({ fore: [1, 1, 1] });
  expect(lookOf('0', { bold: true })).toEqual({});
  expect(lookOf('', { bold: true })).toEqual({});
});

test('the cells of any frame spell the lines of a terminal', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      const lines = render(frame, { ...size, colour: 3, unicode: true }).map((line) =>
        line.replace(/\x1b\[[\d;]*m/g, ''),
      );
      const sheet = sheetOf(frame, size);
      const places = sheet.map((cells) => cells.map(({ column }) => column));
      const ends = sheet.map((cells) => [0, ...cells.map(({ column, width }) => column + width)]);
      expect(places).toEqual(ends.map((row) => row.slice(0, -1)));
      expect(Math.max(0, ...ends.flat())).toBeLessThanOrEqual(size.width);
      const spelled = sheet.map((cells) => cells.map((cell) => cell.text).join(''));
      // Characters without a width, such as a mark alone, take no cell.
      const visible = (line: string): string =>
        line.replace(/\p{M}|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '').trimEnd();
      expect(spelled.map(visible)).toEqual(lines.map(visible));
    }),
    { numRuns: 200 },
  );
});
