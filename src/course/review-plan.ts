/** What to review now, of the course as it is, with the labs that some questions are read off. */
import { findLab } from '../labs/index.ts';
import type { Lab } from '../labs/lab.ts';
import { measuredOf } from './grade.ts';
import type { Lesson } from './lesson.ts';
import { planReview, type ReviewPlan, type ReviewQuestion, type Reviews } from './review.ts';
import { sourceOf } from './review-session.ts';

export interface OpenedReview extends ReviewPlan {
  /** The time that the plan was made for, in milliseconds since 1970. */
  readonly now: number;
  /** The labs whose runs are made again, by id. */
  readonly labs: ReadonlyMap<string, Lab>;
}

/** A run is made again when it is light, so that there is something to look at. One that trains networks, or measures time,
 *  is not: then the answer it gave in the lesson counts, and without one the question is left out. */
export async function openReview(reviews: Reviews, lessons: readonly Lesson[], now: number): Promise<OpenedReview> {
  const all = planReview(reviews, lessons, now);
  if (all.due.length + all.later === 0) return { ...all, now, labs: new Map() };
  const labs = new Map<string, Lab>();
  const known = lessons.filter(({ id }) => reviews.has(id));
  for (const id of new Set(known.flatMap((lesson) => labsAsked(lesson, reviews)))) {
    const lab = await findLab(id).catch(() => undefined);
    if (lab && !lab.kernels && !lab.measures) labs.set(id, lab);
  }
  const canAsk = (question: ReviewQuestion): boolean => {
    if (!measuredOf(question.step.question) || question.review.said !== undefined) return true;
    const source = sourceOf(question);
    return source !== undefined && labs.has(source.run.lab);
  };
  return { ...planReview(reviews, lessons, now, canAsk), now, labs };
}

function labsAsked(lesson: Lesson, reviews: Reviews): string[] {
  return lesson.steps.flatMap((step) => {
    const review = reviews.get(lesson.id)?.get(step.id);
    const source = review && step.kind === 'quiz' ? sourceOf({ lesson, step, review }) : undefined;
    return source ? [source.run.lab] : [];
  });
}
