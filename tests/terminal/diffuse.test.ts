/** `genai diffuse` before a terminal: noise clears up in place, then the picture stands there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colours, freshHome, givenBack, keys, open } from './terminal.ts';

const boat = ['diffuse', 'a red boat at night', '--seed', '7', '--steps', '12'];

describe('noise that clears up', () => {
  it.each([
    { cols: 40, rows: 16 },
    { cols: 60, rows: 24 },
    { cols: 80, rows: 24 },
    { cols: 120, rows: 40 },
  ])('leaves one picture and the seed at $cols by $rows', async ({ cols, rows }) => {
    const terminal = open(boat, { cols, rows });
    await terminal.until(/step [2-9] of 12/);
    expect(terminal.screen().join('\n')).toContain('output: its guess');
    expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
    expect(terminal.wrapped()).toEqual([]);
    const all = terminal.scrollback();
    expect(all.filter((row) => /step \d+ of 12/.test(row))).toHaveLength(1);
    expect(all.filter((row) => row.includes('noise'))).toHaveLength(1);
    expect(all.join('\n')).toContain('nearest in training');
    expect(all.join('\n')).toContain('seed 7: the same again with --seed 7');
  });

  it('has prompt, model and output side by side where there is room', async () => {
    const terminal = open(boat);
    const screen = await terminal.until(/step [2-9] of 12/);
    expect(screen).toMatch(/╭─ prompt ─+╮ ╭─ model: sees noise ─+╮ ╭─ output: its guess ─+╮/);
    terminal.type(keys.ctrlC);
    expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
  });

  it('without colours where none are wanted', async () => {
    const terminal = open(boat, { env: { NO_COLOR: '1' } });
    await terminal.ended();
    expect(colours(terminal.raw)).toEqual([]);
  });

  it('tells what it could not follow in the picture', async () => {
    const terminal = open(['diffuse', 'a cat and a dragon', '--steps', '3', '--show', 'live']);
    await terminal.until(/does not know/);
    await terminal.ended();
  });
});

it('--show final draws it once, several beside each other', async () => {
  const terminal = open([...boat, '--show', 'final', '--count', '3']);
  expect((await terminal.ended()).status).toBe(0);
  const rows = terminal.scrollback().filter((row) => row !== '');
  expect(rows.length).toBeLessThanOrEqual(13);
  expect(terminal.raw).not.toContain('step 1 of');
  expect(Math.max(...rows.map((row) => row.length))).toBeGreaterThan(60);
});

describe('--train', () => {
  it('shows loss and pictures; Ctrl-C ends it, and what it has is kept', async () => {
    const folder = freshHome();
    const file = join(folder, 'mine.weights');
    const terminal = open(['diffuse', '--train', 'a cat', '--seed', '1', '--save', file]);
    await terminal.until(/step [1-9]\d* of 3300 · loss \d/);
    expect(terminal.screen().join('\n')).toMatch(/a cat +a yellow house/);
    terminal.type(keys.ctrlC);
    expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
    expect(terminal.scrollback().join('')).toContain(`saved ${file}`);
    expect(terminal.scrollback().join('')).not.toContain('the same again');
    expect(readdirSync(folder)).toEqual(['mine.weights']);
  });

  it('without --save says how to keep it', async () => {
    const terminal = open(['diffuse', '--train', '--seed', '1', '--steps', '3']);
    await terminal.until('--save FILE keeps the network', 'scrollback');
    expect((await terminal.ended()).status).toBe(0);
    expect(terminal.scrollback().join('')).toContain('the same again with --seed 1');
  });
});
