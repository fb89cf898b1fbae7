/** A lesson read out where nobody can answer, and what has to stand in it. */
import { expect } from 'vitest';
import { Output } from '../../src/cli/output.ts';
import { Paper } from '../../src/cli/plain/paper.ts';
import { readThrough } from '../../src/cli/plain/read-through.ts';
import type { Lesson, Question } from '../../src/course/lesson.ts';
import type { Host } from '../../src/runner/run.ts';
import type { Course } from '../../src/store/lessons.ts';
import { fakeIo } from '../cli/streams.ts';

/** What `genai learn LESSON --plain` prints in a pipe, with the runs of this host. */
export async function readOut(course: Course, lesson: Lesson, host: Host): Promise<string> {
  const { io, stdout } = fakeIo();
  const { signal } = new AbortController();
  await readThrough({ course, lesson, paper: new Paper(io, new Output(io.stdout)), host, signal });
  return stdout.text;
}

/** All steps in their order, in lines that fit; questions and what can be chosen, but no answers, reasons or hints. */
export function expectWhole(text: string, { title, steps }: Lesson): void {
  expect(text.startsWith(`${title}\n===`)).toBe(true);
  const headings = steps.map((step, i) => `\n${i + 1}. ${step.title}\n---`);
  const at = headings.map((heading) => text.indexOf(heading));
  expect(
    at.every((place, i) => place > (at[i - 1] ?? 0)),
    `${at}`,
  ).toBe(true);
  expect(text.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  const read = bare(text);
  const quizzes = steps.filter((step) => step.kind === 'quiz');
  expect(quizzes.length).toBeGreaterThan(2);
  for (const { question, hints } of quizzes) {
    const choices = 'choices' in question ? question.choices : [];
    for (const { text } of choices) expect(read).toContain(bare(text));
    for (const secret of [...reasonsOf(question), ...hints]) expect(read).not.toContain(bare(secret));
  }
}

const reasonsOf = (question: Question): string[] =>
  'choices' in question
    ? question.choices.map(({ why }) => why)
    : [question.why, ...question.wrong.map(({ why }) => why)];

/** Letters and figures only: neither wrapping nor marks matter. */
const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
