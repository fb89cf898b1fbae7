/** Tries out a question before a learner does: every kind of answer is graded, and what comes of it has to be what its author
 *  meant. For a number that is one answer for each piece into which tolerance and reasons cut the line of numbers. */
import type { Answer, Results } from './answer.ts';
import { gradeQuestion, measuredOf, sameValue } from './grade.ts';
import type { Question } from './lesson.ts';
import { valueAt } from './pointer.ts';
import type { BrokenRule } from './rules.ts';

type Of<T extends Question['type']> = Extract<Question, { type: T }>;

/** Paths begin at the question. The question can be graded: `canGrade` has said so. */
export function* brokenGrading(question: Question, results: Results): Generator<BrokenRule> {
  const source = measuredOf(question);
  const measured = source && valueAt(results.get(source.from), source.at);
  const isRight = (answer: Answer): boolean => gradeQuestion(question, answer, results).right;
  switch (question.type) {
    case 'choice':
      return yield* brokenChoice(question, measured, isRight);
    case 'several':
      return yield* brokenSeveral(question, isRight);
    case 'number':
      return yield* brokenNumber(question, Number(measured ?? question.answer), results);
    case 'short':
      return yield* brokenShort(question, measured === undefined ? undefined : String(measured), results);
  }
}

/** The place of the right choice; undefined when none is right. */
export function rightPlace(question: Of<'choice'>, results: Results): number | undefined {
  const place = question.choices.findIndex((_, index) => gradeQuestion(question, index, results).right);
  return place < 0 ? undefined : place;
}

function* brokenChoice(
  { choices }: Of<'choice'>,
  measured: unknown,
  isRight: (answer: Answer) => boolean,
): Generator<BrokenRule> {
  const named = choices.some(({ value }) => value !== undefined && sameValue(value, measured));
  for (const [index, { right, value }] of choices.entries()) {
    const equal = value === undefined ? !named : sameValue(value, measured);
    const meant = measured === undefined ? right === true : equal;
    if (isRight(index) !== meant) yield graded(['choices', index], !meant);
  }
}

function* brokenSeveral({ choices }: Of<'several'>, isRight: (answer: Answer) => boolean): Generator<BrokenRule> {
  const right = choices.flatMap((choice, index) => (choice.right ? [index] : [])).join();
  for (let bits = 1; bits < 1 << choices.length; bits++) {
    const picked = choices.flatMap((_, index) => ((bits >> index) & 1 ? [index] : []));
    const meant = picked.join() === right;
    if (isRight(picked) !== meant) yield graded(['choices'], !meant);
  }
}

const graded = (path: BrokenRule['path'], right: boolean): BrokenRule => ({
  path,
  what: `an answer that is ${right ? 'wrong passes' : 'right does not pass'}`,
  remedy: 'Change the choices or their values.',
});

function* brokenNumber(question: Of<'number'>, answer: number, results: Results): Generator<BrokenRule> {
  const { tolerance, wrong } = question;
  const bounds = [
    answer - tolerance,
    answer + tolerance,
    ...wrong.flatMap(({ min, max }) => [min ?? answer, max ?? answer]),
  ];
  const cuts = [...new Set(bounds)].sort((a, b) => a - b);
  const between = cuts.slice(1).map((cut, index) => (cut + cuts[index]) / 2);
  const size = 1 + Math.abs(answer) + tolerance;
  const tried = [cuts[0] - size, ...cuts, ...between, cuts[cuts.length - 1] + size];
  const verdicts = tried.map((value) => ({ value, ...gradeQuestion(question, value, results) }));
  const astray = verdicts.find(({ value, right }) => right !== Math.abs(value - answer) <= tolerance + size * 1e-9);
  if (astray) yield { ...graded(['tolerance'], astray.right), remedy: `Look at ${astray.value}.` };
  const said = new Set(verdicts.flatMap(({ right, why }) => (right ? [] : [why])));
  yield* unsaid(wrong, said);
}

function* brokenShort(question: Of<'short'>, measured: string | undefined, results: Results): Generator<BrokenRule> {
  const grade = (answer: string) => gradeQuestion(question, answer, results);
  for (const [index, answer] of (measured === undefined ? (question.answer as string[]) : [measured]).entries()) {
    if (!grade(answer).right) yield graded(['answer', index], false);
  }
  for (const [reason, { like = [] }] of question.wrong.entries()) {
    for (const [index, answer] of like.entries()) {
      if (grade(answer).right) {
        const what = `"${answer}" stands among the wrong answers, and passes`;
        yield { path: ['wrong', reason, 'like', index], what, remedy: 'Take it out here or there.' };
      }
    }
  }
  // Nobody answers this.
  const likes = question.wrong.flatMap(({ like = [] }) => like);
  const verdicts = [...likes, 'xyzzy'].map(grade);
  yield* unsaid(question.wrong, new Set(verdicts.flatMap(({ right, why }) => (right ? [] : [why]))));
}

function* unsaid(wrong: readonly { readonly why: string }[], said: ReadonlySet<string>): Generator<BrokenRule> {
  for (const [index, { why }] of wrong.entries()) {
    if (said.has(why)) continue;
    const what = 'this reason is never said: an earlier one fits first, or the answer is right';
    yield { path: ['wrong', index], what, remedy: 'Change the order, or what it is for.' };
  }
}
