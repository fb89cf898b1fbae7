/** A course and how far the learner got in it, as a table and as JSON; for `learn --list`. */
import { type LessonFile, numberOf } from '../../course/lesson-file.ts';
import type { Pack } from '../../course/pack.ts';
import { type LessonProgress, noLesson, type Progress } from '../../course/progress.ts';
import { type Frame, type Rich, rows as rowsOf } from '../../render/frame.ts';

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
    number: numberOf(file, index),
    id,
    title,
    part,
    minutes,
    steps: steps.map((step) => step.id),
    progress: progress.get(id) ?? noLesson,
  }));
}

/** Steps of the lesson as it is now; what an older form of it had does not count. */
export const doneOf = ({ steps, progress }: Entry): number => steps.filter((id) => progress.steps.get(id)?.done).length;

export function stateOf(entry: Entry): string {
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

/** @param pack whose lessons they are, when they are not ours */
export function courseTable(entries: readonly Entry[], pack?: Pack): Frame {
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
  return titled({ kind: 'table', columns, rows }, pack);
}

/** Under the name of the pack, if it is one. */
export function titled(table: Frame, pack?: Pack): Frame {
  if (!pack) return table;
  const whose = pack.author === undefined ? '' : ` by ${pack.author}`;
  return { ...rowsOf({ kind: 'text', text: pack.title + whose }, table), gap: 1 };
}

export function courseJson(entries: readonly Entry[], pack?: Pack): object {
  return {
    ...(pack && { pack }),
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
