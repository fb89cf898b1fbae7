/** A lesson against what its labs really say: what only running them tells. Every run is made once, every question is tried out.
 *  Read next: check-challenge.ts */
import { InputError } from '../data/input-error.ts';
import { questionOf } from './answer.ts';
import { placed } from './check.ts';
import { type Bench, challengeProblems } from './check-challenge.ts';
import { canGrade, measuredOf } from './grade.ts';
import type { Guess, Question, StepOf } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import type { Path } from './positions.ts';
import { gradePrediction, short } from './predict.ts';
import { brokenGrading, rightPlace } from './probe.ts';

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
    if (step.kind === 'shell' && 'where' in step.check) yield* challengeProblems(step, step.check, where, bench);
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

const remedyFor = (question: Question): string =>
  question.type === 'choice'
    ? `Give a choice the value found at ${measuredOf(question)?.at}.`
    : 'Correct the pointer; `genai lab` prints the result.';
