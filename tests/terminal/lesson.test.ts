/** A lesson on a real terminal, from its first screen to its last, as somebody new would go through it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshHome, givenBack, keys, open, program, type Terminal } from './terminal.ts';

const { enter, down, right } = keys;

/** Presses Enter until a step with this title stands there. */
async function next(terminal: Terminal, title: string): Promise<void> {
  await terminal.until('Enter next');
  terminal.type(enter);
  await terminal.until(title);
}

/** Answers with the choice that begins so, wherever it stands. */
async function choose(terminal: Terminal, words: string): Promise<void> {
  await terminal.until(words);
  const [, number] = new RegExp(`(\\d)\\. (\\S )?${words}`).exec(terminal.screen().join('\n'))!;
  terminal.type(number + enter);
}

it('goes from the first step to the last, with wrong answers, hints, a run in the shell and the closing page', async () => {
  const home = freshHome();
  const terminal = open(['learn', 'next-token'], { home });

  await terminal.until('You first');
  terminal.type(`35${enter}${down}${right}${right}${down}10${enter}`);
  await terminal.until(/roof +◂?━*─*▸? +10 %/);
  terminal.type(enter);
  // The first live result, in the first step: what was guessed beside what the model has counted.
  const result = await terminal.until('The model only counted');
  expect(result).toMatch(/mat +━+ +35 % +━+ +34 %/);
  expect(result).toMatch(/floor +━+ +10 % +━+ +22 %/);
  expect(result).toMatch(/something else +━+ +45 % +━+ +36 %/);

  await next(terminal, 'The whole trick is a loop');
  await next(terminal, 'Watch the loop turn');
  await terminal.until(/mat +█.*0\.34 +17 of 50/);
  await next(terminal, 'One prompt, two endings');
  await choose(terminal, 'The model learned something');
  await terminal.until('Not quite. Nothing is learned while writing.');
  terminal.type('h');
  await terminal.until('Hint 1: Which of the four parts');
  await choose(terminal, 'Only the draw');
  await terminal.until('Right. The counts did not move.');

  await next(terminal, 'No chance at all');
  await choose(terminal, 'mat');
  await terminal.until('As you said: mat.');
  await next(terminal, 'Turn it up');
  terminal.type(`0.5${enter}`);
  await terminal.until(/You said 0\.5, the run says 0\.1774/);
  await next(terminal, 'Your hand on the knobs');
  terminal.type(right);
  await terminal.until('temperature ◂ 1.1 ▸');
  await next(terminal, 'Three are left');
  for (const [answer, reason] of [
    ['0.34', 'That is 17 / 50, as before.'],
    ['2', 'A probability is never above 1.'],
  ]) {
    terminal.type(keys.backspace.repeat(4) + answer + enter);
    await terminal.until(`Not quite. ${reason}`);
  }
  terminal.type('w');
  await terminal.until('The answer: 0.53');
  await next(terminal, 'A longer memory');
  await choose(terminal, 'floor');
  await terminal.until('As you said: floor.');
  await next(terminal, 'From babble to sentences');
  await next(terminal, 'The price of memory');
  await choose(terminal, 'A context of 49');
  await terminal.until('Right.');
  await next(terminal, 'The loop, in our source');
  await terminal.until('export function* generate(');
  await next(terminal, 'What you know now');
  await next(terminal, 'Question 1 of 3');
  terminal.type(`0.75${enter}`);
  await next(terminal, 'Question 2 of 3');
  terminal.type(`1${down}${enter}`);
  await terminal.until('Not quite.');
  await terminal.until('Enter answer');
  terminal.type(`23${enter}`);
  await terminal.until('Right.');
  await next(terminal, 'Question 3 of 3');
  await choose(terminal, 'It uses "sat on the"');
  await next(terminal, 'Your turn, in the shell');
  await terminal.until('Waiting for a run');
  await expect.poll(() => existsSync(join(home, 'challenge.json'))).toBe(true);
  run(home, 'sample', 'My dog', '--corpus', 'toyland', '--order', '3');
  await terminal.until('still too warm');
  run(home, 'sample', 'My dog', '--corpus', 'toyland', '--order', '3', '--temperature', '0.5');
  await terminal.until('That is the whole command line of a text generator.');
  terminal.type(enter);
  const over = await terminal.until('That was the whole lesson.');
  expect(over).toMatch(/Questions right at the first try: \d of 6\./);
  terminal.type('q');
  await terminal.until(/✓ Predict the next token/);
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
  expect(terminal.wrapped()).toEqual([]);
}, 60_000);

/** A command in another terminal. */
function run(home: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, GENAI_TUTOR_HOME: home },
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
}

it('a learner who knows it already skips ahead, and can go back', async () => {
  const terminal = open(['learn', 'next-token']);
  await terminal.until('step 1 of');
  for (const step of [2, 3, 4, 5]) {
    terminal.type(step === 4 ? enter : 's');
    await terminal.until(`step ${step} of`);
  }
  terminal.type('b');
  await terminal.until('step 4 of');
});

it.each([
  ['q, then home', 'q'],
  ['Ctrl-C', keys.ctrlC],
  ['SIGTERM', 'SIGTERM'],
])('left by %s: another process comes back to exactly the same place', async (_, how) => {
  const home = freshHome();
  const first = open(['learn', 'next-token'], { home });
  await first.until('You first');
  first.type('s');
  await first.until('The whole trick');
  first.type(enter);
  await first.until('Watch the loop');
  first.type(enter);
  await first.until('One prompt, two endings');
  await choose(first, 'The model learned something');
  await first.until('Not quite. Nothing is learned');
  first.type('h');
  const before = await first.until('Hint 1');
  if (how === 'SIGTERM') first.signal(how);
  else first.type(how);
  if (how === 'q') {
    await first.until('Continue: Predict');
    first.type('q');
  }
  await first.ended();
  const second = open(['learn', 'next-token'], { home });
  const after = await second.until('One prompt, two endings');
  expect(after).toBe(before);
});
