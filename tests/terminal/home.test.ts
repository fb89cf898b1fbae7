/** The first screen on a real terminal: the course, the labs, search, help. Lessons are found by their id or title. */
import { expect, it } from 'vitest';
import { givenBack, keys, open } from './terminal.ts';

it('without arguments the course opens: parts, lessons with minutes and progress, labs, keys', async () => {
  const terminal = open([]);
  const screen = await terminal.until('Labs: play with the models');
  expect(screen).toMatch(/Start here: \S.+\d+ min/);
  expect(screen).toContain('The three paradigms');
  expect(screen).toMatch(/· Predict the next token +\d+ min/);
  for (const lab of ['Tell what it is, or make a new one', 'Rules by hand, or learned from talk'])
    expect(screen).toContain(lab);
  expect(terminal.screen().at(-1)).toBe('↑↓ choose  Enter open  Tab labs  / search  ? help  q quit');
  expect(terminal.raw).not.toContain('…');
});

it('a lesson that was begun is offered first, at its step', async () => {
  const terminal = open(['learn', 'next-token']);
  await terminal.until('step 1 of');
  terminal.type('s');
  await terminal.until('step 2 of');
  terminal.type('q');
  const screen = await terminal.until('Continue: Predict the next token');
  expect(screen).toMatch(/Continue: Predict the next token +step 2 of \d+/);
  expect(screen).toMatch(/◐ Predict the next token/);
  terminal.type(keys.enter);
  await terminal.until('step 2 of');
});

it('searches lessons, steps and labs, and opens the very step', async () => {
  const terminal = open([]);
  await terminal.until('Labs: play');
  terminal.type('/');
  await terminal.until('lessons, steps and labs');
  terminal.type('zzz');
  await terminal.until('Nothing has these words');
  terminal.type(keys.backspace.repeat(3));
  await terminal.until((screen) => !screen.includes('Nothing'));
  terminal.type('babble');
  await terminal.until(/From babble to sentences +step · Predict the next token/);
  terminal.type(keys.enter);
  await terminal.until('This is toyland');
  terminal.type(`q/apart${keys.escape}`);
  await terminal.until('Labs: play');
});

it('help stands over every screen and goes away with any key', async () => {
  const terminal = open([]);
  await terminal.until('Labs: play');
  terminal.type('?');
  const help = await terminal.until('Everywhere');
  expect(help).toContain('search lessons, steps and labs');
  terminal.type('x');
  await terminal.until('Labs: play');
  terminal.type(keys.tab + keys.enter);
  await terminal.until('a second');
  terminal.type('?');
  expect(await terminal.until('In a lab')).toContain('pause and go on');
  terminal.type('x');
  await terminal.until(/(running|done) ·/);
  terminal.type('q');
  await terminal.until('Labs: play');
  terminal.type('q');
  expect(await terminal.ended()).toEqual({ status: 0, ...givenBack });
});

it('a lesson that is not there is said before the screen is taken', async () => {
  const terminal = open(['learn', 'nxt-token']);
  expect(await terminal.ended()).toEqual({ status: 2, ...givenBack });
  const { raw } = terminal;
  expect(raw).toContain('next-token');
  expect(raw).not.toContain('\x1b[?1049h');
});
