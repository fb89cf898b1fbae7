import { describe, expect, it } from 'vitest';
import { commandOf, help, promptOf } from '../../../src/cli/plain/typed.ts';
import { openLesson, play } from '../../../src/course/player.ts';
import { small } from '../../course/small.ts';

const at = (step: string) => play(openLesson(small), { type: 'goTo', step });

describe('a line', () => {
  it('is a command by its word or its letter', () => {
    for (const word of ['help', 'hint', 'skip', 'back', 'quit', 'show', 'again', 'restart', 'next']) {
      expect(commandOf(` ${word.toUpperCase()} `, at('count'))).toBe(word);
    }
    expect(['?', 'h', 's', 'b', 'q', 'exit'].map((line) => commandOf(line, at('count')))).toEqual(
      'hint hint skip back quit quit'.split(' '),
    );
  });

  it('is an answer otherwise', () => {
    for (const line of ['', 'x', '3', 'skip it', 'constructor', 'toString']) {
      expect(commandOf(line, at('count'))).toBeUndefined();
    }
  });

  it('of one letter is an answer where words are', () => {
    for (const step of ['name-it', 'shell-asks']) {
      expect(['h', 's', 'b', 'q'].map((line) => commandOf(line, at(step)))).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(commandOf('hint', at(step))).toBe('hint');
    }
  });

  it('that is a command is told in the help', () => {
    for (const word of ['hint', 'show', 'skip', 'back', 'again', 'restart', 'quit']) expect(help).toContain(word);
  });
});

it('the prompt says what is wanted', () => {
  expect(['hello', 'guess-word', 'play', 'count', 'shell', 'shell-asks'].map((step) => promptOf(at(step)))).toEqual([
    'Enter goes on: ',
    'Your guess: ',
    'Enter goes on, or turn a knob: ',
    'Your answer: ',
    'Enter when you have run it: ',
    'Your answer: ',
  ]);
  expect(promptOf(play(at('count'), { type: 'answer', answer: 0.3 }))).toBe('Enter goes on: ');
});
