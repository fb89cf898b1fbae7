/** What has been done, folded from a journal of small events. Pure; the store keeps the events. */
import * as z from 'zod';
import type { Answer } from './answer.ts';

/** What can happen to a lesson. */
const ChangeSchema = z.discriminatedUnion('type', [
  /** The learner stands at this step. */
  z.object({ type: z.literal('at'), step: z.string() }),
  z.object({ type: z.literal('done'), step: z.string(), skipped: z.boolean().optional() }),
  /** A graded answer; a prediction is neither right nor wrong. */
  z.object({
    type: z.literal('answer'),
    step: z.string(),
    answer: z.union([z.number(), z.string(), z.array(z.number())]),
    right: z.boolean().optional(),
  }),
  z.object({ type: z.literal('hint'), step: z.string() }),
  z.object({ type: z.literal('finished') }),
  /** Once more from the first step; that it was finished before stays. */
  z.object({ type: z.literal('restart') }),
]);
export type Change = z.infer<typeof ChangeSchema>;

/** The version of the events below. A program reads all versions up to its own. */
export const eventVersion = 1;

/** One line of the journal. */
export const EventSchema = z.object({
  v: z.literal(eventVersion),
  at: z.iso.datetime(),
  lesson: z.string().min(1),
  change: ChangeSchema,
});
export type ProgressEvent = z.infer<typeof EventSchema>;

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

export function foldProgress(events: Iterable<ProgressEvent>, from: Progress = new Map()): Progress {
  const progress = new Map(from);
  for (const { lesson, change, at } of events) {
    progress.set(lesson, { ...applyChange(progress.get(lesson) ?? noLesson, change), lastAt: at });
  }
  return progress;
}

function applyChange(lesson: LessonProgress, change: Change): LessonProgress {
  switch (change.type) {
    case 'at':
      return { ...lesson, position: change.step };
    case 'finished':
      return { ...lesson, finished: true };
    case 'restart':
      return { ...noLesson, finished: lesson.finished };
    default: {
      const steps = new Map(lesson.steps);
      steps.set(change.step, applyToStep(steps.get(change.step) ?? noStep, change));
      return { ...lesson, steps };
    }
  }
}

function applyToStep(step: StepProgress, change: Extract<Change, { step: string }>): StepProgress {
  switch (change.type) {
    case 'done':
      return { ...step, done: true, skipped: change.skipped ?? false };
    case 'hint':
      return { ...step, hints: step.hints + 1 };
    case 'answer': {
      const { answer, right } = change;
      return { ...step, answer, right, tries: step.tries + 1, firstTry: step.tries === 0 ? right : step.firstTry };
    }
    case 'at':
      return step;
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
