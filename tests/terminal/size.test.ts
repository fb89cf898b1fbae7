/** Every screen on small and large terminals, with few colours or none, in plain ASCII; resizing while a lab runs. */
import { describe, expect, it } from 'vitest';
import { clears, colours, givenBack, keys, type Options, open, type Terminal } from './terminal.ts';

const sizes = [
  { cols: 60, rows: 20 },
  { cols: 80, rows: 24 },
  { cols: 120, rows: 40 },
];

/** The first screen with its labs, also where those stand below the edge. */
const home = (screen: string): boolean => /Labs: play|[1-9]\d more below/.test(screen) && /q quit$/.test(screen);

/** Home, help, a search, a lesson's lab and its question, a lab of its own. Ends by leaving. That the picture of every lab
 *  fits is seen to in labs/conformance.test.ts. */
async function tour(options: Options): Promise<Terminal> {
  const terminal = open([], options);
  await terminal.until(home);
  terminal.type('?');
  await terminal.until('Everywhere');
  terminal.type('x/babble');
  await terminal.until('From babble to sentences');
  terminal.type(keys.enter);
  await terminal.until(/This is .?toyland/);
  terminal.type('b');
  await terminal.until('A longer memory');
  terminal.type('s?');
  await terminal.until('You will be able to');
  terminal.type('xq');
  await terminal.until(home);
  terminal.type(keys.tab);
  await terminal.until('Labs: play');
  terminal.type(keys.enter);
  await terminal.until(/(running|done) . step [1-9]/);
  terminal.type(` ${keys.up}\u00e9`);
  await terminal.until(/(paused|done) . (at )?step/);
  terminal.type('q');
  await terminal.until(home);
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
  return terminal;
}

/** Rows that were drawn to, counted from 1. */
const rowsUsed = (raw: string): number[] => [...raw.matchAll(/\x1b\[(\d+);1H/g)].map(([, row]) => Number(row));

describe.each(sizes)('$cols by $rows', ({ cols, rows }) => {
  it('every screen fits, and is never cleared to be drawn anew', async () => {
    const terminal = await tour({ cols, rows });
    expect(terminal.wrapped()).toEqual([]);
    expect(terminal.raw).not.toMatch(/\n(?=.)/);
    expect(Math.max(...rowsUsed(terminal.raw))).toBe(rows);
    expect(clears(terminal.raw)).toBe(1);
  });
});

describe('signs and colours', () => {
  it('in 16 million colours', async () => {
    const terminal = open(['lab', 'sample']);
    await terminal.until('17 of 50');
    expect(colours(terminal.raw).some((code) => code.includes('38;2;'))).toBe(true);
  });

  it('in 256 colours', async () => {
    const terminal = open(['lab', 'sample'], { env: { COLORTERM: '' } });
    await terminal.until('17 of 50');
    expect(colours(terminal.raw).some((code) => code.includes('38;5;'))).toBe(true);
    expect(terminal.raw).not.toContain('38;2;');
  });

  it('in 16 colours', async () => {
    const terminal = open(['lab', 'gan'], { env: { COLORTERM: '', TERM: 'xterm' } });
    await terminal.until(/step [1-9]/);
    expect(colours(terminal.raw).length).toBeGreaterThan(0);
    expect(terminal.raw).not.toMatch(/[34]8;[25];/);
  });

  it('without colours', async () => {
    const terminal = await tour({ env: { NO_COLOR: '1' } });
    expect(colours(terminal.raw)).toEqual([]);
  });

  it('with --no-color', async () => {
    const terminal = open(['lab', 'sample', '--no-color']);
    await terminal.until('17 of 50');
    expect(colours(terminal.raw)).toEqual([]);
  });

  it('in ASCII', async () => {
    const terminal = await tour({ env: { LANG: 'C' } });
    expect([...new Set(terminal.raw.match(/[^\x00-\x7f]/g))]).toEqual([]);
    expect(terminal.wrapped()).toEqual([]);
  });
});

describe('the window changes its size while a lab runs', () => {
  it('follows, clears once for each change, and the lab goes on', async () => {
    const terminal = open(['lab', 'sample', '--max-tokens', '100000', '--corpus', 'toyland']);
    await terminal.until(/step [1-9]/);
    for (const { cols, rows } of [...sizes, { cols: 200, rows: 60 }, { cols: 80, rows: 24 }]) {
      const [before] = terminal.screen();
      terminal.resize(cols, rows);
      await terminal.until(() => isDrawnAt(terminal, cols, rows));
      await terminal.until(() => terminal.screen()[0] !== before);
      expect(terminal.wrapped()).toEqual([]);
    }
    expect(terminal.screen()[0]).toContain('running');
    expect(clears(terminal.raw)).toBeLessThanOrEqual(1 + sizes.length + 2);
  });

  it('there and back again, over sizes of all kinds, the screen is what it was: no row is left over', async () => {
    const terminal = open(['lab', 'gan', '--seed', '3', '--steps', '100']);
    await terminal.until(/done . step/);
    const before = terminal.screen();
    for (const { cols, rows } of [
      { cols: 200, rows: 60 },
      { cols: 60, rows: 20 },
    ]) {
      terminal.resize(cols, rows);
      await terminal.until(() => isDrawnAt(terminal, cols, rows));
    }
    terminal.resize(9, 2);
    await terminal.until('This');
    terminal.resize(80, 24);
    await terminal.until(() => isDrawnAt(terminal, 80, 24));
    expect(terminal.screen()).toEqual(before);
  });

  it('says kindly when it is too small, and comes back', async () => {
    const terminal = open(['lab', 'sample']);
    await terminal.until('17 of 50');
    terminal.resize(34, 8);
    const said = await terminal.until('This window has 34 columns');
    expect(said.replace(/\s+/g, ' ')).toContain(
      'Make it 40 by 12 or larger, and the screen comes back. Ctrl-C leaves.',
    );
    expect(terminal.wrapped()).toEqual([]);
    terminal.resize(80, 24);
    await terminal.until(() => isDrawnAt(terminal, 80, 24));
    terminal.resize(12, 3);
    await terminal.until('This window');
    terminal.type(keys.ctrlC);
    expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
  });
});

/** The line under the head is as wide as the window, up to 160 columns, and the keys stand in its last row. */
function isDrawnAt(terminal: Terminal, cols: number, rows: number): boolean {
  const screen = terminal.screen();
  return (
    screen[1].trim() === '─'.repeat(Math.min(160, cols)) &&
    screen.length === rows &&
    screen[rows - 1].includes('q back')
  );
}
