/** A lesson against what its labs really say: what only running them tells. Every run is made once, every question is tried out,
 *  and a challenge is solved by the command of its last hint. */
import { InputError } from '../data/input-error.ts';
import { findLab } from '../labs/index.ts';
import { questionOf } from './answer.ts';
import { type FindLab, placed, specOf } from './check.ts';
import { commandIn, runOfCommand } from './command.ts';
import { canGrade, measuredOf } from './grade.ts';
import type { Guess, LabRun, Question, ShellCheck, StepOf } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import type { Path } from './positions.ts';
import { gradePrediction, short } from './predict.ts';
import { brokenGrading, rightPlace } from './probe.ts';
import { checkRun, type RecordedRun } from './shell-check.ts';

export interface Bench {
  /** Makes a run and gives its result.
   *  @throws InputError when it cannot be had */
  run(run: LabRun): Promise<unknown>;
  /** Told of a hint's command that is more than the call of a lab, so that nobody tries it here. */
  untried?(command: string, where: string): void;
  readonly find?: FindLab;
}

/** In the order of the file. */
export async function* runProblems(file: LessonFile, bench: Bench): AsyncGenerator<InputError, void> {
  const results = new Map<string, unknown>();
  const failed = new Set<string>();
  const places: number[] = [];
  for (const [index, step] of file.lesson.steps.entries()) {
    const where = (...path: Path) => file.locate(['steps', index, ...path]);
    if ('run' in step) {
      try {
        results.set(step.id, await bench.run(step.run));
      } catch (error) {
        failed.add(step.id);
        yield placed(error, where('run'));
      }
    }
    if (step.kind === 'predict' && !failed.has(step.id)) {
      const at = where('guess', step.guess.type === 'next' ? 'came' : 'at');
      const problem = guessProblem(step, results.get(step.id), at);
      if (problem) yield problem;
      else places.push(...guessedPlace(step, results.get(step.id)));
    }
    const question = questionOf(step);
    if (question && !failed.has(measuredOf(question)?.from ?? '')) {
      const at = step.kind === 'quiz' ? ['question'] : ['check', 'question'];
      if (!canGrade(question, results)) {
        yield new InputError('the run gives no answer to this question', where(...at, 'answer'), remedyFor(question));
      } else {
        for (const { path, what, remedy } of brokenGrading(question, results)) {
          yield new InputError(what, where(...at, ...path), remedy);
        }
        if (question.type === 'choice') places.push(rightPlace(question, results) ?? 0);
      }
    }
    if (step.kind === 'shell' && 'lab' in step.check) yield* challengeProblems(step, step.check, where, bench);
  }
  yield* placeProblems(places, file.locate(['steps']));
}

function guessProblem(step: StepOf<'predict'>, result: unknown, where: string): InputError | undefined {
  const { guess } = step;
  const answer = 'over' in guess ? [...guess.over.map(() => 0), 100] : 0;
  const outcome = gradePrediction(step, answer, result);
  if (!outcome) {
    const remedy = 'See `genai lab` for the result.';
    return new InputError(`the result holds nothing to compare at ${pointersOf(guess).join(', ')}`, where, remedy);
  }
  if (
    guess.type === 'choose' &&
    !guess.choices.some(({ text }) => outcome.type === 'choose' && text === outcome.actual)
  ) {
    return new InputError('no choice is what the run says', where, 'Add a choice with that value.');
  }
  if (
    guess.type === 'number' &&
    outcome.type === 'number' &&
    (outcome.actual < guess.min || outcome.actual > guess.max)
  ) {
    return new InputError(`the run says ${short(outcome.actual)}, outside min and max`, where, 'Widen the range.');
  }
  return undefined;
}

const pointersOf = (guess: Guess): string[] =>
  guess.type === 'next' ? [guess.came, ...guess.beside.map(({ at }) => at)] : [guess.at];

/** Where the truth stands among the choices of a guess. */
function guessedPlace(step: StepOf<'predict'>, result: unknown): number[] {
  const { guess } = step;
  if (guess.type !== 'choose') return [];
  const right = guess.choices.findIndex((_, index) => {
    const outcome = gradePrediction(step, index, result);
    return outcome?.type === 'choose' && outcome.right;
  });
  return [right];
}

/** Who always takes the first answer should not be right more than half the time. */
function* placeProblems(places: readonly number[], where: string): Generator<InputError> {
  for (const place of new Set(places)) {
    const there = places.filter((at) => at === place).length;
    if (there <= Math.ceil(places.length / 2)) continue;
    const what = `${there} of ${places.length} times the right choice is number ${place + 1}`;
    yield new InputError(what, where, 'Change the order of the choices here and there.');
  }
}

async function* challengeProblems(
  step: StepOf<'shell'>,
  check: ShellCheck,
  where: (...path: Path) => string,
  { run, untried, find = findLab }: Bench,
): AsyncGenerator<InputError, void> {
  const last = step.hints.length - 1;
  if (last < 0) return; // said by looking
  const record = async (wanted: LabRun): Promise<RecordedRun> => {
    const { params, seed } = specOf(await find(wanted.lab), wanted);
    // What the shell records goes through a file.
    return JSON.parse(JSON.stringify({ lab: wanted.lab, params, seed, result: await run(wanted) }));
  };
  const at = where('hints', last);
  const line = commandIn(step.hints[last]);
  if (line === undefined) {
    const remedy = `Let it end with the command, such as genai lab ${check.lab} --seed 1.`;
    yield new InputError('the last hint holds no command that solves the challenge', at, remedy);
    return;
  }
  try {
    const wanted = await runOfCommand(line, find);
    if (!wanted) untried?.(line, at);
    else {
      const outcome = checkRun(check, [await record(wanted)]);
      const why = outcome.state === 'other' ? outcome.why : `it runs ${wanted.lab}, not ${check.lab}`;
      const remedy = 'Correct the command, or what is asked of it.';
      if (outcome.state !== 'fits') {
        yield new InputError(`the command of the last hint does not solve it: ${why.replace(/\.$/, '')}`, at, remedy);
      }
    }
  } catch (error) {
    yield placed(error, at);
  }
  if (await isSolvedAlready(check, record, find)) {
    const remedy = `Ask for something that genai lab ${check.lab} without flags does not do.`;
    yield new InputError('any run solves this challenge', where('check', 'where'), remedy);
  }
}

/** Whether the lab as it is fits. It is run only when its knobs alone do not tell. */
async function isSolvedAlready(
  check: ShellCheck,
  record: (run: LabRun) => Promise<RecordedRun>,
  find: FindLab,
): Promise<boolean> {
  const bare: LabRun = { lab: check.lab, params: {}, seed: 1 };
  try {
    const spec = specOf(await find(check.lab), bare);
    const knobs = { ...check, where: check.where.filter(({ at }) => !at.startsWith('/result')) };
    const byKnobs = checkRun(knobs, [{ ...spec, result: undefined }]).state === 'fits';
    if (!byKnobs || knobs.where.length === check.where.length) return byKnobs;
    return checkRun(check, [await record(bare)]).state === 'fits';
  } catch (error) {
    if (error instanceof InputError) return false; // it cannot be run, so it solves nothing
    throw error;
  }
}

const remedyFor = (question: Question): string =>
  question.type === 'choice'
    ? `Give a choice the value found at ${measuredOf(question)?.at}.`
    : 'Correct the pointer; `genai lab` prints the result.';
