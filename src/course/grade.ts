/** Grades answers. Pure: what was given and what a run resulted in go in, a verdict comes out. A wrong answer is told
 *  its own reason. The right answer may be read off a run: then it is what that run says, not what an author wrote. */
import type { Answer, Results } from './answer.ts';
import type { Measured, Question } from './lesson.ts';
import { valueAt } from './pointer.ts';

export interface Verdict {
  readonly right: boolean;
  /** Why; for a wrong answer its own reason. */
  readonly why: string;
}

/** The run that the right answer is read off, if it is. */
export function measuredOf(question: Question): Measured | undefined {
  if (question.type === 'several') return undefined;
  const { answer } = question;
  return typeof answer === 'object' && 'from' in answer ? answer : undefined;
}

/** Whether the right answer is known and, for a choice, one of the choices. A learner who turned a knob may have got a
 *  result that no choice stands for. */
export function canGrade(question: Question, results: Results): boolean {
  const measured = measuredOf(question);
  if (!measured) return true;
  const value = valueAt(results.get(measured.from), measured.at);
  if (value === undefined || (typeof value === 'object' && value !== null)) return false;
  if (question.type === 'number') return typeof value === 'number';
  return question.type !== 'choice' || rightChoices(question, results).size > 0;
}

/** @throws Error when the run that the answer is read off is missing */
export function gradeQuestion(question: Question, given: Answer, results: Results): Verdict {
  switch (question.type) {
    case 'choice': {
      const right = rightChoices(question, results);
      const index = Number(given);
      return { right: right.has(index), why: question.choices[index].why };
    }
    case 'several':
      return gradeSeveral(question, new Set(given as readonly number[]));
    case 'number': {
      const answer = measured(question, results) ?? question.answer;
      const value = Number(given);
      // Nine figures have to agree, so that 0.1 + 0.2 is 0.3.
      const slack = question.tolerance + 1e-9 * Math.max(1, Math.abs(Number(answer)));
      if (Math.abs(value - Number(answer)) <= slack) return { right: true, why: question.why };
      const reason = question.wrong.find(({ min = -Infinity, max = Infinity }) => value >= min && value <= max);
      return { right: false, why: (reason ?? question.wrong[question.wrong.length - 1]).why };
    }
    case 'short': {
      const measuredAnswer = measured(question, results);
      const answers = measuredAnswer === undefined ? (question.answer as string[]) : [String(measuredAnswer)];
      const isGiven = (text: string) => plain(text) === plain(String(given));
      if (answers.some(isGiven)) return { right: true, why: question.why };
      const reason = question.wrong.find(({ like }) => !like || like.some(isGiven));
      return { right: false, why: (reason ?? question.wrong[question.wrong.length - 1]).why };
    }
  }
}

function gradeSeveral(question: Extract<Question, { type: 'several' }>, picked: ReadonlySet<number>): Verdict {
  const wrong = question.choices.filter(({ right }, index) => !right && picked.has(index));
  const missed = question.choices.filter(({ right }, index) => right && !picked.has(index)).length;
  if (wrong.length === 0 && missed === 0) {
    return { right: true, why: question.choices.flatMap(({ right, why }) => (right ? [why] : [])).join(' ') };
  }
  const reasons = wrong.map(({ text, why }) => `"${text}": ${why}`);
  // Which ones are missing is not given away.
  if (missed > 0) reasons.push(missed === 1 ? 'One more is right.' : `${missed} more are right.`);
  return { right: false, why: reasons.join(' ') };
}

/** What to show somebody who gives up. */
export function rightAnswer(question: Question, results: Results): string {
  switch (question.type) {
    case 'choice': {
      const right = rightChoices(question, results);
      return question.choices.flatMap(({ text }, index) => (right.has(index) ? [text] : [])).join(' · ');
    }
    case 'several':
      return question.choices.flatMap(({ text, right }) => (right ? [text] : [])).join(' · ');
    case 'number':
      return [measured(question, results) ?? question.answer, question.unit ?? ''].join(' ').trim();
    case 'short':
      return String(measured(question, results) ?? (question.answer as string[])[0]);
  }
}

/** Indexes of the right choices. With a measured answer it is the one whose value equals it, else the one without a
 *  value ("something else"), if there is one. */
function rightChoices(question: Extract<Question, { type: 'choice' }>, results: Results): Set<number> {
  const { choices } = question;
  const indexes = (fits: (choice: (typeof choices)[number]) => boolean | undefined) =>
    new Set(choices.flatMap((choice, index) => (fits(choice) ? [index] : [])));
  const answer = measured(question, results);
  if (answer === undefined) return indexes(({ right }) => right);
  const equal = indexes(({ value }) => value !== undefined && sameValue(value, answer));
  return equal.size > 0 ? equal : indexes(({ value }) => value === undefined);
}

function measured(question: Question, results: Results): unknown {
  const source = measuredOf(question);
  if (!source) return undefined;
  const value = valueAt(results.get(source.from), source.at);
  if (value === undefined) throw new Error(`no result at ${source.at} of step ${source.from}`);
  return value;
}

/** Equal values; numbers up to rounding. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  return a === b;
}

/** Case and spaces do not matter in a short answer. */
const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
