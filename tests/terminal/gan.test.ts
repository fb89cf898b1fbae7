/** A lab's command before a terminal: one picture that grows in place, then the result. */
import { expect, it } from 'vitest';
import { givenBack, keys, open } from './terminal.ts';

it.each([
  { cols: 60, rows: 20 },
  { cols: 120, rows: 40 },
])('genai gan leaves one picture and the result at $cols by $rows', async ({ cols, rows }) => {
  const terminal = open(['gan', '--steps', '1000', '--seed', '3'], { cols, rows });
  await terminal.until(/step [1-9]\d* of/);
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
  const all = terminal.scrollback().filter((row) => row !== '');
  expect(all.filter((row) => /step \d+ of/.test(row))).toHaveLength(1);
  const told = all.indexOf('seed 3: the same again with --seed 3');
  expect(all[told + 1]).toMatch(/^target=normal steps=1000 wasserstein=/);
});

it('Ctrl-C in the middle of genai gan: 130, the terminal as it was', async () => {
  const terminal = open(['gan', '--seed', '3']);
  await terminal.until(/step [1-9]\d* of/);
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
});
