/** Every way out gives the terminal back: the other screen left, the cursor shown, keys as they were. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshHome, givenBack, keys, open, shell, type Terminal, typed } from './terminal.ts';

/** Code that runs in the program's process before its own. */
function preload(code: string): Record<string, string> {
  const file = join(freshHome(), 'preload.cjs');
  writeFileSync(file, code);
  return { NODE_OPTIONS: `--require ${file}` };
}

async function opened(args: readonly string[], mark: string, env = {}): Promise<Terminal> {
  const terminal = open(args, { env });
  await terminal.until(mark);
  expect(terminal.isAlternateScreen).toBe(true);
  expect(terminal.isCursorHidden).toBe(true);
  return terminal;
}

const places: readonly [what: string, args: readonly string[], mark: string][] = [
  ['home', [], 'Labs: play'],
  ['a lesson', ['learn', 'next-token'], 'step 1 of'],
  ['a running lab', ['lab', 'sample'], 'a second'],
];

it.each(
  places.flatMap(([place, args, mark]) => [
    { place, args, mark, how: 'Ctrl-C', status: 130 },
    { place, args, mark, how: 'SIGTERM', status: 143 },
  ]),
)('from $place: $how ends it', ({ args, mark, how, status }) => endsBy(how, status, args, mark));

it.each([
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
])('%s ends a running lab', (how, status) => endsBy(how, status, ['lab', 'sample'], 'a second'));

async function endsBy(how: string, status: number, args: readonly string[], mark: string): Promise<void> {
  const terminal = await opened(args, mark);
  if (how === 'Ctrl-C') terminal.type(keys.ctrlC);
  else terminal.signal(how as NodeJS.Signals);
  expect(await terminal.ended()).toEqual({ status, ...givenBack });
  expect(terminal.screen().join('').trim()).toBe('');
}

it('q leaves home', async () => {
  const terminal = await opened([], 'Labs: play');
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
});

it('q leaves a lab that was opened by its name, and goes home from one opened there', async () => {
  const named = await opened(['lab', 'sample'], 'a second');
  named.type('q');
  expect(await named.ended()).toEqual({ status: 0, ...givenBack });
  const home = await opened([], 'Labs: play');
  home.type(keys.tab + keys.enter);
  await home.until('a second');
  home.type('q');
  await home.until('Labs: play');
  home.type('q');
  expect(await home.ended()).toEqual({ status: 0, ...givenBack });
});

it('the window is closed: nothing stays behind', async () => {
  const terminal = await opened(['lab', 'sample'], 'a second');
  terminal.hangUp();
  await expect.poll(() => terminal.isAlive, { timeout: 10_000 }).toBe(false);
});

it('an error of the program itself is one line on the screen as it was, and status 1', async () => {
  const env = preload(`process.on('SIGUSR2', () => { throw new Error('the sky fell'); });`);
  const terminal = await opened(['lab', 'sample'], 'a second', env);
  terminal.signal('SIGUSR2');
  expect(await terminal.ended()).toEqual({ status: 1, ...givenBack });
  expect(terminal.screen().join('\n').trim()).toBe(
    'genai: something went wrong: the sky fell. Add --debug to see where.',
  );
});

it('a lab that crashes is said, and the screen lives on', async () => {
  const env = preload(`
    const { isMainThread, parentPort } = require('node:worker_threads');
    if (!isMainThread) setTimeout(() => { throw new Error('the lab blew up'); }, 300);`);
  const terminal = await opened(['lab', 'sample', '--max-tokens', '100000'], 'failed', env);
  await terminal.until('This run failed: the lab blew up');
  terminal.type('?');
  await terminal.until('In a lab');
  terminal.type('?r');
  await terminal.until('model: what came next');
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
});

it('a lab whose thread dies is said', async () => {
  const env = preload(`
    const { isMainThread } = require('node:worker_threads');
    if (!isMainThread) setTimeout(() => process.exit(7), 300);`);
  const terminal = await opened(['lab', 'sample', '--max-tokens', '100000'], 'failed', env);
  await terminal.until(/the lab's thread ended(.|\n)*unexpectedly(.|\n)*\(code 7\)/);
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
});

describe('Ctrl-Z', () => {
  it('leaves the terminal to the shell until fg', async () => {
    const bash = await shell();
    bash.type(typed('lab sample'));
    await bash.until('17 of 50');
    bash.type(keys.ctrlZ);
    await bash.until('Stopped');
    expect(bash.isAlternateScreen).toBe(false);
    expect(bash.isCursorHidden).toBe(false);
    bash.type('echo here $((40 + 2))\r');
    await bash.until('here 42');
    bash.type('fg\r');
    await bash.until('q back');
    expect(bash.isAlternateScreen).toBe(true);
    // Stopped by somebody else, it does the same.
    bash.signal('SIGTSTP');
    await bash.until(/Stopped(.|\n)*Stopped/);
    expect(bash.isAlternateScreen).toBe(false);
    bash.type('fg\r');
    await bash.until('q back');
    bash.type('?');
    await bash.until('In a lab');
    bash.type('xq');
    await bash.until(() => !bash.isAlternateScreen);
    await bash.until((screen) => screen.trimEnd().endsWith('shell>'));
    bash.type('exit $?\r');
    expect(await bash.ended()).toEqual({ status: 0, ...givenBack });
  });

  it('does nothing where no shell could go on with it', async () => {
    const terminal = await opened(['lab', 'sample'], '17 of 50');
    terminal.type(keys.ctrlZ);
    terminal.type('?');
    await terminal.until('In a lab');
    terminal.type('xq');
    expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
  });
});
