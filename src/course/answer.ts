/** What a learner may answer, as plain data that a journal can keep, and whether an answer can be graded at all. */
import type { Guess, Question, Step } from './lesson.ts';

/** choice, choose: the index of a choice · several: indexes · number: the number · short: the text ·
 *  spread, next: per cent for every word of `over`, then for "something else". */
export type Answer = number | string | readonly number[];

/** Results of runs by the id of their step. */
export type Results = ReadonlyMap<string, unknown>;

/** The question of a quiz, or of a shell step that asks one. */
export function questionOf(step: Step): Question | undefined {
  if (step.kind === 'quiz') return step.question;
  return step.kind === 'shell' && 'question' in step.check ? step.check.question : undefined;
}

/** "0,34", "34 %", "17/32" and "−3" with a typographic minus are numbers too.
 *  @param unit what the number counts: 34 % is 34 where that is "%", 0.34 without a unit, and no number of anything else */
export function numberOf(typed: string, unit?: string): number | undefined {
  const line = typed.trim();
  if (!line.endsWith('%')) return fractionOf(line);
  const share = fractionOf(line.slice(0, -1).trimEnd());
  if (share === undefined || unit === '%') return share;
  return unit === undefined ? share / 100 : undefined;
}

function fractionOf(line: string): number | undefined {
  const [word, divisor, ...more] = line
    .replaceAll('\u2212', '-')
    .split('/')
    .map((part) => part.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  if (word === '' || divisor === '' || more.length > 0) return undefined;
  const value = Number(word) / Number(divisor ?? 1);
  return Number.isFinite(value) ? value : undefined;
}

/** Why this is no answer to the question yet; undefined when it can be graded. */
export function answerProblem(to: Question | Guess, answer: Answer): string | undefined {
  switch (to.type) {
    case 'choice':
    case 'choose':
      return isIndex(answer, to.choices.length) ? undefined : 'Choose one of the answers.';
    case 'several': {
      const picked = typeof answer === 'object' ? answer : [];
      const fits = picked.length > 0 && picked.every((index) => isIndex(index, to.choices.length));
      return fits && new Set(picked).size === picked.length ? undefined : 'Choose one answer or more.';
    }
    case 'number':
      if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'Give a number.';
      if ('min' in to && (answer < to.min || answer > to.max)) return `Give a number from ${to.min} to ${to.max}.`;
      return undefined;
    case 'short':
      return typeof answer === 'string' && answer.trim() !== '' ? undefined : 'Give a word or a few.';
    case 'spread':
    case 'next':
      return spreadProblem(answer, to.over.length + 1);
  }
}

const isIndex = (answer: Answer, count: number): boolean =>
  typeof answer === 'number' && Number.isInteger(answer) && answer >= 0 && answer < count;

function spreadProblem(answer: Answer, count: number): string | undefined {
  if (typeof answer !== 'object' || answer.length !== count) return `Give ${count} shares.`;
  if (!answer.every((share) => Number.isFinite(share) && share >= 0)) return 'A share is a number from 0 up.';
  const sum = answer.reduce((sum, share) => sum + share, 0);
  if (Math.abs(sum - 100) < 0.05) return undefined;
  const total = Number(sum.toFixed(1));
  return `The shares add up to ${total} %, they have to add up to 100 %.`;
}
