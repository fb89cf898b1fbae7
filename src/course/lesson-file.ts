/** A lesson and where it was read from. */
import { InputError } from '../data/input-error.ts';
import type { Lesson } from './lesson.ts';
import type { Locate } from './positions.ts';

export interface LessonFile {
  /** Every text in it is free of control characters. */
  readonly lesson: Lesson;
  readonly file: string;
  /** "file:line:column" of a value, such as ['steps', 2, 'run', 'params', 'order']. */
  readonly locate: Locate;
}

/** Lessons of a course that have the id of an earlier one. */
export function* twinProblems(files: readonly LessonFile[]): Generator<InputError> {
  const seen = new Map<string, LessonFile>();
  for (const file of files) {
    const other = seen.get(file.lesson.id);
    if (other) {
      const what = `the lesson id "${file.lesson.id}" is taken by ${other.file}`;
      yield new InputError(what, file.locate(['id']), 'Give each lesson an id of its own.');
    } else seen.set(file.lesson.id, file);
  }
}

/** What stands in front of the name of its file, as in 02-next-token.yaml; else its place in the course, from 1. */
export function numberOf(file: string, index: number): number {
  const digits = /^\d+/.exec(file.split(/[/\\]/).at(-1)!)?.[0];
  return digits === undefined ? index + 1 : Number(digits);
}
