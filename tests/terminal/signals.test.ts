/** Ctrl-Z, Ctrl-C and other signals outside of the full screen: pictures that grow in place, lessons as text, JSON. The full
 *  screen's own are in leaving.test.ts. */
import { describe, expect, it } from 'vitest';
import { givenBack, keys, open, shell, type Terminal, typed, typedBelow } from './terminal.ts';

/** Stops what runs, shows that the shell is there, and lets it go on. */
async function stopAndGoOn(bash: Terminal): Promise<void> {
  bash.type(keys.ctrlZ);
  await bash.until('Stopped');
  bash.type('echo here $((40 + 2))\r');
  await bash.until('here 42');
  bash.type('fg\r');
}

describe('Ctrl-Z', () => {
  it.each([
    ['gan', 'gan --steps 1500 --seed 3', /step [1-9]\d* of 1500/, /^data: /],
    ['diffuse', 'diffuse "a red boat" --seed 7 --steps 12', /step [2-9] of 12/, /─ prompt ─/],
  ])('and fg: the picture of %s goes on below, and nothing is drawn over', async (_, args, mark, top) => {
    const bash = await shell();
    bash.type(typed(args));
    await bash.until(mark);
    await stopAndGoOn(bash);
    await bash.until('the same again with --seed', 'scrollback');
    bash.type('exit\r');
    expect((await bash.ended()).rawMode).toBe(false);
    const rows = bash.scrollback();
    const stopped = rows.findIndex((row) => row.includes('Stopped'));
    const here = rows.indexOf('here 42');
    const tops = rows.flatMap((row, at) => (top.test(row) ? [at] : []));
    expect(tops).toHaveLength(2);
    expect([tops[0] < stopped, stopped < here, here < tops[1]]).toEqual([true, true, true]);
  });

  it('in a lesson as text, below a program such as npx: the shell has the terminal, then the prompt is back', async () => {
    const bash = await shell();
    bash.type(typedBelow('learn next-token --plain'));
    await bash.until('Your guess: ');
    bash.type('40 30');
    await bash.until('Your guess: 40 30');
    await stopAndGoOn(bash);
    await bash.until(/fg\n(.|\n)*Your guess: 40 30$/);
    bash.type(' 10\r');
    await bash.until(/mat +40 % +34 %/, 'scrollback');
    bash.type(keys.ctrlC);
    await bash.until(/shell> $|shell>$/);
    bash.type('exit\r');
    expect((await bash.ended()).rawMode).toBe(false);
  });
});

describe('Ctrl-C', () => {
  it('in the middle of the run of a lesson as text: its result is not waited for, and how to go on is said', async () => {
    const terminal = open(['learn', 'two-networks', '--plain']);
    await terminal.until('Your guess: ');
    terminal.type(`0.5\r${keys.ctrlC}`);
    expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
    const all = terminal.scrollback().join('\n');
    expect(all).not.toContain('the run says');
    expect(all).toContain('genai learn two-networks --plain goes on there');
  });

  it('in long JSON', async () => {
    const terminal = open(['gan', '--json', '--seed', '3']);
    await terminal.until('"step":100,', 'scrollback');
    terminal.type(keys.ctrlC);
    expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
  });
});

it('SIGTERM ends a growing picture', async () => {
  const terminal = open(['gan', '--seed', '3']);
  await terminal.until(/step [1-9]\d* of/);
  terminal.signal('SIGTERM');
  expect(await terminal.ended()).toEqual({ status: 143, ...givenBack });
});

it('the window of a growing picture is closed: nothing stays behind', async () => {
  const terminal = open(['gan', '--seed', '3']);
  await terminal.until(/step [1-9]\d* of/);
  terminal.hangUp();
  await expect.poll(() => terminal.isAlive, { timeout: 10_000 }).toBe(false);
});
