import { expect, test } from 'vitest';
import * as z from 'zod';
import { resultFrame, settingsFrame } from '../../src/labs/report.ts';
import { render } from '../../src/render/render.ts';

const lines = (frame: Parameters<typeof render>[0]): string[] =>
  render(frame, { width: 100, height: Number.POSITIVE_INFINITY, colour: 0, unicode: true });
/** Cells that stand apart by two blanks. */
const cells = (frame: Parameters<typeof render>[0]): string[][] =>
  lines(frame).map((line) =>
    line
      .replace(/[│╭╰╮╯]/g, '')
      .trim()
      .split(/ {2,}/),
  );

test('what is single stands in one table, records within by their path', () => {
  const told = cells(
    resultFrame({
      d_loss: 0.123456,
      steps: 123456,
      done: true,
      nothing: null,
      modes: [],
      target: { mean: 4, parts: { a: 'b' } },
    }),
  );
  expect(told.slice(2)).toEqual([
    ['d loss', '0.1235'],
    ['steps', '123456'],
    ['done', 'yes'],
    ['nothing', '–'],
    ['modes', 'none'],
    ['target mean', '4'],
    ['target parts a', 'b'],
  ]);
});

test('a list of records is a table of its own, a long list of numbers only counted', () => {
  const told = cells(
    resultFrame({
      pixels: new Array(300).fill(0.5),
      few: [1, 2, 3],
      rows: [
        { token: 'mat', p: 0.34 },
        { token: 'floor', p: 0.22, note: 'x' },
      ],
    }),
  );
  expect(told).toContainEqual(['pixels', '300 values']);
  expect(told).toContainEqual(['few', '1, 2, 3']);
  expect(told).toContainEqual(['token', 'p', 'note']);
  expect(told).toContainEqual(['mat', '0.34', '–']);
  expect(told).toContainEqual(['floor', '0.22', 'x']);
});

test('of very many records the first are shown, and it says so', () => {
  const told = lines(resultFrame({ all: Array.from({ length: 250 }, (_, at) => ({ at })) }));
  expect(told.some((line) => line.includes('… 150 more'))).toBe(true);
});

test('settings are the knobs as they were set', () => {
  const schema = z.strictObject({
    top_k: z.int().default(0).meta({ description: 'How many.' }),
    fast: z.boolean().default(false),
  });
  expect(cells(settingsFrame(schema, { top_k: 5, fast: false })).slice(2)).toEqual([
    ['--top-k', '5', 'How many.'],
    ['--fast', 'no'],
  ]);
});
