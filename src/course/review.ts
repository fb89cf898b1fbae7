/** Questions that were missed come back after a day, and each time they are known later still. Pure: folded from the journal,
 *  the time is handed in.
 *
 *  A question comes in when its first answer in a lesson is wrong, or right only after a hint. Then it goes through boxes as
 *  in Leitner, So lernt man lernen (1972): known at once it moves on to the next box, missed it goes back to the first. The
 *  boxes wait about three times as long each, much as SM-2 (Wozniak 1990) lengthens its intervals by 2.5; why waiting helps:
 *  Cepeda et al. 2006, Distributed practice in verbal recall tasks. Known after the last box it is learnt, and stays away. */
import type { Lesson, StepOf } from './lesson.ts';
import type { Change, ProgressEvent } from './progress-events.ts';
import { askedOf } from './question-sign.ts';

/** Days that a question waits in each box. */
export const boxDays = [1, 3, 7, 21] as const;
const hour = 3_600_000;
/** A day is over a little early: who learns every evening does not look at the clock. */
const early = 4 * hour;

/** A question that comes back. */
interface Review {
  /** Index into `boxDays`. */
  readonly box: number;
  /** When it was answered last: milliseconds since 1970. */
  readonly since: number;
  /** Which question it was, where that was written down. */
  readonly asked?: string;
  /** The right answer, where the lesson's own run gave it. */
  readonly said?: string | number | boolean;
}

/** By lesson and step. */
export type Reviews = ReadonlyMap<string, ReadonlyMap<string, Review>>;

/** What counts within one go through a lesson. */
interface Go {
  tries: number;
  hints: number;
  asked?: string;
}

export function foldReviews(events: Iterable<ProgressEvent>): Reviews {
  const reviews = new Map<string, Map<string, Review>>();
  const goes = new Map<string, Map<string, Go>>();
  for (const { lesson, change, at } of events) {
    if (change.type === 'restart') goes.delete(lesson);
    if (change.type !== 'hint' && change.type !== 'answer' && change.type !== 'review') continue;
    const go = change.type === 'review' ? { tries: 0, hints: 0 } : goIn(goes, lesson, change.step);
    const ofLesson = reviews.get(lesson) ?? new Map<string, Review>();
    const next = after(ofLesson.get(change.step), change, go, Date.parse(at));
    if (next) reviews.set(lesson, ofLesson.set(change.step, next));
    else ofLesson.delete(change.step);
  }
  return reviews;
}

function goIn(goes: Map<string, Map<string, Go>>, lesson: string, step: string): Go {
  const ofLesson = goes.get(lesson) ?? new Map<string, Go>();
  goes.set(lesson, ofLesson);
  const go = ofLesson.get(step) ?? { tries: 0, hints: 0 };
  ofLesson.set(step, go);
  return go;
}

type Counted = Extract<Change, { type: 'hint' | 'answer' | 'review' }>;

/** What a question is after a change; counts the change in its go. */
function after(review: Review | undefined, change: Counted, go: Go, at: number): Review | undefined {
  if (change.type === 'hint') {
    go.hints++;
    return review;
  }
  const { right, asked = review?.asked } = change;
  if (right === undefined) return review; // a prediction
  if (change.type === 'review') {
    const known = right && !change.hints;
    if (!known) return { ...review, box: 0, since: at, asked };
    const box = (review?.box ?? boxDays.length) + 1;
    return box < boxDays.length ? { ...review, box, since: at, asked } : undefined;
  }
  if (change.asked !== go.asked) go.tries = 0; // another question by now
  go.asked = change.asked;
  const first = go.tries++ === 0;
  const said = change.said ?? (asked === review?.asked ? review?.said : undefined);
  if (first) return right && go.hints === 0 ? review : { box: 0, since: at, asked, said };
  return review && { box: right ? review.box : 0, since: at, asked, said };
}

/** A question of a lesson as it is now. */
export interface ReviewQuestion {
  readonly lesson: Lesson;
  readonly step: StepOf<'quiz'>;
  readonly review: Review;
}

export interface ReviewPlan {
  /** Those to be asked now, the longest overdue first. */
  readonly due: readonly ReviewQuestion[];
  /** How many come back later. */
  readonly later: number;
  /** When the next of them does: milliseconds since 1970. */
  readonly next?: number;
}

/** What to ask at this time. A question that is gone from its lesson, or asks something else by now, is left out; so is one
 *  whose answer cannot be had, says `canAsk`. */
export function planReview(
  reviews: Reviews,
  lessons: readonly Lesson[],
  now: number,
  canAsk: (question: ReviewQuestion) => boolean = () => true,
): ReviewPlan {
  const all = lessons.flatMap((lesson) => questionsOf(reviews, lesson)).filter(canAsk);
  const when = ({ review }: ReviewQuestion): number => dueAt(review, now);
  const due = all.filter((question) => when(question) <= now).sort((a, b) => when(a) - when(b));
  const later = all.filter((question) => when(question) > now).map(when);
  return { due, later: later.length, next: later.length > 0 ? Math.min(...later) : undefined };
}

function questionsOf(reviews: Reviews, lesson: Lesson): ReviewQuestion[] {
  const ofLesson = reviews.get(lesson.id);
  if (!ofLesson) return [];
  return lesson.steps.flatMap((step) => {
    const review = ofLesson.get(step.id);
    if (!review || step.kind !== 'quiz') return [];
    return review.asked === undefined || review.asked === askedOf(step) ? [{ lesson, step, review }] : [];
  });
}

/** An answer out of the future is the work of a wrong clock: the question is due now rather than in some years. */
function dueAt({ box, since }: Review, now: number): number {
  return since > now ? now : since + boxDays[box] * 24 * hour - early;
}
