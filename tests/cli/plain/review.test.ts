/** A review as plain text, by somebody who types; and a lesson whose progress cannot be kept. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output.ts';
import { appender } from '../../../src/cli/plain/appender.ts';
import { LineInput } from '../../../src/cli/plain/line-input.ts';
import { Paper } from '../../../src/cli/plain/paper.ts';
import { ask } from '../../../src/cli/plain/review.ts';
import { Sitting } from '../../../src/cli/plain/sitting.ts';
import { changesBetween } from '../../../src/course/progress-changes.ts';
import type { Change } from '../../../src/course/progress-events.ts';
import { foldReviews } from '../../../src/course/review.ts';
import { openReview } from '../../../src/course/review-plan.ts';
import { InlineHost } from '../../../src/runner/run.ts';
import { openCourse } from '../../../src/store/lessons.ts';
import { ProgressStore } from '../../../src/store/progress.ts';
import { small } from '../../course/small.ts';
import { corpora } from '../../labs/corpora.ts';
import { emptyFolder } from '../../store/folder.ts';
import { fakeIo } from '../streams.ts';

const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;

function table(lines: readonly string[], folder = '/nowhere') {
  const { io, stdin, stdout } = fakeIo();
  stdin.end(lines.map((line) => `${line}\n`).join(''));
  const paper = new Paper(io, new Output(io.stdout));
  const input = new LineInput(io);
  const { signal } = new AbortController();
  return { stdout, table: { course: openCourse(), paper, host: new InlineHost(corpora()), signal, folder, input } };
}

/** The questions of these steps, missed a day before, and these lines typed. */
async function reviewed(steps: readonly string[], ...lines: string[]) {
  const events = steps.map((step, i) => {
    const change: Change = { type: 'answer', step, answer: 0, right: false };
    return { v: 1 as const, at: new Date(start + i).toISOString(), lesson: 'small', change };
  });
  const plan = await openReview(foldReviews(events), [small], start + day);
  const { stdout, table: with_ } = table(lines);
  const kept: [string, ...Change[]][] = [];
  await ask(plan, with_, async (lesson, changes) => void kept.push([lesson, ...changes]));
  with_.input.close();
  return { text: stdout.text, kept };
}

describe('a review', () => {
  it('asks one after the other, keeps the first answers, and says when each comes back', async () => {
    const { text, kept } = await reviewed(['count', 'measured', 'name-it'], '5', '0.3', '', '1', '', 'skip');
    expect(text).toContain('Review: 3 questions\n===');
    expect(text).toContain('Question 1 of 3: Count (A small lesson)\n---');
    expect(text).toMatch(/Not quite\. Too much\..+Right\. So it is\..+Question 2 of 3/s);
    expect(text).toMatch(/Question 2 of 3.+model:.+output:.+Answer with a number\..+Right\./s); // the run comes first
    expect(text).toContain('Right at the first try: 1 of 3.');
    expect(text).toContain(
      'missed: Count, again tomorrow\nright: Measured, again in 3 days\nleft out: Name it, stays due\n',
    );
    expect(kept).toMatchObject([
      ['small', { type: 'review', step: 'count', right: false }],
      ['small', { type: 'review', step: 'measured', right: true }],
    ]);
  });

  it('goes neither back nor to the beginning, helps, and can be left', async () => {
    const { text, kept } = await reviewed(['count', 'name-it'], 'back', 'restart', 'help', 'again', '0.3', 'quit');
    expect(text.split('In a review skip leads on, quit leaves.')).toHaveLength(3);
    expect(text).toContain('the first one counts');
    expect(text.split('Question 1 of 2: Count')).toHaveLength(3);
    expect(text).not.toContain('Question 2 of 2');
    expect(text).toContain('What you answered is kept. genai learn --review goes on.');
    expect(kept).toMatchObject([['small', { step: 'count', right: true }]]);
  });

  it('ends when nobody types any more', async () => {
    expect((await reviewed(['count'])).text).toContain('genai learn --review goes on.');
  });
});

it('a lesson goes on to its end where nothing can be kept, and says so once', async () => {
  const place = join(await emptyFolder(), 'file');
  await writeFile(place, '');
  const folder = join(place, 'home');
  const { stdout, table: with_ } = table(['', 'skip', 'skip', 'skip', '', ...Array(12).fill('skip')], folder);
  const notes: string[] = [];
  const append = appender(new ProgressStore(folder), (message) => void notes.push(message));
  const keep = (before: Parameters<typeof changesBetween>[0], after: typeof before) =>
    append(small.id, changesBetween(before, after));
  expect(await new Sitting({ ...with_, lesson: small, keep }).go()).toBe('over');
  with_.input.close();
  expect(notes).toEqual([expect.stringMatching(/^progress is not kept: .+ENOTDIR\. Set GENAI_TUTOR_HOME/)]);
  expect(stdout.text).toContain('runs in the shell are not noticed');
  expect(stdout.text).toContain('That was the whole lesson.');
});
