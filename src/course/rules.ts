/** What a lesson has to keep to beyond its shape: unique steps, runs that exist, answers that can be right. */
import { questionOf } from './answer.ts';
import { measuredOf } from './grade.ts';
import type { Guess, Lesson, Question, Step } from './lesson.ts';
import type { Path } from './positions.ts';
import { learner } from './surprise.ts';

export interface BrokenRule {
  readonly path: Path;
  readonly what: string;
  readonly remedy: string;
}

/** In the order of the file. */
export function* brokenRules(lesson: Lesson): Generator<BrokenRule> {
  const before = new Map<string, Step>();
  for (const [index, step] of lesson.steps.entries()) {
    const path = ['steps', index];
    if (before.has(step.id)) {
      const what = `two steps have the id "${step.id}"`;
      yield { path: [...path, 'id'], what, remedy: 'Give each step an id of its own; progress is kept under it.' };
    }
    if (step.kind === 'predict') {
      yield* brokenGuess(step.guess, [...path, 'guess']);
      yield* brokenScore(step.guess, [...path, 'guess'], before);
    }
    const question = questionOf(step);
    if (question) {
      const at = step.kind === 'quiz' ? [...path, 'question'] : [...path, 'check', 'question'];
      yield* brokenSource(question, at, lesson, before);
      yield* brokenAnswers(question, at);
    }
    before.set(step.id, step);
  }
}

function* brokenGuess(guess: Guess, path: Path): Generator<BrokenRule> {
  if (guess.type === 'number') {
    if (guess.min < guess.max) return;
    yield { path: [...path, 'max'], what: '"max" is not above "min"', remedy: 'Give a range that holds the truth.' };
    return;
  }
  const words = 'over' in guess ? guess.over : guess.choices.map(({ text }) => text);
  const at = [...path, 'over' in guess ? 'over' : 'choices'];
  if (new Set(words).size < words.length) {
    yield { path: at, what: 'two choices read the same', remedy: 'Let each choice say something else.' };
  }
  if (guess.type === 'choose' && new Set(guess.choices.map(({ value }) => value)).size < words.length) {
    yield { path: at, what: 'two choices have the same value', remedy: 'Give each choice a value of its own.' };
  }
}

/** Averages compare only over the same guesses, so all of a lesson stand beside the same models. */
function* brokenScore(guess: Guess, path: Path, before: ReadonlyMap<string, Step>): Generator<BrokenRule> {
  if (guess.type !== 'next') return;
  const at = [...path, 'beside'];
  const names = guess.beside.map(({ name }) => name);
  if (new Set([learner, ...names]).size <= names.length) {
    yield { path: at, what: 'two have the same name', remedy: `Give each model its own; "${learner}" is the learner.` };
  }
  const earlier = [...before.values()].flatMap((step) =>
    step.kind === 'predict' && step.guess.type === 'next' ? [step.guess.beside.map(({ name }) => name)] : [],
  );
  if (earlier.length > 0 && earlier[0].join() !== names.join()) {
    yield {
      path: at,
      what: 'an earlier guess stands beside others',
      remedy: `Name ${earlier[0].join(', ')} here too.`,
    };
  }
}

function* brokenSource(
  question: Question,
  path: Path,
  { steps }: Lesson,
  before: ReadonlyMap<string, Step>,
): Generator<BrokenRule> {
  const from = measuredOf(question)?.from;
  if (from === undefined) return;
  const at = [...path, 'answer', 'from'];
  const remedy = 'Name an earlier step of kind predict or lab.';
  const step = before.get(from);
  if (step) {
    if (!('run' in step)) yield { path: at, what: `step "${from}" runs no lab`, remedy };
  } else {
    const later = steps.some(({ id }) => id === from);
    yield { path: at, what: later ? `step "${from}" comes later` : `there is no step "${from}"`, remedy };
  }
}

function* brokenAnswers(question: Question, path: Path): Generator<BrokenRule> {
  switch (question.type) {
    case 'choice':
    case 'several':
      return yield* brokenChoices(question, path);
    case 'number': {
      const last = question.wrong[question.wrong.length - 1];
      if (last.min === undefined && last.max === undefined) return;
      const what = 'a wrong answer may fit none of the reasons';
      yield { path: [...path, 'wrong'], what, remedy: 'Let the last reason have neither min nor max.' };
      return;
    }
    case 'short': {
      if (question.wrong[question.wrong.length - 1].like === undefined) return;
      const what = 'a wrong answer may fit none of the reasons';
      yield { path: [...path, 'wrong'], what, remedy: 'Let the last reason have no `like`.' };
    }
  }
}

function* brokenChoices(
  question: Extract<Question, { type: 'choice' | 'several' }>,
  path: Path,
): Generator<BrokenRule> {
  const { choices } = question;
  const at = [...path, 'choices'];
  const right = choices.filter((choice) => choice.right).length;
  const texts = new Set(choices.map(({ text }) => text));
  if (texts.size < choices.length) {
    yield { path: at, what: 'two choices read the same', remedy: 'Let each choice say something else.' };
  }
  if (question.type === 'choice' && question.answer) {
    const valued = choices.filter(({ value }) => value !== undefined);
    if (right > 0) yield { path: at, what: 'the answer is measured', remedy: 'Give choices a value instead of right.' };
    if (valued.length < choices.length - 1) {
      const remedy = 'Give each choice the value that it stands for; one may go without, for anything else.';
      yield { path: at, what: 'more than one choice has no value', remedy };
    }
    if (new Set(valued.map(({ value }) => value)).size < valued.length) {
      yield { path: at, what: 'two choices have the same value', remedy: 'Give each choice a value of its own.' };
    }
    return;
  }
  if (right === 0) yield { path: at, what: 'no choice is right', remedy: 'Mark one with "right: true".' };
  if (question.type === 'choice' && right > 1) {
    const remedy = 'Leave one, or let the question be of type several.';
    yield { path: at, what: `${right} choices are right`, remedy };
  }
}
