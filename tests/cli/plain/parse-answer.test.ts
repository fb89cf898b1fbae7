import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../../src/cli/plain/parse-answer.ts';
import { answerProblem, numberOf } from '../../../src/course/answer.ts';
import type { Guess, Question } from '../../../src/course/lesson.ts';

const choices = ['The mat', 'The floor', 'The flood', '4'].map((text) => ({ text, why: 'So.' }));
const choice: Question = { type: 'choice', choices };
const several: Question = { type: 'several', choices };
const number: Question = { type: 'number', answer: 1, tolerance: 0, why: 'So.', wrong: [{ why: 'No.' }] };
const short: Question = { type: 'short', answer: ['x'], why: 'So.', wrong: [{ why: 'No.' }] };
const spread: Guess = { type: 'spread', over: ['mat', 'floor', 'roof'], at: '/candidates' };

describe('one of several', () => {
  it.each([
    ['2', 1],
    [' 2. ', 1],
    ['2)', 1],
    ['the mat', 0],
    ['THE MA', 0],
    ['the floor', 1],
    ['the floo', 'the floo'], // two begin so
    ['4', 3], // its words go before its number
    ['roof', 'roof'],
    ['', ''],
  ])('%j', (typed, answer) => {
    expect(parseAnswer(choice, typed)).toBe(answer);
  });

  it('a number that no choice has is refused by the player', () => {
    for (const typed of ['0', '5', '-1', '1.5'])
      expect(answerProblem(choice, parseAnswer(choice, typed))).toBeDefined();
  });
});

describe('some of several', () => {
  it.each([
    ['1 3', [0, 2]],
    ['1,3', [0, 2]],
    ['3; 1', [2, 0]],
    ['1 and 2', [0, 1]],
    ['1 1 1', [0]],
    ['1 nothing', [0, -1]],
    ['', []],
  ])('%j', (typed, answer) => {
    expect(parseAnswer(several, typed)).toEqual(answer);
  });
});

describe('a number', () => {
  it.each([
    ['0.34', 0.34],
    ['0,34', 0.34],
    ['-0,5', -0.5],
    ['34 %', 0.34],
    ['34%', 0.34],
    ['1e3', 1000],
    ['1,2,3', undefined],
    ['34 bits', undefined],
    ['%', undefined],
    ['', undefined],
    ['  ', undefined],
    ['Infinity', undefined],
  ])('%j', (typed, value) => {
    expect(numberOf(typed)).toBe(value);
    expect(parseAnswer(number, typed)).toBe(value ?? typed.trim());
  });

  it('in per cent follows the unit of the question', () => {
    expect(parseAnswer({ ...number, unit: '%' }, '34 %')).toBe(34);
    expect(parseAnswer({ ...number, unit: 'bits' }, '34 %')).toBe('34 %');
  });

  it('is read back whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseAnswer(number, ` ${value} `)).toBe(Number(String(value)));
      }),
      { seed: 13 },
    );
  });
});

it('a short answer is what was typed, without the spaces around it', () => {
  expect(parseAnswer(short, '  a bigram ')).toBe('a bigram');
});

describe('a spread', () => {
  it.each([
    ['40 30 10', [40, 30, 10, 20]],
    ['40, 30, 10, 20', [40, 30, 10, 20]],
    ['40% 30 % 10%', [40, 30, 10, 20]],
    ['mat 40, floor 30', [40, 30, 0, 30]],
    ['roof: 100', [0, 0, 100, 0]],
    ['MAT=12.5', [12.5, 0, 0, 87.5]],
    ['33.3 33.3 33.3', [33.3, 33.3, 33.3, 0.1]],
    ['60 60 0', [60, 60, 0, 0]],
  ])('%j', (typed, shares) => {
    expect(parseAnswer(spread, typed)).toEqual(shares);
  });

  it.each(['40', '1 2 3 4 5', 'sea 40', 'mat', 'mat forty', ''])('is not made of %j', (typed) => {
    expect(parseAnswer(spread, typed)).toBe(typed);
  });

  it('that adds up to more than 100 is refused with its sum', () => {
    expect(answerProblem(spread, parseAnswer(spread, '60 60 0'))).toContain('add up to 120 %');
  });

  it('of any shares up to 100 can be graded', () => {
    const share = fc.integer({ min: 0, max: 33 });
    fc.assert(
      fc.property(share, share, share, (a, b, c) => {
        const answer = parseAnswer(spread, `${a} ${b} ${c}`);
        expect(answer).toEqual([a, b, c, 100 - a - b - c]);
        expect(answerProblem(spread, answer)).toBeUndefined();
      }),
      { seed: 14 },
    );
  });
});
