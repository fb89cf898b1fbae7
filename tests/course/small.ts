/** The small lesson of the fixtures, which has every kind of step and question, and a way to change one thing in it. */
import { readFileSync } from 'node:fs';
import type { Question, Step, StepOf } from '../../src/course/lesson.ts';
import type { LessonFile } from '../../src/course/lesson-file.ts';
import { readLesson } from '../../src/course/load.ts';

export const smallText = readFileSync(new URL('../fixtures/lessons/small.yaml', import.meta.url), 'utf8');

/** @param changes pairs of what stands there and what shall stand there instead */
export function changed(...changes: readonly (readonly [string, string])[]): string {
  let text = smallText;
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the fixture has no ${JSON.stringify(from)}`);
    text = text.replace(from, () => to);
  }
  return text;
}

export const readSmall = (...changes: readonly (readonly [string, string])[]): LessonFile =>
  readLesson(changed(...changes), 'small.yaml');

export const small = readSmall().lesson;

export function stepOf<K extends Step['kind']>(id: string, kind: K): StepOf<K> {
  const step = small.steps.find((step) => step.id === id);
  if (step?.kind !== kind) throw new Error(`the fixture has no ${kind} ${id}`);
  return step as StepOf<K>;
}

export const questionIn = (id: string): Question => stepOf(id, 'quiz').question;
