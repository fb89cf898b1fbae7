/** Lessons against the labs they use and the rules of a course: what can be seen by looking, and what only a run tells. Every
 *  rule is broken once, in a lesson that keeps all others. */
import { describe, expect, it } from 'vitest';
import { checkLesson, specOf } from '../../src/course/check.ts';
import { lookAt } from '../../src/course/check-course.ts';
import { runProblems } from '../../src/course/check-runs.ts';
import type { LabRun } from '../../src/course/lesson.ts';
import type { LessonFile } from '../../src/course/lesson-file.ts';
import { regionOf } from '../../src/course/source.ts';
import type { InputError } from '../../src/data/input-error.ts';
import { findLab } from '../../src/labs/index.ts';
import { InlineHost, runResult } from '../../src/runner/run.ts';
import { corpora } from '../labs/corpora.ts';
import { readSound } from './small.ts';

const host = new InlineHost(corpora());
const run = async (wanted: LabRun): Promise<unknown> => runResult(host, specOf(await findLab(wanted.lab), wanted));

/** A source file that has the region count, of 3 lines, and one that is too long. */
const source = `// #region count\n1\n2\n3\n// #endregion\n// #region long\n${'1\n'.repeat(46)}// #endregion`;
const quote = async (file: string, region?: string) => regionOf(source, region, file);

const looked = (file: LessonFile) => lookAt(file, quote);
const ran = async (file: LessonFile, untried?: (command: string) => void): Promise<InputError[]> => {
  const problems: InputError[] = [];
  for await (const problem of runProblems(file, { run, untried })) problems.push(problem);
  return problems;
};

/** [line, what] of each */
const told = (problems: readonly InputError[]): [number, string][] => {
  for (const { where, remedy } of problems) {
    expect(where).toMatch(/^small\.yaml:\d+:\d+$/);
    if (remedy !== undefined) expect(remedy).toMatch(/[.?]$/);
  }
  return problems.map(({ where, what }) => [Number(where!.split(':')[1]), what]);
};

type Change = readonly [from: string, to: string];

describe('by looking', () => {
  it('a sound lesson passes', async () => {
    expect(await looked(readSound())).toEqual([]);
    await checkLesson(readSound());
  });

  it.each<[string, Change, line: number, what: string]>([
    [
      'a lab that is none',
      ['run: { lab: sample, seed: 3 }', 'run: { lab: sampl, seed: 3 }'],
      38,
      'there is no lab "sampl"',
    ],
    [
      'a param that is none',
      ['params: { temperature: 0 }', 'params: { temprature: 0 }'],
      14,
      'there is no knob "temprature"',
    ],
    [
      'a param out of bounds',
      ['params: { temperature: 0 }', 'params: { temperature: -1 }'],
      14,
      '-1 is not possible here',
    ],
    [
      'a knob that is none',
      ['knobs: [temperature, prompt]', 'knobs: [temperature, promt]'],
      39,
      'lab sample has no knob "promt"',
    ],
    [
      'a shell step for a lab that is none',
      ['lab: sample\n      where', 'lab: smaple\n      where'],
      92,
      'there is no lab "smaple"',
    ],
    ['a quote of nothing', ['region: count', 'region: cuont'], 86, 'no region "cuont"'],
    ['a quote without end', ['region: count', 'region: long'], 86, 'the quote has 46 lines, at most 45 are read'],
    ['an explanation first', ['    kind: predict\n    title: A word\n', ''], 0, ''],
    ['nobody to help', ['    hints: [Not two.]\n', ''], 52, 'there is no hint'],
    ['a reason given twice', ['why: Two is not.', 'why: One is.'], 60, 'this reason is given twice'],
    ['a wrong answer told the same', ['why: Too little.', 'why: Too much.'], 73, 'this reason is given twice'],
    [
      'no recap',
      ['kind: recap, title: Recap, points: [You have seen it all.]', 'kind: text, title: Recap, text: All.'],
      8,
      'there is no recap',
    ],
  ])('%s', async (name, change, line, what) => {
    if (name === 'an explanation first') {
      const first = readSound();
      const steps = [first.lesson.steps[0], first.lesson.steps[4], ...first.lesson.steps.slice(1)];
      const late = { ...first, lesson: { ...first.lesson, steps } };
      expect(told(await looked(late))).toEqual([[9, 'it explains before it asks']]);
      return;
    }
    expect(told(await looked(readSound(change)))).toEqual([[line, what]]);
  });

  it('tells all that is wrong, in the order of the file', async () => {
    const problems = await looked(
      readSound(
        ['params: { temperature: 0 }', 'params: { temprature: 0, order: 99, unit: char }'],
        ['    hints: [Not two.]\n', ''],
        ['region: count', 'region: cuont'],
      ),
    );
    expect(told(problems)).toEqual([
      [14, 'there is no knob "temprature"'],
      [14, '99 is not possible here'],
      [52, 'there is no hint'],
      [85, 'no region "cuont"'],
    ]);
  });

  it('to be opened, a lesson needs labs that are there, and no more', async () => {
    await checkLesson(readSound(['    hints: [Not two.]\n', '']));
    const lacking = checkLesson(readSound(['run: { lab: sample, seed: 3 }', 'run: { lab: sampl, seed: 3 }']));
    await expect(lacking).rejects.toThrow('there is no lab "sampl"');
  });
});

describe('by running', () => {
  it('a sound lesson passes', async () => {
    expect(await ran(readSound())).toEqual([]);
  });

  it.each<[string, Change, line: number, what: string]>([
    [
      'a guess at nothing',
      ['at: /candidates/0/p', 'at: /candidates/999/p'],
      25,
      'the result holds nothing to compare at /candidates/999/p',
    ],
    [
      'a choice that leaves out the truth',
      ['{ text: mat, value: mat }]\n', '{ text: sea, value: sea }]\n'],
      18,
      'no choice is what the run says',
    ],
    [
      'a range without the truth',
      ['min: 0, max: 1, at', 'min: 0.5, max: 1, at'],
      25,
      'the run says 0.34, outside min and max',
    ],
    [
      'an answer read off nothing',
      ['at: /candidates/0/token }', 'at: /candidates/0/tokn }'],
      46,
      'the run gives no answer to this question',
    ],
    [
      'the right choice always first',
      [
        'choices: [{ text: roof, value: roof }, { text: mat, value: mat }]',
        'choices: [{ text: mat, value: mat }, { text: roof, value: roof }]',
      ],
      8,
      '2 of 2 times the right choice is number 1',
    ],
    [
      'a reason that an earlier one hides',
      ['{ max: 0, why: Too little. }', '{ min: 2, max: 3, why: Too little. }'],
      73,
      'this reason is never said: an earlier one fits first, or the answer is right',
    ],
    [
      'a reason for the right answer',
      ['{ max: 0, why: Too little. }', '{ min: 0.295, max: 0.305, why: Nearly. }'],
      73,
      'this reason is never said: an earlier one fits first, or the answer is right',
    ],
    [
      'a wrong answer that is right',
      ['like: [trigram]', 'like: [Bigram]'],
      84,
      '"Bigram" stands among the wrong answers, and passes',
    ],
    [
      'a hint that leads astray',
      ['genai lab sample --order 3', 'genai lab sample --order 4'],
      95,
      'the command of the last hint does not solve it: Not order 3',
    ],
    [
      'a hint for another lab',
      ['genai lab sample --order 3', 'genai lab gradient --steps 3'],
      95,
      'the command of the last hint does not solve it: it runs gradient, not sample',
    ],
    [
      'a hint that is not possible',
      ['genai lab sample --order 3', 'genai lab sample --order 99'],
      95,
      '99 is not possible here',
    ],
    [
      'a hint without a command',
      [', genai lab sample --order 3]', ']'],
      95,
      'the last hint holds no command that solves the challenge',
    ],
    [
      'a challenge that is none',
      ['{ at: /params/order, equals: 3,', '{ at: /params/order, max: 3,'],
      93,
      'any run solves this challenge',
    ],
  ])('%s', async (_, change, line, what) => {
    const problems = told(await ran(readSound(change)));
    expect(problems).toContainEqual([line, what]);
    const others = problems.filter(([, other]) => other !== what).map(([, other]) => other);
    // A reason that says nothing hides behind the answer too.
    expect(others.filter((other) => !other.startsWith('this reason is never said'))).toEqual([]);
  });

  it('a run that fails is said where the lesson asks for it, and what needs it is not asked', async () => {
    const change = ['run: { lab: sample, seed: 3 }', 'run: { lab: sample, params: { corpus: nowhere.txt } }'] as const;
    expect(told(await ran(readSound(change)))).toEqual([[38, 'there is no such corpus']]);
  });

  it('a command that is more than the call of a lab is left to others', async () => {
    const commands: string[] = [];
    const change = ['genai lab sample --order 3]', '"genai lab sample --order 4; rm -rf /"]'] as const;
    expect(await ran(readSound(change), (command) => void commands.push(command))).toEqual([]);
    expect(commands).toEqual(['genai lab sample --order 4; rm -rf /']);
  });
});

describe('a challenge that waits for a request', () => {
  const problems = async (where: string, hint: string) =>
    told(
      await ran(
        readSound(
          ['lab: sample\n      where', 'command: serve\n      where'],
          ['{ at: /params/order, equals: 3, otherwise: Not order 3. }', where],
          ['genai lab sample --order 3]', `'${hint}']`],
        ),
      ),
    );
  const cold = '{ at: /params/temperature, equals: 0, otherwise: It was not cold. }';
  const cut = '{ at: /result/answers/0/finish_reason, equals: length, otherwise: It was not cut off. }';

  it.each<[string, where: string, hint: string, line: number, what: string | undefined]>([
    ['solved', cold, 'The body: {"model":"a","temperature":0}', 0, undefined],
    ['of which a server tells the rest', `${cold}, ${cut}`, '{"temperature":0,"max_tokens":1}', 0, undefined],
    ['of which a server tells all', cut, '{"model":"a","prompt":"b"}', 0, undefined],
    ['led astray', cold, '{"temperature":1}', 95, 'the request of the last hint does not solve it: It was not cold'],
    ['without a body', cold, 'Ask.', 95, 'the last hint holds no request that solves the challenge'],
    ['with half a body', cold, '{"temperature":0', 95, 'the last hint holds no request that solves the challenge'],
    [
      'that is none',
      '{ at: /params/prompt, otherwise: Ask. }',
      '{"prompt":"b"}',
      93,
      'any request solves this challenge',
    ],
  ])('%s', async (_, where, hint, line, what) => {
    expect(await problems(where, hint)).toEqual(what === undefined ? [] : [[line, what]]);
  });
});
