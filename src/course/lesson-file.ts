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

/** @throws InputError when two lessons of a course have the same id */
export function checkCourse(files: readonly LessonFile[]): void {
  const seen = new Map<string, LessonFile>();
  for (const file of files) {
    const other = seen.get(file.lesson.id);
    if (other) {
      const what = `the lesson id "${file.lesson.id}" is taken by ${other.file}`;
      throw new InputError(what, file.locate(['id']), 'Give each lesson an id of its own.');
    }
    seen.set(file.lesson.id, file);
  }
}
