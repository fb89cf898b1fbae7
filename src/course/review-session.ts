/** A review: some questions of the plan, one after the other, each played as the step of its lesson that it is. Pure, for the
 *  full-screen face and the plain one; which questions come when is in review.ts. */
import type { Results } from './answer.ts';
import { measuredOf } from './grade.ts';
import type { LabRun } from './lesson.ts';
import { openLesson, type PlayerState, play, recordOf } from './player.ts';
import { documentWith } from './pointer.ts';
import type { Change } from './progress-events.ts';
import { askedOf } from './question-sign.ts';
import { boxDays, type ReviewQuestion } from './review.ts';

/** A review is short: what is left over comes in the next one. */
export const longestReview = 10;

/** The run that the right answer is read off, if it is. */
export function sourceOf({
  lesson,
  step,
}: ReviewQuestion): { readonly step: string; readonly run: LabRun } | undefined {
  const from = measuredOf(step.question)?.from;
  const source = lesson.steps.find(({ id }) => id === from);
  return source && 'run' in source ? { step: source.id, run: source.run } : undefined;
}

/** The lesson at this question, as if it were new. A run that is not made again (`rerun`) has said its answer before. */
export function openQuestion(question: ReviewQuestion, rerun: boolean): PlayerState {
  const { lesson, step, review } = question;
  const player = play(openLesson(lesson), { type: 'goTo', step: step.id });
  const measured = measuredOf(step.question);
  if (rerun || !measured || review.said === undefined) return player;
  const results: Results = new Map([[measured.from, documentWith(measured.at, review.said)]]);
  return { ...player, results };
}

/** What to keep of a move: the first answer counts, the others are practice. */
export function reviewChange(before: PlayerState, after: PlayerState, { step }: ReviewQuestion): Change | undefined {
  const { tries, right, hints } = recordOf(after, step.id);
  if (recordOf(before, step.id).tries > 0 || tries === 0 || right === undefined) return undefined;
  const seen = hints > 0 ? { hints } : {};
  return { type: 'review', step: step.id, right, ...seen, asked: askedOf(step) };
}

/** How a question went: known at once, missed, or left without an answer. */
export type Went = 'known' | 'missed' | 'left';

export function wentBy(change: Change | undefined): Went {
  if (change?.type !== 'review') return 'left';
  return change.right && !change.hints ? 'known' : 'missed';
}

/** At the end of a lesson: how many questions were right at the first try, and what becomes of the others. */
export function firstTries({ lesson, records }: PlayerState): string | undefined {
  const asked = [...records.values()].filter(({ firstTry }) => firstTry !== undefined);
  if (asked.length === 0) return undefined;
  const right = asked.filter(({ firstTry }) => firstTry).length;
  const missed = lesson.steps.some(({ id, kind }) => kind === 'quiz' && records.get(id)?.firstTry === false);
  return `Questions right at the first try: ${right} of ${asked.length}.${missed ? ' What you missed comes back tomorrow.' : ''}`;
}

/** When the question comes back, in words. */
export function comesBack({ review }: ReviewQuestion, went: Went): string {
  if (went === 'left') return 'stays due';
  const days = boxDays[went === 'known' ? review.box + 1 : 0];
  if (days === undefined) return 'learnt';
  return days === 1 ? 'again tomorrow' : `again in ${days} days`;
}

export const wentWords: Readonly<Record<Went, string>> = { known: 'right', missed: 'missed', left: 'left out' };

export const questions = (count: number): string => (count === 1 ? '1 question' : `${count} questions`);

/** `howSoon(3 h)` → "in about 3 hours" */
export function howSoon(milliseconds: number): string {
  const hours = Math.max(1, Math.round(milliseconds / 3_600_000));
  if (hours < 24) return hours === 1 ? 'in about an hour' : `in about ${hours} hours`;
  const days = Math.round(hours / 24);
  return days === 1 ? 'in about a day' : `in about ${days} days`;
}

/** "1, 3, 7 and 21 days" */
export const waits = `${boxDays.slice(0, -1).join(', ')} and ${boxDays.at(-1)} days`;

/** What a learner who has nothing to review ought to know. */
export function nothingDue(next: number | undefined, now: number): string {
  if (next !== undefined) return `Nothing to review just now. The next question comes back ${howSoon(next - now)}.`;
  return `Nothing to review. A question that you miss in a lesson comes back here: after ${waits}, as long as you know it.`;
}
