import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canGrade, gradeQuestion, measuredOf, rightAnswer, sameValue } from '../../src/course/grade.ts';
import type { Question } from '../../src/course/lesson.ts';
import { questionIn } from './small.ts';

const none = new Map<string, unknown>();
const ran = (token: unknown) => new Map([['play', { candidates: [{ token }] }]]);
const from = { from: 'play', at: '/candidates/0/token' };

describe('one choice', () => {
  const question: Question = {
    type: 'choice',
    choices: [
      { text: 'counts', right: true, why: 'It counts.' },
      { text: 'thinks', why: 'It does not.' },
    ],
  };

  it('is right or wrong, each with its own reason', () => {
    expect(gradeQuestion(question, 0, none)).toEqual({ right: true, why: 'It counts.' });
    expect(gradeQuestion(question, 1, none)).toEqual({ right: false, why: 'It does not.' });
    expect(rightAnswer(question, none)).toBe('counts');
  });
});

describe('a measured choice', () => {
  const question = questionIn('measured');

  it('is what the run says', () => {
    expect(measuredOf(question)).toEqual(from);
    expect([0, 1, 2].map((choice) => gradeQuestion(question, choice, ran('mat')).right)).toEqual([true, false, false]);
    expect([0, 1, 2].map((choice) => gradeQuestion(question, choice, ran('floor')).right)).toEqual([
      false,
      true,
      false,
    ]);
    expect(rightAnswer(question, ran('floor'))).toBe('floor');
  });

  it('is the one without a value when the run says something else', () => {
    expect([0, 1, 2].map((choice) => gradeQuestion(question, choice, ran('roof')).right)).toEqual([false, false, true]);
    expect(rightAnswer(question, ran('roof'))).toBe('Another one');
  });

  it('cannot be graded before the run, by what is no value, or where no choice stands for it', () => {
    expect(canGrade(question, none)).toBe(false);
    expect(canGrade(question, ran({ word: 'mat' }))).toBe(false);
    expect(canGrade(question, ran('mat'))).toBe(true);
    const closed = { ...question, choices: (question as { choices: object[] }).choices.slice(0, 2) } as Question;
    expect(canGrade(closed, ran('floor'))).toBe(true);
    expect(canGrade(closed, ran('roof'))).toBe(false);
    expect(() => gradeQuestion(question, 0, none)).toThrow('no result at /candidates/0/token of step play');
  });
});

describe('several', () => {
  const question = questionIn('which');

  it('are right all together only', () => {
    expect(gradeQuestion(question, [2, 0], none)).toEqual({ right: true, why: 'One is. Three is.' });
    expect(rightAnswer(question, none)).toBe('one · three');
  });

  it('are told what is wrong, and how many are missing but not which', () => {
    expect(gradeQuestion(question, [0], none)).toEqual({ right: false, why: 'One more is right.' });
    expect(gradeQuestion(question, [1], none)).toEqual({ right: false, why: '"two": Two is not. 2 more are right.' });
    expect(gradeQuestion(question, [0, 1, 2], none)).toEqual({ right: false, why: '"two": Two is not.' });
  });
});

describe('a number', () => {
  const question = questionIn('count');
  const grade = (given: number) => gradeQuestion(question, given, none);

  it('is right within its tolerance, up to rounding', () => {
    expect([0.29, 0.3, 0.31, 0.1 + 0.2].every((given) => grade(given).right)).toBe(true);
    expect([0.28, 0.3111, -0.3].some((given) => grade(given).right)).toBe(false);
    expect(grade(0.3).why).toBe('So it is.');
    expect(rightAnswer(question, none)).toBe('0.3 bits');
  });

  it('is told the first reason whose range it falls in', () => {
    expect([1, 7, 0, -2, 0.5].map((given) => grade(given).why)).toEqual([
      'Too much.',
      'Too much.',
      'Too little.',
      'Too little.',
      'Count again.',
    ]);
  });

  it('is right exactly when it is as near as the tolerance says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat({ max: 100 }),
        fc.integer({ min: -200, max: 200 }),
        (answer, tolerance, off) => {
          const exact: Question = { type: 'number', answer, tolerance, why: 'Yes.', wrong: [{ why: 'No.' }] };
          expect(gradeQuestion(exact, answer + off, none).right).toBe(Math.abs(off) <= tolerance);
        },
      ),
      { seed: 4 },
    );
  });

  it('may be read off a run, if that says a number', () => {
    const measured = { ...question, answer: from } as Question;
    expect(gradeQuestion(measured, 17, ran(17)).right).toBe(true);
    expect(gradeQuestion(measured, 18, ran(17)).right).toBe(false);
    expect(canGrade(measured, ran('17'))).toBe(false);
    expect(rightAnswer(measured, ran(17))).toBe('17 bits');
  });
});

describe('a short answer', () => {
  const question = questionIn('name-it');
  const grade = (given: string) => gradeQuestion(question, given, none);

  it('does not mind case and spaces', () => {
    for (const given of ['bigram', ' BiGram ', '2-gram', 'ｂｉｇｒａｍ'])
      expect([given, grade(given).right]).toEqual([given, true]);
    expect(grade('bi gram').right).toBe(false);
  });

  it('is told the reason for what it was like', () => {
    expect(grade('Trigram')).toEqual({ right: false, why: 'That has three.' });
    expect(grade('chain')).toEqual({ right: false, why: 'It has a Greek name.' });
    expect(rightAnswer(question, none)).toBe('bigram');
  });

  it('may be read off a run', () => {
    const measured = { ...question, answer: from } as Question;
    expect(gradeQuestion(measured, 'MAT', ran('mat')).right).toBe(true);
    expect(gradeQuestion(measured, '17', ran(17)).right).toBe(true);
    expect(rightAnswer(measured, ran('mat'))).toBe('mat');
  });
});

it('values are the same up to rounding, and never across types', () => {
  expect(sameValue(0.1 + 0.2, 0.3)).toBe(true);
  expect(sameValue(1e12, 1e12 + 1)).toBe(true);
  expect(sameValue(1, 1.000001)).toBe(false);
  expect([sameValue(1, '1'), sameValue(true, 1), sameValue('a', 'A'), sameValue('a', 'a')]).toEqual([
    false,
    false,
    false,
    true,
  ]);
});
