/** Checks a lesson against the labs and the sources it quotes: for `pack check`, for tests, and for packs of others.
 *  Two depths: what can be known by looking (quick), and what only running the labs tells. */
import { InputError } from '../data/input-error.ts';
import { findLab } from '../labs/index.ts';
import { knobsOf, parseParams } from '../labs/knobs.ts';
import type { Lab } from '../labs/lab.ts';
import type { RunSpec } from '../runner/run.ts';
import { questionOf } from './answer.ts';
import { canGrade, measuredOf } from './grade.ts';
import type { Guess, LabRun, Question, Step } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import type { Path } from './positions.ts';
import { gradePrediction, short } from './predict.ts';

type FindLab = (id: string) => Promise<Lab>;

/** Every run's lab exists, knows its params, and has the knobs that are offered.
 *  @throws InputError with file:line:column */
export async function checkLesson({ lesson, locate }: LessonFile, find: FindLab = findLab): Promise<void> {
  for (const [index, step] of lesson.steps.entries()) {
    const path = ['steps', index];
    if ('run' in step) {
      const lab = await placed(find(step.run.lab), locate([...path, 'run', 'lab']));
      checkParams(lab, step.run, (name) => locate([...path, 'run', 'params', ...name]));
      const knobs = knobsOf(lab.params).map(({ name }) => name);
      for (const [at, knob] of (step.kind === 'lab' ? step.knobs : []).entries()) {
        if (knobs.includes(knob)) continue;
        const where = locate([...path, 'knobs', at]);
        throw new InputError(`lab ${lab.id} has no knob "${knob}"`, where, `It has ${knobs.join(', ')}.`);
      }
    }
    if (step.kind === 'shell' && 'lab' in step.check) {
      await placed(find(step.check.lab), locate([...path, 'check', 'lab']));
    }
  }
}

/** A run as the runner takes it: the defaults filled in.
 *  @throws InputError that names the knob */
export function specOf(lab: Lab, { lab: id, params, seed }: LabRun): RunSpec {
  return { lab: id, params: parseParams(lab.params, params, (name) => name) as Record<string, unknown>, seed };
}

function checkParams(lab: Lab, run: LabRun, locate: (path: Path) => string): void {
  try {
    specOf(lab, run);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.what, locate(error.where === undefined ? [] : [error.where]), error.remedy);
  }
}

async function placed<T>(found: Promise<T>, where: string): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.what, where, error.remedy);
  }
}

/** Every pointer into a result finds what the lesson needs there, and a measured choice has a right one.
 *  @param run makes a run and gives its result
 *  @throws InputError with file:line:column */
export async function checkRuns(file: LessonFile, run: (run: LabRun) => Promise<unknown>): Promise<void> {
  const results = new Map<string, unknown>();
  for (const [index, step] of file.lesson.steps.entries()) {
    const where = (...path: Path) => file.locate(['steps', index, ...path]);
    if ('run' in step) results.set(step.id, await placed(run(step.run), where('run')));
    if (step.kind === 'predict') checkGuess(step, results.get(step.id), where('guess', 'at'));
    const question = questionOf(step);
    if (question && !canGrade(question, results)) {
      const at = step.kind === 'quiz' ? where('question', 'answer') : where('check', 'question', 'answer');
      throw new InputError('the run gives no answer to this question', at, remedyFor(question));
    }
  }
}

function checkGuess(step: Step & { kind: 'predict' }, result: unknown, where: string): void {
  const { guess } = step;
  const answer = 'over' in guess ? [...guess.over.map(() => 0), 100] : 0;
  const outcome = gradePrediction(step, answer, result);
  if (!outcome) {
    throw new InputError(
      `the result holds nothing to compare at ${pointersOf(guess).join(', ')}`,
      where,
      'See `genai lab` for the result.',
    );
  }
  if (
    guess.type === 'choose' &&
    !guess.choices.some(({ text }) => outcome.type === 'choose' && text === outcome.actual)
  ) {
    throw new InputError('no choice is what the run says', where, 'Add a choice with that value.');
  }
  if (
    guess.type === 'number' &&
    outcome.type === 'number' &&
    (outcome.actual < guess.min || outcome.actual > guess.max)
  ) {
    throw new InputError(`the run says ${short(outcome.actual)}, outside min and max`, where, 'Widen the range.');
  }
}

const pointersOf = (guess: Guess): string[] =>
  guess.type === 'next' ? [guess.came, ...guess.beside.map(({ at }) => at)] : [guess.at];

const remedyFor = (question: Question): string =>
  question.type === 'choice'
    ? `Give a choice the value found at ${measuredOf(question)?.at}.`
    : 'Correct the pointer; `genai lab` prints the result.';
