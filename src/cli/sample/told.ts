/** The text with its story: as JSON, step by step, or with the lines that taught each choice. */
import { describeContext, describeSmoothing } from '../../labs/sample/describe.ts';
import { sampleLab } from '../../labs/sample/lab.ts';
import type { SampleParams, StepEvent } from '../../labs/sample/params.ts';
import { bars } from '../../labs/sample/view.ts';
import { generate } from '../../models/ngram/generate.ts';
import { Random } from '../../nn/random.ts';
import { type Frame, rows, text } from '../../render/frame.ts';
import { draw } from '../draw.ts';
import { tellSeed } from '../flags.ts';
import { interruptible } from '../interruptible.ts';
import type { Job } from './job.ts';
import { oneLine } from './text.ts';
import { gramOf, type Taught, teach, tell } from './why.ts';

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
  const { request, model, predictor, context, data, cache } = job;
  const { params, json, explain, why, echo, samples } = request;
  const { out, io } = context;
  const ids = [...model.encode(params.prompt)];
  // The same draws as the lab's, for the numbers that lines are looked up by.
  const tokens = generate(model, Int32Array.from(ids), params, new Random(seed), predictor);
  const taught: Taught[] = [];
  const run = sampleLab.run(params, { rng: new Random(seed), seed, data, cache });
  for (let steps = 0; ; ) {
    const { value, done } = await run.next();
    await step();
    if (done) {
      const lessons = why ? await teach(job, taught) : undefined;
      if (json) return out.json(lessons ? { ...value, why: lessons } : value);
      const written = echo ? value.text : value.completion.trimStart();
      const plain = samples === undefined ? `${written.replace(/\n$/, '')}\n` : oneLine(written);
      return out.write((lessons ?? []).map(tell).join('') + plain);
    }
    if (value.kind !== 'step') continue;
    const { token } = tokens.next().value;
    taught.push({ token: value.pick.token, count: value.pick.count, gram: gramOf(ids, value.order, token) });
    ids.push(token);
    if (!explain) continue;
    if (!(json ? await out.json(value) : await out.write(draw(explained(value, ++steps, params), io)))) return false;
  }
}

function explained(step: StepEvent, number: number, params: SampleParams): Frame {
  const drawn = [`drew ${step.u.toFixed(3)} `, { text: `→ ${step.pick.token}`, tone: 'accent' as const, bold: true }];
  return rows(
    text([`${number}. `, ...[describeContext(step, describeSmoothing(params))].flat()]),
    bars(step, barsShown, step.pick),
    text(drawn),
    text(' '),
  );
}
