/** Lessons against the labs they use: what can be seen by looking, and what only a run tells. */
import { describe, expect, it } from 'vitest';
import { checkLesson, checkRuns, specOf } from '../../src/course/check.ts';
import type { LabRun } from '../../src/course/lesson.ts';
import { InputError } from '../../src/data/input-error.ts';
import { findLab } from '../../src/labs/index.ts';
import { InlineHost, runResult } from '../../src/runner/run.ts';
import { corpora } from '../labs/corpora.ts';
import { readSmall } from './small.ts';

const host = new InlineHost(corpora());
const run = async (wanted: LabRun): Promise<unknown> => runResult(host, specOf(await findLab(wanted.lab), wanted));

async function refusal(checked: Promise<void>): Promise<InputError> {
  const error = await checked.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(InputError);
  return error as InputError;
}

describe('by looking', () => {
  it('a sound lesson passes', async () => {
    await checkLesson(readSmall());
  });

  it.each<[string, from: string, to: string, line: number, what: string, remedy: RegExp]>([
    [
      'a lab that is none',
      'run: { lab: sample, seed: 3 }',
      'run: { lab: sampl, seed: 3 }',
      38,
      'there is no lab "sampl"',
      /Did you mean sample\?/,
    ],
    [
      'a param that is none',
      'params: { temperature: 0 }',
      'params: { temprature: 0 }',
      14,
      'there is no knob "temprature"',
      /temperature/,
    ],
    [
      'a param out of bounds',
      'params: { temperature: 0 }',
      'params: { temperature: -1 }',
      14,
      '-1 is not possible here',
      /from 0 to 100/,
    ],
    [
      'a knob that is none',
      'knobs: [temperature, prompt]',
      'knobs: [temperature, promt]',
      39,
      'lab sample has no knob "promt"',
      /It has prompt, order/,
    ],
    [
      'a shell step for a lab that is none',
      'lab: sample\n      where',
      'lab: smaple\n      where',
      88,
      'there is no lab "smaple"',
      /sample/,
    ],
  ])('%s', async (_, from, to, line, what, remedy) => {
    const error = await refusal(checkLesson(readSmall([from, to])));
    expect(error.what).toBe(what);
    expect(error.where).toMatch(new RegExp(`^small\\.yaml:${line}:\\d+$`));
    expect(error.remedy).toMatch(remedy);
  });
});

describe('by running', () => {
  it('a sound lesson passes', async () => {
    await checkRuns(readSmall(), run);
  });

  it.each<[string, from: string, to: string, line: number, what: string]>([
    [
      'a guess at nothing',
      'at: /candidates/0/p',
      'at: /candidates/999/p',
      25,
      'the result holds nothing to compare at /candidates/999/p',
    ],
    [
      'a choice that leaves out the truth',
      'text: mat, value: mat }, { text: roof',
      'text: sea, value: sea }, { text: roof',
      18,
      'no choice is what the run says',
    ],
    [
      'a range without the truth',
      'min: 0, max: 1, at',
      'min: 0.5, max: 1, at',
      25,
      'the run says 0.34, outside min and max',
    ],
    [
      'an answer read off nothing',
      'at: /candidates/0/token }',
      'at: /candidates/0/tokn }',
      46,
      'the run gives no answer to this question',
    ],
  ])('%s', async (_, from, to, line, what) => {
    const error = await refusal(checkRuns(readSmall([from, to]), run));
    expect(error.what).toBe(what);
    expect(error.where).toMatch(new RegExp(`^small\\.yaml:${line}:\\d+$`));
    expect(error.remedy).toMatch(/\.$/);
  });

  it('a run that fails is said where the lesson asks for it', async () => {
    const error = await refusal(
      checkRuns(
        readSmall(['run: { lab: sample, seed: 3 }', 'run: { lab: sample, params: { corpus: nowhere.txt } }']),
        run,
      ),
    );
    expect(error.message).toContain('there is no such corpus (small.yaml:38:');
  });
});
