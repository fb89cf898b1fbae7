/** What is done, as tables and as JSON; for `progress`. */
import { keptOf, packsIn } from '../../course/lesson-key.ts';
import type { Pack } from '../../course/pack.ts';
import { countProgress, type Progress } from '../../course/progress.ts';
import type { ReviewPlan } from '../../course/review.ts';
import type { OpenedReview } from '../../course/review-plan.ts';
import { howSoon, questions } from '../../course/review-session.ts';
import type { Frame } from '../../render/frame.ts';
import { doneOf, type Entry, stateOf, titled } from './course-table.ts';

/** What is kept of a pack. Where its folder is nobody knows, so neither how many lessons it has. */
export interface PackSum {
  readonly id: string;
  /** Lessons. */
  readonly begun: number;
  readonly finished: number;
  /** Steps. */
  readonly done: number;
  readonly lastAt?: string;
}

export function sumPacks(progress: Progress): PackSum[] {
  return packsIn(progress).map((id) => {
    const lessons = [...keptOf(progress, id).values()];
    return {
      id,
      begun: lessons.length,
      finished: lessons.filter(({ finished }) => finished).length,
      done: lessons.reduce((sum, lesson) => sum + countProgress(lesson).done, 0),
      lastAt: lessons
        .flatMap(({ lastAt }) => lastAt ?? [])
        .sort()
        .at(-1),
    };
  });
}

export function packTable(packs: readonly PackSum[]): Frame {
  const columns = [
    { title: 'pack' },
    { title: 'lessons begun', align: 'right' as const },
    { title: 'done', align: 'right' as const },
    { title: 'steps done', align: 'right' as const },
    { title: 'last' },
  ];
  const rows = packs.map(({ id, begun, finished, done, lastAt }) => [
    id,
    `${begun}`,
    `${finished}`,
    `${done}`,
    lastAt?.slice(0, 10) ?? '',
  ]);
  return { kind: 'table', columns, rows };
}

/** What there is to review, or when; nothing where nothing was missed. */
export function reviewLine({ due, next, now }: OpenedReview): string | undefined {
  if (due.length > 0) return `${questions(due.length)} to review.`;
  return next === undefined ? undefined : `The next question comes back for review ${howSoon(next - now)}.`;
}

interface Done {
  readonly entries: readonly Entry[];
  readonly review: ReviewPlan;
  /** That the lessons are of. */
  readonly pack?: Pack;
  /** Beside the course. */
  readonly packs?: readonly PackSum[];
}

export function progressJson({ entries, review, pack, packs }: Done): object {
  return {
    ...(pack && { pack }),
    lessons: entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      steps: entry.steps.length,
      done: doneOf(entry),
      finished: entry.progress.finished,
      position: entry.progress.position ?? null,
      answered: countProgress(entry.progress).answered,
      first_try_right: countProgress(entry.progress).firstTryRight,
      last_at: entry.progress.lastAt ?? null,
    })),
    review: {
      due: review.due.length,
      later: review.later,
      next_at: review.next === undefined ? null : new Date(review.next).toISOString(),
    },
    ...(packs && { packs: packs.map(({ lastAt, ...sum }) => ({ ...sum, last_at: lastAt ?? null })) }),
  };
}

export function progressTable(entries: readonly Entry[], pack?: Pack): Frame {
  const columns = [
    { title: 'lesson' },
    { title: 'steps', align: 'right' as const },
    { title: 'right at once', align: 'right' as const },
    { title: 'you' },
    { title: 'last' },
  ];
  const rows = entries.map((entry) => {
    const { answered, firstTryRight } = countProgress(entry.progress);
    const right = answered === 0 ? '' : `${firstTryRight} of ${answered}`;
    const last = entry.progress.lastAt?.slice(0, 10) ?? '';
    return [entry.title, `${doneOf(entry)} of ${entry.steps.length}`, right, stateOf(entry), last];
  });
  return titled({ kind: 'table', columns, rows }, pack);
}
