import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answerProblem, numberOf, questionOf } from '../../src/course/answer.ts';
import { questionIn, small, stepOf } from './small.ts';

describe('the question of a step', () => {
  it('is that of a quiz, or of a shell step that asks one', () => {
    const asking = small.steps.filter((step) => questionOf(step) !== undefined).map(({ id }) => id);
    expect(asking).toEqual(['measured', 'which', 'count', 'name-it', 'shell-asks']);
  });
});

describe('what can be graded', () => {
  const numbered = stepOf('guess-number', 'predict').guess;
  it.each<[string, Parameters<typeof answerProblem>[0], Answer[], Answer[], string]>([
    ['a choice', questionIn('measured'), [0, 2], [3, -1, 0.5, '0', [0], Number.NaN], 'Choose one of the answers.'],
    ['a guess', stepOf('guess-word', 'predict').guess, [0, 1], [2, 'mat'], 'Choose one of the answers.'],
    [
      'several',
      questionIn('which'),
      [[0], [2, 0]],
      [[], [0, 0], [3], 1, '1', ['0'] as never],
      'Choose one answer or more.',
    ],
    ['a number', questionIn('count'), [0, -3.5, 1e9], ['3', Number.NaN, Infinity, [1]], 'Give a number.'],
    ['a guessed number', numbered, [0, 0.5, 1], [-0.1, 1.1], 'Give a number from 0 to 1.'],
    ['a short answer', questionIn('name-it'), ['bigram', '0'], ['', '  \t', 3, []], 'Give a word or a few.'],
  ])('of %s', (_, to, good, bad, problem) => {
    for (const answer of good) expect([answer, answerProblem(to, answer)]).toEqual([answer, undefined]);
    for (const answer of bad) expect([answer, answerProblem(to, answer)]).toEqual([answer, problem]);
  });
});

describe('a spread', () => {
  const { guess } = stepOf('guess-spread', 'predict');

  it('has a share for each word and one for the rest', () => {
    expect(answerProblem(guess, [100, 0, 0])).toBe('Give 4 shares.');
    expect(answerProblem(guess, 100)).toBe('Give 4 shares.');
  });

  it('has shares from 0 up', () => {
    for (const bad of [-1, Number.NaN, Infinity]) {
      expect(answerProblem(guess, [bad, 50, 25, 25])).toBe('A share is a number from 0 up.');
    }
  });

  it('says what its shares add up to when that is not 100', () => {
    expect(answerProblem(guess, [40, 30, 10, 10])).toBe('The shares add up to 90 %, they have to add up to 100 %.');
    expect(answerProblem(guess, [33.35, 33.35, 33.4, 0])).toContain('100.1 %');
  });

  it('may miss 100 by rounding, and by no more', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (off) => {
        const fits = answerProblem(guess, [50, 25, 25 + off, 0]) === undefined;
        expect(fits).toBe(Math.abs(off) < 0.05);
      }),
      { seed: 3, examples: [[0], [0.04], [-0.06]] },
    );
  });
});

describe('a typed number', () => {
  it('may be a fraction, have a comma, a typographic minus or a per cent sign', () => {
    const typed = ['17/32', ' 3 / 4 ', '0,34', '34 %', '\u22123', '-1,5', '2e3', '1/0', '1/2/3', '', '/2', 'x'];
    expect(typed.map((one) => numberOf(one))).toEqual([
      0.53125,
      0.75,
      0.34,
      0.34,
      -3,
      -1.5,
      2000,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('in per cent is a share of 1, unless the question asks for per cent, and none of bits', () => {
    for (const typed of ['25%', '25 %', ' 25,0 % ', '50/2 %']) {
      expect(numberOf(typed)).toBe(0.25);
      expect(numberOf(typed, '%')).toBe(25);
      expect(numberOf(typed, 'bits')).toBeUndefined();
    }
    expect(numberOf('25', '%')).toBe(25);
    expect(numberOf('25', 'bits')).toBe(25);
    expect(numberOf('25%%')).toBeUndefined();
  });
});
