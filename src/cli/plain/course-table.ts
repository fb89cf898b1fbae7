/** The course and what is done of it, as a table and as JSON; for `learn --list` and `progress`. */

import type { LessonFile } from '../../course/lesson-file.ts';
import { countProgress, type LessonProgress, noLesson, type Progress } from '../../course/progress.ts';
import type { ReviewPlan } from '../../course/review.ts';
import type { Frame, Rich } from '../../render/frame.ts';

/** A lesson and how far the learner got. */
export interface Entry {
  /** As in the name of its file; what `genai learn 2` finds. */
  readonly number: number;
  readonly id: string;
  readonly title: string;
  readonly part: string;
  readonly minutes: number;
  readonly steps: readonly string[];
  readonly progress: LessonProgress;
}

export function entriesOf(course: readonly LessonFile[], progress: Progress): Entry[] {
  return course.map(({ file, lesson: { id, title, part, minutes, steps } }, index) => ({
    number: Number(/(\d+)[^/]*$/.exec(file)?.[1] ?? index + 1),
    id,
    title,
    part,
    minutes,
    steps: steps.map((step) => step.id),
    progress: progress.get(id) ?? noLesson,
  }));
}

/** Steps of the lesson as it is now; what an older form of it had does not count. */
const doneOf = ({ steps, progress }: Entry): number => steps.filter((id) => progress.steps.get(id)?.done).length;

function stateOf(entry: Entry): string {
  const { steps, progress } = entry;
  if (progress.finished) return 'done';
  const at = progress.position === undefined ? -1 : steps.indexOf(progress.position);
  if (at > 0) return `at step ${at + 1} of ${steps.length}`;
  return progress.lastAt === undefined ? 'new' : 'begun';
}

/** The lesson to go on with: the last one touched that is not finished, else the first that is not. */
export function nextOf(entries: readonly Entry[]): Entry | undefined {
  const open = entries.filter(({ progress }) => !progress.finished);
  const touched = open.filter(({ progress }) => progress.lastAt !== undefined);
  touched.sort((a, b) => (a.progress.lastAt! < b.progress.lastAt! ? 1 : -1));
  return touched[0] ?? open[0];
}

export function courseTable(entries: readonly Entry[]): Frame {
  const rows: Rich[][] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.part !== entries[index - 1]?.part)
      rows.push(['', [{ text: `${entry.part}:`, tone: 'muted' }], '', '', '']);
    rows.push([String(entry.number), entry.title, entry.id, `${entry.minutes}`, stateOf(entry)]);
  }
  const columns = [
    { title: '', align: 'right' as const },
    { title: 'lesson' },
    { title: 'id' },
    { title: 'min', align: 'right' as const },
    { title: 'you' },
  ];
  return { kind: 'table', columns, rows };
}

export function courseJson(entries: readonly Entry[]): object {
  return {
    lessons: entries.map((entry) => ({
      id: entry.id,
      number: entry.number,
      title: entry.title,
      part: entry.part,
      minutes: entry.minutes,
      steps: entry.steps.length,
      done: doneOf(entry),
      finished: entry.progress.finished,
      position: entry.progress.position ?? null,
    })),
  };
}

export function progressJson(entries: readonly Entry[], { due, later, next }: ReviewPlan): object {
  return {
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
    review: { due: due.length, later, next_at: next === undefined ? null : new Date(next).toISOString() },
  };
}

export function progressTable(entries: readonly Entry[]): Frame {
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
  return { kind: 'table', columns, rows };
}
