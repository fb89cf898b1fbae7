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

/** What the small lesson lacks to be a good one. */
const soundChanges: readonly (readonly [string, string])[] = [
  [
    'choices: [{ text: mat, value: mat }, { text: roof, value: roof }]',
    'choices: [{ text: roof, value: roof }, { text: mat, value: mat }]',
  ],
  ['why: Three is. }\n', 'why: Three is. }\n    hints: [Not two.]\n'],
  ['why: Count again. }]\n', 'why: Count again. }]\n    hints: [Look.]\n'],
  ['why: It has a Greek name. }]\n', 'why: It has a Greek name. }]\n    hints: [Two.]\n'],
  ['hints: [Use --order 3.]', 'hints: [Use --order., genai lab sample --order 3]'],
  [
    '    done: Seen.\n  - { id: recap, kind: recap, title: Recap, points: [You have seen it all.], next: There is more. }\n',
    '    done: Seen.\n    hints: [It is 42.]\n',
  ],
  [
    '  - id: name-it\n',
    '  - { id: recap, kind: recap, title: Recap, points: [You have seen it all.] }\n  - id: name-it\n',
  ],
];

/** The small lesson as it passes every rule of a course. */
export const readSound = (...changes: readonly (readonly [string, string])[]): LessonFile =>
  readLesson(changed(...soundChanges, ...changes), 'small.yaml');

export const small = readSmall().lesson;

export function stepOf<K extends Step['kind']>(id: string, kind: K): StepOf<K> {
  const step = small.steps.find((step) => step.id === id);
  if (step?.kind !== kind) throw new Error(`the fixture has no ${kind} ${id}`);
  return step as StepOf<K>;
}

export const questionIn = (id: string): Question => stepOf(id, 'quiz').question;
