/** What has been done, folded from a journal of small events (progress-events.ts). Pure; the store keeps the events. */
import type { Answer } from './answer.ts';
import type { Change, ProgressEvent } from './progress-events.ts';

export interface StepProgress {
  /** The last answer that was graded. */
  readonly answer?: Answer;
  /** Whether that answer was right; undefined for predictions. */
  readonly right?: boolean;
  /** Whether the very first answer was right. */
  readonly firstTry?: boolean;
  readonly tries: number;
  /** Hints shown. */
  readonly hints: number;
  readonly done: boolean;
  readonly skipped: boolean;
}

export interface LessonProgress {
  /** Id of the step where the learner is or was last. */
  readonly position?: string;
  readonly steps: ReadonlyMap<string, StepProgress>;
  readonly finished: boolean;
  /** When anything happened last, as ISO date and time. */
  readonly lastAt?: string;
}

/** By lesson id. */
export type Progress = ReadonlyMap<string, LessonProgress>;

export const noStep: StepProgress = { tries: 0, hints: 0, done: false, skipped: false };
export const noLesson: LessonProgress = { steps: new Map(), finished: false };

export function foldProgress(events: Iterable<ProgressEvent>): Progress {
  const lessons = new Map<string, Open<LessonProgress>>();
  for (const { lesson: id, change, at } of events) {
    if (change.type === 'review') continue; // it belongs to no sitting with the lesson
    const lesson = lessons.get(id) ?? { ...noLesson, steps: new Map() };
    lessons.set(id, lesson);
    lesson.lastAt = at;
    applyChange(lesson, change);
  }
  return lessons;
}

/** What this fold alone has made, so that it may change it: a copy for each event would take the square of the time. */
type Open<T> = { -readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : T[K] };

function applyChange(lesson: Open<LessonProgress>, change: Exclude<Change, { type: 'review' }>): void {
  switch (change.type) {
    case 'at':
      lesson.position = change.step;
      break;
    case 'finished':
      lesson.finished = true;
      break;
    case 'restart':
      lesson.position = undefined;
      lesson.steps = new Map();
      break;
    default:
      lesson.steps.set(change.step, applyToStep(lesson.steps.get(change.step) ?? noStep, change));
  }
}

function applyToStep(step: StepProgress, change: Extract<Change, { type: 'done' | 'hint' | 'answer' }>): StepProgress {
  switch (change.type) {
    case 'done':
      return { ...step, done: true, skipped: change.skipped ?? false };
    case 'hint':
      return { ...step, hints: step.hints + 1 };
    case 'answer': {
      const { answer, right } = change;
      return { ...step, answer, right, tries: step.tries + 1, firstTry: step.tries === 0 ? right : step.firstTry };
    }
  }
}

/** Counts for a list or a bar: steps done (skipped ones too), questions answered, and right at the first try. */
export function countProgress({ steps }: LessonProgress): { done: number; answered: number; firstTryRight: number } {
  const all = [...steps.values()];
  return {
    done: all.filter(({ done }) => done).length,
    answered: all.filter(({ right }) => right !== undefined).length,
    firstTryRight: all.filter(({ firstTry }) => firstTry).length,
  };
}
