/** A lesson read from beginning to end, where nobody can answer: its runs are made, its questions stand without answers. */

import { questionOf } from '../../course/answer.ts';
import { specOf } from '../../course/check.ts';
import type { LabRun, Lesson, Step } from '../../course/lesson.ts';
import { markdownFrame } from '../../course/markdown.ts';
import { findLab } from '../../labs/index.ts';
import { type Host, runResult } from '../../runner/run.ts';
import type { Course } from '../../store/lessons.ts';
import { tell } from './lab-run.ts';
import type { Paper } from './paper.ts';
import { answersFrame, lessonIntro, sourceFrame, stepText } from './step-text.ts';
import { unboxed } from './unboxed.ts';

export interface Reading {
  readonly course: Course;
  readonly lesson: Lesson;
  readonly paper: Paper;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** @throws what a lab or a source fails with */
export async function readThrough(reading: Reading): Promise<void> {
  const { lesson, paper } = reading;
  await paper.heading(lesson.title, '=');
  await paper.frame(lessonIntro(lesson));
  for (const [index, step] of lesson.steps.entries()) {
    await paper.heading(`${index + 1}. ${step.title}`);
    await paper.frame(markdownFrame(stepText(step)));
    await showRest(step, reading);
    if (paper.closed) return;
  }
  if (lesson.sources.length > 0) {
    await paper.heading('Sources');
    await paper.frame(markdownFrame(lesson.sources.map((source) => `- ${source}`).join('\n')));
  }
}

async function showRest(step: Step, reading: Reading): Promise<void> {
  const { paper } = reading;
  const to = step.kind === 'predict' ? step.guess : questionOf(step);
  if (to) await paper.frame(answersFrame(to, false));
  if ('run' in step) await showRun(step.run, reading);
  if (step.kind === 'predict') await paper.frame(markdownFrame(step.explain));
  if (step.kind === 'source') await paper.frame(await sourceFrame(step, reading.course));
}

/** Makes a run of which nobody wants to see more than its result. */
export async function quietRun(run: LabRun, { host }: Pick<Reading, 'host'>): Promise<unknown> {
  return runResult(host, specOf(await findLab(run.lab), run));
}

/** Makes a run, shows it, and gives its result. */
export async function showRun(
  run: LabRun,
  { paper, host, signal }: Pick<Reading, 'paper' | 'host' | 'signal'>,
): Promise<unknown> {
  const lab = await findLab(run.lab);
  const size = { width: paper.surface.width, height: 24 };
  const linesOf = (frame: Parameters<Paper['lines']>[0]) => paper.lines(frame).length;
  const { result, picture } = await tell(lab, specOf(lab, run), { host, size, signal, linesOf });
  await paper.frame(unboxed(picture));
  return result;
}
