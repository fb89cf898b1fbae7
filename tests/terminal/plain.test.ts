/** `genai learn --plain` before a terminal, as somebody with a screen reader uses it: lines in, lines out. */
import { describe, expect, it } from 'vitest';
import { freshHome, givenBack, keys, open, type Terminal } from './terminal.ts';

const { enter } = keys;

/** Waits for something said after this, so that older lines do not count. */
async function say(terminal: Terminal, line: string, until: string | RegExp): Promise<void> {
  const from = terminal.scrollback().join('\n').trimEnd().length;
  terminal.type(line + enter);
  await terminal.until((all) => {
    const news = all.trimEnd().slice(from);
    return typeof until === 'string' ? news.includes(until) : until.test(news);
  }, 'scrollback');
}

it('asks its questions on stdin, says why an answer is wrong, and keeps the progress', async () => {
  const home = freshHome();
  const terminal = open(['learn', 'next-token', '--plain'], { home });
  await terminal.until('Your guess: ');
  expect(terminal.isAlternateScreen).toBe(false);
  await say(terminal, 'lots', 'Give 3 numbers');
  await say(terminal, '40 30 10', /mat +40 % +34 %/);
  await say(terminal, '', /Step 2 of \d+: The whole trick is a loop/);
  await say(terminal, '', /Watch the loop turn(.|\n)*Enter goes on, or turn a knob:$/);
  await say(terminal, '', 'One prompt, two endings');
  await terminal.until('Your answer: ', 'scrollback');
  await say(terminal, 'The model learned', 'Not quite. Nothing is learned while writing.');
  await say(terminal, 'hint', 'Hint 1 of 2: Which of the four parts');
  await say(terminal, 'Only the draw', 'Right. The counts did not move.');
  await say(terminal, '', /Step 5 of \d+: No chance at all/);
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });

  const second = open(['learn', 'next-token', '--plain'], { home });
  await second.until('Welcome back: on with step 5 of');
  await second.until('Your guess: ');
  await say(second, 'mat', 'As you said: mat.');
  await say(second, 'quit', 'genai learn next-token --plain goes on there');
  expect(await second.ended()).toEqual({ status: 0, ...givenBack });

  // The full screen knows the same place.
  const third = open(['learn', 'next-token'], { home });
  await third.until('As you said: mat.');
});

describe('leaving', () => {
  it.each([
    ['Ctrl-D', keys.ctrlD, 0],
    ['Ctrl-C', keys.ctrlC, 130],
    ['SIGTERM', 'SIGTERM', 143],
  ])('by %s', async (_, how, status) => {
    const terminal = open(['learn', 'next-token', '--plain']);
    await terminal.until('Your guess: ');
    if (how === 'SIGTERM') terminal.signal(how);
    else terminal.type(how);
    expect(await terminal.ended()).toEqual({ status, ...givenBack });
  });
});

it('without a lesson it asks which', async () => {
  const terminal = open(['learn', '--plain']);
  await terminal.until('Which lesson? Enter opens 1');
  await say(terminal, 'next-token', 'Step 1 of');
});

it('without colours it writes no escape codes beyond those of the line that is typed', async () => {
  const terminal = open(['learn', 'next-token', '--plain'], { env: { NO_COLOR: '1' } });
  await terminal.until('Your guess: ');
  expect(terminal.raw).not.toMatch(/\x1b\[[\d;]*m/);
});

it('on a dumb terminal it writes no escape codes at all; Ctrl-C says how to go on', async () => {
  const terminal = open(['learn', 'next-token', '--plain'], { env: { TERM: 'dumb' } });
  await terminal.until('Your guess: ');
  await say(terminal, 'lots', 'Give 3 numbers');
  terminal.type(keys.ctrlC);
  expect(await terminal.ended()).toEqual({ status: 130, ...givenBack });
  expect(terminal.scrollback().join('\n')).toContain('genai learn next-token --plain goes on there');
  expect(terminal.raw).not.toContain('\x1b');
});
