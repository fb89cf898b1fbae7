/** A review on the screen: one question after the other, each a page of its lesson, and what came of it. Any way on from a
 *  question leads to the next one. Read first: state-lesson.ts, ../course/review-session.ts. */
import type { Change } from '../course/progress-events.ts';
import type { ReviewQuestion } from '../course/review.ts';
import type { OpenedReview } from '../course/review-plan.ts';
import { longestReview, openQuestion, reviewChange, sourceOf, type Went, wentBy } from '../course/review-session.ts';
import type { Next } from './machine.ts';
import {
  type LessonEffect,
  type LessonMessage,
  type LessonState,
  lessonTypes,
  openQuestionPage,
  updateLesson,
} from './state-lesson.ts';

export interface ReviewState {
  readonly opened: OpenedReview;
  /** The questions of this review. */
  readonly questions: readonly ReviewQuestion[];
  /** Index of the question in view; their number at the end. */
  readonly at: number;
  /** How those before it went. */
  readonly went: readonly Went[];
  /** The question in view; none at the end. */
  readonly lesson?: LessonState;
  /** The first answer to it. */
  readonly answered?: Change;
}

export type ReviewEffect =
  | Exclude<LessonEffect, { kind: 'leave' | 'open' | 'playground' }>
  /** Back or forth in the run that is looked at. */
  | { readonly kind: 'scrub'; readonly by: number }
  | { readonly kind: 'leave' }
  /** Another review, of what is still due. */
  | { readonly kind: 'more' };

type ReviewNext = Next<ReviewState, ReviewEffect>;

export function openReviewPage(opened: OpenedReview): ReviewNext {
  return ask({ opened, questions: opened.due.slice(0, longestReview), at: 0, went: [] });
}

/** Questions that are due and not in this review. */
export const leftOver = ({ opened, questions }: ReviewState): number => opened.due.length - questions.length;

function ask(state: ReviewState): ReviewNext {
  const { opened, questions, at } = state;
  if (at >= questions.length) return [{ ...state, lesson: undefined, answered: undefined }];
  const source = sourceOf(questions[at]);
  const look = source !== undefined && opened.labs.has(source.run.lab);
  const { lesson } = questions[at];
  const [page, ...effects] = openQuestionPage({ lesson, labs: opened.labs }, openQuestion(questions[at], look), look);
  return [{ ...state, lesson: page, answered: undefined }, ...workOf(effects)];
}

/** What a lesson would keep of it is not kept: a review is no part of going through the lesson. */
const workOf = (effects: readonly LessonEffect[]): ReviewEffect[] =>
  effects.filter((effect): effect is Extract<LessonEffect, { kind: 'run' | 'end-run' }> =>
    ['run', 'end-run'].includes(effect.kind),
  );

export function updateReview(state: ReviewState, message: LessonMessage): ReviewNext {
  if (!state.lesson) return message.kind === 'key' ? atTheEnd(state, message.key) : [state];
  if (message.kind === 'key' && (message.key === '[' || message.key === ']') && !lessonTypes(state.lesson)) {
    return [state, { kind: 'scrub', by: message.key === ']' ? 1 : -1 }];
  }
  const [lesson, ...effects] = updateLesson(state.lesson, message);
  if (effects.some(({ kind }) => kind === 'leave')) return [state, ...workOf(effects), { kind: 'leave' }];
  const before = state.lesson.player;
  // There is no step before a question, and a review is not begun anew.
  if (lesson.asking || lesson.player.position < before.position) return [state];
  const question = state.questions[state.at];
  const fresh = state.answered ? undefined : reviewChange(before, lesson.player, question);
  const answered = state.answered ?? fresh;
  const kept: ReviewEffect[] = fresh ? [{ kind: 'save', lesson: question.lesson.id, changes: [fresh] }] : [];
  if (!lesson.over && lesson.player.position === before.position) {
    return [{ ...state, lesson, answered }, ...kept, ...workOf(effects)];
  }
  const [next, ...more] = ask({ ...state, at: state.at + 1, went: [...state.went, wentBy(answered)] });
  return [next, ...kept, { kind: 'end-run' }, ...more];
}

function atTheEnd(state: ReviewState, key: string): ReviewNext {
  switch (key) {
    case 'enter':
    case ' ':
    case 'right':
      return [state, { kind: leftOver(state) > 0 ? 'more' : 'leave' }];
    case 'q':
    case 'escape':
      return [state, { kind: 'leave' }];
  }
  return [state];
}
