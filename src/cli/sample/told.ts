/** The text with its story: as JSON, step by step, or with the lines that taught each choice. */
import { resultOf, speak } from '../../labs/sample/collect.ts';
import { describeContext, visible } from '../../labs/sample/describe.ts';
import type { Belief, StepEvent } from '../../labs/sample/params.ts';
import { bars } from '../../labs/sample/view.ts';
import { Random } from '../../nn/random.ts';
import { type Frame, rows, text } from '../../render/frame.ts';
import { draw } from '../draw.ts';
import { tellSeed } from '../flags.ts';
import { interruptible } from '../interruptible.ts';
import type { Job } from './job.ts';
import { oneLine } from './text.ts';
import { tell } from './why.ts';

/** Candidates drawn for each step. */
const barsShown = 6;

export async function writeTold(job: Job): Promise<void> {
  const { samples, seed } = job.request;
  const step = interruptible(job.context.signal);
  if (job.request.seedIsFresh && !job.request.json) tellSeed(job.context, seed);
  for (let i = 0; i < (samples ?? 1); i++) if (!(await tellOne(job, seed + i, step))) return;
}

/** Returns false when nobody reads any more. */
async function tellOne(job: Job, seed: number, step: () => Promise<void>): Promise<boolean> {
  const { params, json, explain, echo, samples } = job.request;
  const { out, io } = job.context;
  const teachers = job.teachers?.();
  const steps = speak(job.sampler, params, new Random(seed));
  for (let number = 1; ; number++) {
    const { value, done } = steps.next();
    await step();
    if (done) {
      const lessons = await teachers?.lessons();
      const result = resultOf(params, value, job.model, seed);
      if (json) return out.json(lessons ? { ...result, why: lessons } : result);
      const written = echo ? result.text : result.completion.trimStart();
      const plain = samples === undefined ? `${written.replace(/\n$/, '')}\n` : oneLine(written);
      return out.write((lessons ?? []).map((lesson) => tell(lesson, job.unit)).join('') + plain);
    }
    const { draw: drawn, event } = value;
    teachers?.note(drawn.choice, drawn.index);
    teachers?.advance(drawn.token);
    if (!explain) continue;
    if (!(json ? await out.json(event) : await out.write(draw(explained(event, number, job), io)))) return false;
  }
}

function explained(step: StepEvent<Belief>, number: number, { unit, shares }: Job): Frame {
  const drawn = [
    `drew ${step.u.toFixed(3)} `,
    { text: `→ ${visible(step.pick.token)}`, tone: 'accent' as const, bold: true },
  ];
  return rows(
    text([`${number}. `, ...[describeContext(step, unit, shares)].flat()]),
    bars(step, barsShown, step.pick),
    text(drawn),
    text(' '),
  );
}
