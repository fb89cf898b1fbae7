/** `genai sample` before a terminal: bars, the draw and the pick, the text growing, and the plain result last. */
import { describe, expect, it } from 'vitest';
import { colours, givenBack, keys, open } from './terminal.ts';

const given = { status: 0, ...givenBack };

it('shows what came next in the corpus, the draw and the pick, then the text alone as the last line', async () => {
  const terminal = open(['sample', 'The cat sat on the', '--seed', '3']);
  const drawn = await terminal.until(/› mat +█+.* 0\.34 +17 of 50/);
  expect(drawn).toMatch(/after "the" · drew 0\.\d{3}/);
  expect(drawn).toMatch(/ {2}floor +█+.* 0\.22 +11 of 50/);
  await terminal.until('after "mat"');
  expect(await terminal.ended()).toEqual(given);
  const rows = terminal.scrollback().filter((row) => row !== '');
  expect(rows.at(-1)).toBe('The cat sat on the mat.');
  expect(rows.at(-2)).toBe('seed 3: the same again with --seed 3');
  // One picture was drawn over and over: none of the others is left standing.
  expect(rows.filter((row) => row.includes('─ output ─'))).toHaveLength(1);
  expect(terminal.raw).not.toContain('\x1b[?1049h');
});

it.each([
  { cols: 40, rows: 12 },
  { cols: 60, rows: 20 },
  { cols: 120, rows: 40 },
])('fits into $cols by $rows, and leaves one picture behind', async ({ cols, rows }) => {
  const text = 'The cat sat on the';
  const terminal = open(['sample', text, '--seed', '3'], { cols, rows });
  expect(await terminal.ended()).toEqual(given);
  const all = terminal.scrollback().filter((row) => row !== '');
  expect(all.filter((row) => row.includes('─ output ─')).length).toBeLessThanOrEqual(1);
  expect(all.filter((row) => row.includes('what came next'))).toHaveLength(1);
  expect(all.at(-1)).toBe('The cat sat on the mat.');
});

it('Ctrl-C in the middle: 130, the cursor is back, no error', async () => {
  const terminal = open(['sample', '-n', '90', '--seed', '3']);
  await terminal.until('drew');
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ ...given, status: 130 });
  expect(terminal.scrollback().join('\n')).not.toContain('genai:');
});

describe('where pictures are not wanted', () => {
  it('TERM=dumb gets the text alone', async () => {
    const terminal = open(['sample', 'The cat sat on the', '--seed', '3'], { env: { TERM: 'dumb' } });
    expect(await terminal.ended()).toEqual(given);
    expect(terminal.raw).toBe('The cat sat on the mat.\r\n');
  });

  it('TERM=dumb lists a lab and opens no screen', async () => {
    const terminal = open(['lab', 'sample', '--seed', '3'], { env: { TERM: 'dumb' } });
    expect(await terminal.ended()).toEqual(given);
    expect(terminal.raw).not.toContain('\x1b');
    expect(terminal.raw).toContain('The cat sat on the mat.');
  });

  it('NO_COLOR leaves the bars and takes the colours', async () => {
    const terminal = open(['sample', '--seed', '3'], { env: { NO_COLOR: '1' } });
    await terminal.until(/› mat +█+/);
    expect(await terminal.ended()).toEqual(given);
    expect(colours(terminal.raw)).toEqual([]);
  });

  it('LANG=C gets ASCII', async () => {
    const terminal = open(['sample', '--seed', '3'], { env: { LANG: 'C' } });
    await terminal.until(/> mat +#+/);
    expect(await terminal.ended()).toEqual(given);
    expect([...new Set(terminal.raw.match(/[^\x00-\x7f]/g))]).toEqual([]);
  });
});

it('a prompt with escape codes is drawn without them', async () => {
  const terminal = open(['sample', 'The \x1b[2J\x1b]0;STOLEN\x07cat sat on the', '--seed', '3']);
  expect(await terminal.ended()).toEqual(given);
  for (const code of ['\x1b[2J', '\x1b]', '\x07']) expect(terminal.raw).not.toContain(code);
});

it('errors are one line on the terminal', async () => {
  const terminal = open(['sample', '--order', '9']);
  expect(await terminal.ended()).toEqual({ ...given, status: 2 });
  expect(terminal.raw.match(/^genai: .*order.*\r\n$/)).not.toBeNull();
});
