/** A lesson against the labs it uses and the texts it quotes, as far as can be known by looking: for who opens a lesson, and
 *  for who checks a whole course. Read next: teaching.ts, check-runs.ts. */
import { InputError } from '../data/input-error.ts';
import { findLab } from '../labs/index.ts';
import { knobsOf, parseParams } from '../labs/knobs.ts';
import type { Lab } from '../labs/lab.ts';
import type { RunSpec } from '../runner/run.ts';
import type { LabRun } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import type { Path } from './positions.ts';
import type { Region } from './source.ts';

export type FindLab = (id: string) => Promise<Lab>;

/** Lines of a quote that stand on a screen, or a little below it. */
const mostLines = 45;

/** @throws InputError with file:line:column for the first run that is not possible */
export async function checkLesson(file: LessonFile): Promise<void> {
  for await (const problem of labProblems(file)) throw problem;
}

/** Labs that are not there, params that they do not take, knobs that they have not. */
export async function* labProblems(
  { lesson, locate }: LessonFile,
  find: FindLab = findLab,
): AsyncGenerator<InputError, void> {
  for (const [index, step] of lesson.steps.entries()) {
    const path = ['steps', index];
    if ('run' in step) {
      const lab = await found(find, step.run.lab, locate([...path, 'run', 'lab']));
      if (lab instanceof InputError) {
        yield lab;
        continue;
      }
      yield* paramProblems(lab, step.run, (name) => locate([...path, 'run', 'params', ...name]));
      const knobs = knobsOf(lab.params).map(({ name }) => name);
      for (const [at, knob] of (step.kind === 'lab' ? step.knobs : []).entries()) {
        if (knobs.includes(knob)) continue;
        const where = locate([...path, 'knobs', at]);
        yield new InputError(`lab ${lab.id} has no knob "${knob}"`, where, `It has ${knobs.join(', ')}.`);
      }
    }
    if (step.kind === 'shell' && 'lab' in step.check) {
      const lab = await found(find, step.check.lab, locate([...path, 'check', 'lab']));
      if (lab instanceof InputError) yield lab;
    }
  }
}

/** Quotes of what is not there, and quotes that nobody reads to their end. */
export async function* quoteProblems(
  { lesson, locate }: LessonFile,
  quote: (file: string, region?: string) => Promise<Region>,
): AsyncGenerator<InputError, void> {
  for (const [index, step] of lesson.steps.entries()) {
    if (step.kind !== 'source') continue;
    const where = locate(['steps', index, step.region === undefined ? 'file' : 'region']);
    try {
      const lines = (await quote(step.file, step.region)).text.split('\n').length;
      if (lines <= mostLines) continue;
      const remedy = 'Mark a shorter part with #region and #endregion.';
      yield new InputError(`the quote has ${lines} lines, at most ${mostLines} are read`, where, remedy);
    } catch (error) {
      yield placed(error, where);
    }
  }
}

/** A run as the runner takes it: the defaults filled in.
 *  @throws InputError that names the knob */
export function specOf(lab: Lab, { lab: id, params, seed }: LabRun): RunSpec {
  return { lab: id, params: parseParams(lab.params, params, (name) => name) as Record<string, unknown>, seed };
}

/** Each param alone, so that all wrong ones are told; then all together, for some exclude each other. */
function* paramProblems(lab: Lab, run: LabRun, locate: (path: Path) => string): Generator<InputError> {
  const wrong = (params: LabRun['params']): InputError[] => {
    try {
      specOf(lab, { ...run, params });
      return [];
    } catch (error) {
      const name = error instanceof InputError ? error.where : undefined;
      return [placed(error, locate(name === undefined ? [] : [name]))];
    }
  };
  const single = Object.entries(run.params).flatMap(([name, value]) => wrong({ [name]: value }));
  yield* single.length > 0 ? single : wrong(run.params);
}

async function found(find: FindLab, id: string, where: string): Promise<Lab | InputError> {
  try {
    return await find(id);
  } catch (error) {
    return placed(error, where);
  }
}

/** What is wrong, at the place of the lesson that asks for it.
 *  @throws any other error as it is */
export function placed(error: unknown, where: string): InputError {
  if (!(error instanceof InputError)) throw error;
  return new InputError(error.what, where, error.remedy);
}
