/** The course itself: what `genai pack check` asks of any course, and what we ask of ours beyond that. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { questionOf } from '../src/course/answer.ts';
import { specOf } from '../src/course/check.ts';
import { lookAcross, lookAt } from '../src/course/check-course.ts';
import { runProblems } from '../src/course/check-runs.ts';
import type { LabRun, StepOf } from '../src/course/lesson.ts';
import { checkRun } from '../src/course/shell-check.ts';
import { findLab, labIds } from '../src/labs/index.ts';
import { InlineHost, runResult } from '../src/runner/run.ts';
import { openChallenge, readRuns } from '../src/store/challenge.ts';
import { fileCorpora } from '../src/store/corpora.ts';
import { openCourse, ourFolder, readPack } from '../src/store/lessons.ts';

const course = openCourse();
const files = await course.lessons();
const lessons = files.map(({ lesson }) => lesson);
const host = new InlineHost(fileCorpora());
const made = new Map<string, Promise<unknown>>();
/** The result of a run, made once. */
function runOf(run: LabRun): Promise<unknown> {
  const key = JSON.stringify(run);
  const known = made.get(key) ?? findLab(run.lab).then((lab) => runResult(host, specOf(lab, run)));
  made.set(key, known);
  return known;
}

test('the course is a pack, and no two of its lessons are one', async () => {
  expect(await readPack(ourFolder())).toMatchObject({ id: 'genai-tutor' });
  expect(lookAcross(files)).toEqual([]);
});

describe.each(files.map((file) => [file.lesson.id, file] as const))('lesson %s', (_, file) => {
  const { lesson } = file;
  /** Commands of hints that only a shell can tell. */
  const untried: string[] = [];

  test('passes pack check by looking', async () => {
    expect(await lookAt(file, course.quote)).toEqual([]);
  });

  test('passes pack check by running its labs', async () => {
    const problems: unknown[] = [];
    const bench = { run: runOf, untried: (command: string) => void untried.push(command) };
    for await (const problem of runProblems(file, bench)) problems.push(problem);
    expect(problems).toEqual([]);
  }, 120_000);

  test('ends with a recap, three questions and a challenge', () => {
    const kinds = lesson.steps.map(({ kind }) => kind);
    expect(kinds.slice(kinds.indexOf('recap'))).toEqual(['recap', 'quiz', 'quiz', 'quiz', 'shell']);
    expect(lesson.steps.filter(questionOf).length).toBeGreaterThan(3);
  });

  const challenges = lesson.steps.filter((step): step is StepOf<'shell'> => step.kind === 'shell');
  test.each(challenges.map((step) => [step.id, step] as const))(
    'challenge %s: where the last hint needs a shell, it solves it there',
    async (_, step) => {
      if (!('lab' in step.check)) return;
      const command = untried.find((line) => step.hints.at(-1)!.includes(line));
      if (command === undefined) return;
      const folder = await mkdtemp(join(tmpdir(), 'genai-lessons-'));
      try {
        const challenge = { lesson: course.key(lesson.id), step: step.id };
        await openChallenge(folder, challenge);
        const genai = `'${process.execPath}' '${join(import.meta.dirname, '../dist/genai.js')}'`;
        const line = `${command.replace(/(^|&& )genai/g, `$1${genai}`)} </dev/null`;
        await promisify(execFile)('sh', ['-c', line], {
          cwd: folder,
          env: { ...process.env, GENAI_TUTOR_HOME: folder },
        });
        expect(checkRun(step.check, await readRuns(folder, challenge)).state).toBe('fits');
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});

test('one hint at least is tried in a shell', () => {
  expect(
    lessons.flatMap(({ steps }) => steps).some((step) => step.kind === 'shell' && /&&/.test(step.hints.at(-1)!)),
  ).toBe(true);
});

test('the course uses every lab and every kind of step', () => {
  const steps = lessons.flatMap(({ steps }) => steps);
  expect(new Set(steps.map(({ kind }) => kind))).toEqual(
    new Set(['text', 'predict', 'lab', 'quiz', 'source', 'shell', 'recap']),
  );
  const used = new Set(steps.flatMap((step) => ('run' in step ? [step.run.lab] : [])));
  // for those who doubt, not for those who learn
  const measuring = ['diffuse-quality', 'verify'];
  expect(labIds.filter((id) => !used.has(id))).toEqual(measuring);
});
