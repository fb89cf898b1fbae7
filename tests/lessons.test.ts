/** The course itself, held to what CONTRIBUTING.md asks of a lesson. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type Answer, answerProblem, questionOf, type Results } from '../src/course/answer.ts';
import { checkLesson, checkRuns, specOf } from '../src/course/check.ts';
import { gradeQuestion, measuredOf } from '../src/course/grade.ts';
import type { LabRun, Lesson, Question, StepOf } from '../src/course/lesson.ts';
import { valueAt } from '../src/course/pointer.ts';
import { checkRun } from '../src/course/shell-check.ts';
import { findLab, labIds } from '../src/labs/index.ts';
import type { Result as PerplexityResult } from '../src/labs/perplexity/params.ts';
import { InlineHost, runResult } from '../src/runner/run.ts';
import { openChallenge, readRuns } from '../src/store/challenge.ts';
import { fileCorpora } from '../src/store/corpora.ts';
import { loadCourse } from '../src/store/lessons.ts';
import { readRegion } from '../src/store/sources.ts';

const course = await loadCourse();
const lessons = course.map(({ lesson }) => lesson);
const host = new InlineHost(fileCorpora());
const made = new Map<string, Promise<unknown>>();
/** The result of a run, made once. */
function runOf(run: LabRun): Promise<unknown> {
  const key = JSON.stringify(run);
  const known = made.get(key) ?? findLab(run.lab).then((lab) => runResult(host, specOf(lab, run)));
  made.set(key, known);
  return known;
}

async function resultsOf({ steps }: Lesson): Promise<Results> {
  const results = new Map<string, unknown>();
  for (const step of steps) if ('run' in step) results.set(step.id, await runOf(step.run));
  return results;
}

const subsets = (count: number): number[][] =>
  Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => ((bits + 1) >> i) & 1),
  );

/** Answers that have to pass, and those that have to fail. */
function answersTo(question: Question, results: Results): { right: Answer[]; wrong: Answer[] } {
  const source = measuredOf(question);
  const measured = source && valueAt(results.get(source.from), source.at);
  switch (question.type) {
    case 'choice': {
      const isRight = ({ right, value }: (typeof question.choices)[number]) =>
        source ? value === measured : right === true;
      const indexes = question.choices.map((_, index) => index);
      return {
        right: indexes.filter((index) => isRight(question.choices[index])),
        wrong: indexes.filter((index) => !isRight(question.choices[index])),
      };
    }
    case 'several': {
      const right = question.choices.flatMap(({ right }, index) => (right ? [index] : []));
      const others = subsets(question.choices.length).filter((set) => set.join() !== right.join());
      return { right: [right], wrong: others };
    }
    case 'number': {
      const answer = Number(measured ?? question.answer);
      const { tolerance } = question;
      const inside = question.wrong.flatMap(({ min, max }) =>
        min === undefined && max === undefined ? [] : [((min ?? max! - 1) + (max ?? min! + 1)) / 2],
      );
      return { right: [answer, answer + tolerance, answer - tolerance], wrong: [...inside, answer * 3 + 17, -99] };
    }
    case 'short': {
      const right = measured === undefined ? (question.answer as string[]) : [String(measured)];
      return { right, wrong: [...question.wrong.flatMap(({ like }) => like ?? []), 'xyzzy'] };
    }
  }
}

describe.each(course.map((file) => [file.lesson.id, file] as const))('lesson %s', (_, file) => {
  const { lesson } = file;

  test('its labs exist, know their knobs and give what is asked of them', async () => {
    await checkLesson(file);
    await checkRuns(file, runOf);
  }, 120_000);

  test('every right answer passes; every wrong one fails with a reason', async () => {
    const results = await resultsOf(lesson);
    const questions = lesson.steps.flatMap((step) => questionOf(step) ?? []);
    expect(questions.length).toBeGreaterThan(2);
    for (const question of questions) {
      const { right, wrong } = answersTo(question, results);
      expect(right.length).toBeGreaterThan(0);
      expect(wrong.length).toBeGreaterThan(0);
      for (const answer of right) {
        expect(answerProblem(question, answer)).toBeUndefined();
        expect(gradeQuestion(question, answer, results), JSON.stringify({ question, answer })).toMatchObject({
          right: true,
        });
      }
      for (const answer of wrong) {
        const { right, why } = gradeQuestion(question, answer, results);
        expect(right, JSON.stringify({ question, answer })).toBe(false);
        expect(why).not.toBe('');
      }
    }
  });

  test('no two choices are told the same reason', () => {
    for (const step of lesson.steps) {
      const question = questionOf(step);
      if (!question) continue;
      const reasons =
        'choices' in question ? question.choices.map(({ why }) => why) : question.wrong.map(({ why }) => why);
      expect(new Set(reasons).size, step.id).toBe(reasons.length);
    }
  });

  test('the right choice does not always stand at the same place', async () => {
    const results = await resultsOf(lesson);
    const places = lesson.steps.flatMap((step) => {
      if (step.kind === 'predict' && step.guess.type === 'choose') {
        const value = valueAt(results.get(step.id), step.guess.at);
        return step.guess.choices.findIndex((choice) => choice.value === value);
      }
      const question = questionOf(step);
      return question?.type === 'choice' ? (answersTo(question, results).right as number[]) : [];
    });
    for (const place of new Set(places)) {
      expect(places.filter((at) => at === place).length, places.join()).toBeLessThanOrEqual(
        Math.ceil(places.length / 2),
      );
    }
  });

  test('whoever is stuck finds a hint', () => {
    for (const step of lesson.steps) {
      if (step.kind === 'quiz' || step.kind === 'shell') expect(step.hints.length, step.id).toBeGreaterThan(0);
    }
  });

  test('every quoted region is there and fits a screen', async () => {
    for (const step of lesson.steps) {
      if (step.kind !== 'source') continue;
      const { text } = await readRegion(step.file, step.region);
      expect(text.split('\n').length, step.id).toBeLessThanOrEqual(45);
    }
  });

  test('predicts before it explains, ends with a recap, three questions and a challenge', () => {
    const kinds = lesson.steps.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toContain('predict');
    const recap = kinds.indexOf('recap');
    expect(kinds.slice(recap)).toEqual(['recap', 'quiz', 'quiz', 'quiz', 'shell']);
  });

  const challenges = lesson.steps.filter((step): step is StepOf<'shell'> => step.kind === 'shell');
  test.each(challenges.map((step) => [step.id, step] as const))(
    'challenge %s: the last hint solves it',
    async (_, step) => {
      if (!('lab' in step.check)) return;
      const command = /genai .*$/m.exec(step.hints.at(-1)!)![0];
      const folder = await mkdtemp(join(tmpdir(), 'genai-lessons-'));
      try {
        const challenge = { lesson: lesson.id, step: step.id };
        await openChallenge(folder, challenge);
        const genai = `'${process.execPath}' '${join(import.meta.dirname, '../dist/genai.js')}'`;
        const shell = (line: string) =>
          promisify(execFile)('sh', ['-c', `${line.replace(/(^|&& )genai/g, `$1${genai}`)} </dev/null`], {
            cwd: folder,
            env: { ...process.env, GENAI_TUTOR_HOME: folder },
          });
        // Without any flags it is not solved.
        const untouched = /^genai [a-z]+( [a-z][a-z-]+)?/.exec(command)![0];
        await shell(`${untouched}${untouched === 'genai sample' ? ' "The cat"' : ''}`);
        expect(checkRun(step.check, await readRuns(folder, challenge)).state).toBe('other');
        await shell(command);
        expect(checkRun(step.check, await readRuns(folder, challenge)).state).toBe('fits');
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  );
});

describe('what lesson perplexity quotes', () => {
  const { steps } = lessons.find(({ id }) => id === 'perplexity')!;
  const resultOf = async (id: string) => {
    const step = steps.find((step) => step.id === id)!;
    return (await runOf((step as StepOf<'predict'>).run)) as PerplexityResult;
  };

  test('are lines of the corpus as they stand, up to the word that is guessed', async () => {
    const guesses = steps.filter((step) => step.kind === 'predict' && step.guess.type === 'next');
    expect(guesses.length).toBeGreaterThan(2);
    for (const step of guesses as StepOf<'predict'>[]) {
      const { read_tokens, last } = await resultOf(step.id);
      const before = read_tokens.slice(0, -1).map(({ token }) => token);
      expect(step.ask).toContain(`**${before.join(' ')}**`);
      expect((step.guess as Extract<typeof step.guess, { type: 'next' }>).over).toContain(last?.token);
    }
  });

  test('are figures of its own runs', async () => {
    const text = (id: string) => JSON.stringify(steps.find((step) => step.id === id));
    const sentence = await resultOf('choices');
    expect(text('choices')).toContain(`${sentence.bits_per_token!.toFixed(1)} bits a token`);
    expect(text('choices')).toContain(`**${sentence.perplexity!.toFixed(1)}**`);
    expect(text('choices')).toContain(`has ${sentence.vocabulary} different tokens`);
    expect(text('choices')).toContain(`as between ${sentence.models[1].perplexity!.toFixed(0)}`);
    const recited = (await resultOf('recite')).training!.perplexity!.toFixed(1);
    expect(text('recite')).toContain(`Between ${recited} words`);
    const exam = (await resultOf('unseen')).held_out!;
    expect(text('unseen')).toContain(exam.tokens.toLocaleString('en'));
    expect(exam.unseen / exam.tokens).toBeCloseTo(1 / 5, 1);
    const mended = await runOf({
      lab: 'perplexity',
      params: { read: 'held-out', corpus: 'toyland', order: 5, smoothing: 'kneser-ney' },
      seed: 1,
    });
    const { training, held_out } = mended as PerplexityResult;
    expect(text('which-is-better')).toContain(`training ${recited}, held-out ∞`);
    expect(text('which-is-better')).toContain(
      `training ${training!.perplexity!.toFixed(1)}, held-out ${held_out!.perplexity!.toFixed(1)}`,
    );
    const { read_tokens } = await resultOf('watch');
    for (const [token, figures] of [
      ['roof', '0.08, a surprise of 3.6'],
      ['sang', '0.20 after \\"and\\", 2.3'],
    ]) {
      const { p, bits } = read_tokens.find((read) => read.token === token)!;
      expect(text('worst')).toContain(figures);
      expect([figures.slice(0, 4), figures.slice(-3)]).toEqual([p.toFixed(2), bits!.toFixed(1)]);
    }
  });
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
