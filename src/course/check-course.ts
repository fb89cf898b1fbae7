/** A whole course, ours or somebody's pack, held to all rules by looking: one implementation for `genai pack check` and for the
 *  tests of our own lessons. What only running the labs tells is in check-runs.ts. */
import { InputError } from '../data/input-error.ts';
import { labProblems, quoteProblems } from './check.ts';
import { type LessonFile, twinProblems } from './lesson-file.ts';
import { inOrder } from './positions.ts';
import type { Region } from './source.ts';
import { brokenManners } from './teaching.ts';

/** Everything that can be seen in a lesson by looking, in the order of its lines. */
export async function lookAt(
  file: LessonFile,
  quote: (file: string, region?: string) => Promise<Region>,
): Promise<InputError[]> {
  const problems: InputError[] = [];
  for await (const problem of labProblems(file)) problems.push(problem);
  for await (const problem of quoteProblems(file, quote)) problems.push(problem);
  for (const { path, what, remedy } of brokenManners(file.lesson)) {
    problems.push(new InputError(what, file.locate(path), remedy));
  }
  return inOrder(problems);
}

/** What is wrong between the lessons of a course. */
export const lookAcross = (files: readonly LessonFile[]): InputError[] => [...twinProblems(files)];
