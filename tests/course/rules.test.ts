/** Lessons whose shape is right and that still could not be learned from. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { LessonSchema } from '../../src/course/lesson.ts';
import { brokenRules } from '../../src/course/rules.ts';
import { guessingText } from './guessing.ts';
import { changed, small } from './small.ts';

const broken = (...changes: readonly (readonly [string, string])[]): [string, string][] =>
  [...brokenRules(LessonSchema.parse(parse(changed(...changes))))].map(({ path, what }) => [path.join('.'), what]);

it('finds nothing in a sound lesson', () => {
  expect([...brokenRules(small)]).toEqual([]);
});

describe('a rule', () => {
  const choices = 'choices: [{ text: mat, value: mat }, { text: roof, value: roof }]';
  it.each<[string, from: string, to: string, path: string, what: string]>([
    ['each step has an id of its own', 'id: which', 'id: hello', 'steps.6.id', 'two steps have the id "hello"'],
    [
      'guesses read differently',
      choices,
      choices.replace('text: roof', 'text: mat'),
      'steps.1.guess.choices',
      'two choices read the same',
    ],
    [
      'guesses differ',
      choices,
      choices.replace('value: roof', 'value: mat'),
      'steps.1.guess.choices',
      'two choices have the same value',
    ],
    [
      'words of a spread differ',
      'over: [mat, floor, roof]',
      'over: [mat, floor, mat]',
      'steps.3.guess.over',
      'two choices read the same',
    ],
    ['a range is one', 'min: 0, max: 1, at', 'min: 1, max: 1, at', 'steps.2.guess.max', '"max" is not above "min"'],
    [
      'answers come from a step',
      'from: play',
      'from: nowhere',
      'steps.5.question.answer.from',
      'there is no step "nowhere"',
    ],
    [
      'answers come from an earlier step',
      'from: play',
      'from: shell',
      'steps.5.question.answer.from',
      'step "shell" comes later',
    ],
    [
      'answers come from a run',
      'from: play',
      'from: hello',
      'steps.5.question.answer.from',
      'step "hello" runs no lab',
    ],
    [
      'choices read differently',
      '{ text: Another one, why',
      '{ text: mat, why',
      'steps.5.question.choices',
      'two choices read the same',
    ],
    [
      'a measured answer is not marked too',
      'value: floor, why',
      'value: floor, right: true, why',
      'steps.5.question.choices',
      'the answer is measured',
    ],
    [
      'one choice may stand for the rest',
      '{ text: floor, value: floor, why',
      '{ text: floor, why',
      'steps.5.question.choices',
      'more than one choice has no value',
    ],
    [
      'values of choices differ',
      '{ text: floor, value: floor, why',
      '{ text: floor, value: mat, why',
      'steps.5.question.choices',
      'two choices have the same value',
    ],
    [
      'every wrong number has a reason',
      ', { why: Count again. }',
      '',
      'steps.7.question.wrong',
      'a wrong answer may fit none of the reasons',
    ],
    [
      'every wrong word has a reason',
      ', { why: It has a Greek name. }',
      '',
      'steps.8.question.wrong',
      'a wrong answer may fit none of the reasons',
    ],
    [
      'a shell step keeps to them too',
      'wrong: [{ why: Look again. }]',
      'wrong: [{ like: ["41"], why: Look again. }]',
      'steps.11.check.question.wrong',
      'a wrong answer may fit none of the reasons',
    ],
  ])('%s', (_, from, to, path, what) => {
    expect(broken([from, to])).toEqual([[path, what]]);
  });

  it('a question has a right answer', () => {
    expect(
      broken(['{ text: one, right: true,', '{ text: one,'], ['{ text: three, right: true,', '{ text: three,']),
    ).toEqual([['steps.6.question.choices', 'no choice is right']]);
  });

  it('a choice has one right answer only', () => {
    expect(broken(['type: several', 'type: choice'])).toEqual([['steps.6.question.choices', '2 choices are right']]);
  });
});

it('guesses at what comes next stand beside the same models all through a lesson', () => {
  const told = (from: string, to: string) =>
    [...brokenRules(LessonSchema.parse(parse(guessingText.replace(from, to))))].map(({ path, what }) => [
      path.join('.'),
      what,
    ]);
  expect(told('', '')).toEqual([]);
  expect(told('name: itself', 'name: bigram')[0]).toEqual(['steps.0.guess.beside', 'two have the same name']);
  expect(told('name: bigram', 'name: you')[0]).toEqual(['steps.0.guess.beside', 'two have the same name']);
  expect(told('name: itself', 'name: another')).toEqual([
    ['steps.1.guess.beside', 'an earlier guess stands beside others'],
    ['steps.3.guess.beside', 'an earlier guess stands beside others'],
  ]);
  expect(told('over: [mat, floor, roof]', 'over: [mat, mat]')).toEqual([
    ['steps.0.guess.over', 'two choices read the same'],
  ]);
});

it('stand in the order of the file', () => {
  expect(broken(['min: 0, max: 1, at', 'min: 1, max: 1, at'], ['id: play', 'id: hello']).map(([path]) => path)).toEqual(
    ['steps.2.guess.max', 'steps.4.id', 'steps.5.question.answer.from'],
  );
});
