import { describe, expect, it } from 'vitest';
import type { ShellCheck } from '../../src/course/lesson.ts';
import { awaited, checkRun, type RecordedRun } from '../../src/course/shell-check.ts';
import { labIds } from '../../src/labs/index.ts';

const run = (result: object, params: object = {}, lab = 'sample'): RecordedRun => ({
  lab,
  params: { ...params },
  seed: 7,
  result,
});
const check = (...where: ShellCheck['where']): ShellCheck => ({ lab: 'sample', where });
const hot = { at: '/params/temperature', min: 1, otherwise: 'It was not hot.' };
const long = { at: '/result/text', contains: 'mat', otherwise: 'There is no mat.' };

it('sees nothing where nothing was run, or another lab', () => {
  expect(checkRun(check(hot), [])).toEqual({ state: 'nothing' });
  expect(checkRun(check(hot), [run({}, { temperature: 2 }, 'gan')])).toEqual({ state: 'nothing' });
});

it('says the first condition that failed', () => {
  expect(checkRun(check(hot, long), [run({ text: 'the mat' }, { temperature: 0.5 })])).toEqual({
    state: 'other',
    why: 'It was not hot.',
  });
  expect(checkRun(check(hot, long), [run({ text: 'the sea' }, { temperature: 2 })])).toEqual({
    state: 'other',
    why: 'There is no mat.',
  });
});

it('takes any run that fits, and else tells the newest', () => {
  const fits = run({ text: 'a mat' }, { temperature: 1 });
  expect(checkRun(check(hot, long), [run({}), fits, run({})])).toEqual({ state: 'fits', run: fits });
  const newest = run({ text: 'sea' }, { temperature: 9 });
  expect(checkRun(check(hot, long), [run({}, { temperature: 0 }), newest])).toMatchObject({ why: 'There is no mat.' });
});

it('takes a request to a server for one, and no run of a lab', () => {
  const asked: ShellCheck = { command: 'serve', where: [hot] };
  expect(checkRun(asked, [run({}, { temperature: 2 })])).toEqual({ state: 'nothing' });
  expect(checkRun(asked, [run({}, {}, 'serve')])).toMatchObject({ state: 'other' });
  expect(checkRun(asked, [run({}, { temperature: 2 }, 'serve')])).toMatchObject({ state: 'fits' });
  expect(checkRun(check(hot), [run({}, { temperature: 2 }, 'serve')])).toEqual({ state: 'nothing' });
  expect([check(hot), asked].map(awaited)).toEqual(['run', 'request']);
  // else a run of it would pass for a request
  expect(labIds).not.toContain('serve');
});

describe('a condition', () => {
  type Condition = Omit<ShellCheck['where'][number], 'at' | 'otherwise'>;
  const fits = (condition: Condition, value: unknown): boolean =>
    checkRun(check({ at: '/result/x', otherwise: 'no', ...condition }), [run({ x: value })]).state === 'fits';

  it.each<[Condition, unknown[], unknown[]]>([
    [{ equals: 3 }, [3, 3 + 1e-10], [2, '3', true, undefined]],
    [{ equals: 'cat' }, ['cat'], ['Cat', ['cat']]],
    [{ equals: false }, [false], [true, 0, undefined]],
    [{ min: 2 }, [2, 9], [1.99, '5', undefined]],
    [{ max: 2 }, [2, -9], [2.01, '1', null]],
    [{ min: 1, max: 2 }, [1, 1.5, 2], [0, 3]],
    [{ contains: 'at' }, ['cat', ['at', 'bat']], ['dog', ['cat'], 7]],
    [{}, [0, null, 'x'], [undefined]],
  ])('%j', (condition, good, bad) => {
    for (const value of good) expect([value, fits(condition, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(condition, value)]).toEqual([value, false]);
  });
});
