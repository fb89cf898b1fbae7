/** The text alone, written as it comes: for pipes, and for texts too long to watch. */
import { Collector } from '../../labs/sample/collect.ts';
import { Random } from '../../nn/random.ts';
import { tellSeed } from '../flags.ts';
import { interruptible } from '../interruptible.ts';
import type { Job } from './job.ts';

export async function writeText(job: Job): Promise<void> {
  const { samples, seed } = job.request;
  const step = interruptible(job.context.signal);
  if (job.request.seedIsFresh) tellSeed(job.context, seed);
  if (samples === undefined) await writeOne(job, seed, step);
  else for (let i = 0; i < samples; i++) if (!(await writeLine(job, seed + i, step))) return;
}

async function writeOne(job: Job, seed: number, step: () => Promise<void>): Promise<void> {
  const { context } = job;
  let last = '';
  for (const piece of pieces(job, seed)) {
    if (!(await context.out.write(piece))) return;
    await step();
    last = piece.at(-1) ?? last;
  }
  if (last !== '\n') await context.out.write('\n');
}

/** One of several texts; a line each, so new lines inside become spaces. */
async function writeLine(job: Job, seed: number, step: () => Promise<void>): Promise<boolean> {
  const written: string[] = [];
  for (const piece of pieces(job, seed)) {
    written.push(piece);
    await step();
  }
  return job.context.out.write(oneLine(written.join('')));
}

export const oneLine = (text: string): string => `${text.replace(/\s*\n\s*/g, ' ').trim()}\n`;

/** The text in portions. */
function* pieces({ request, sampler, portion }: Job, seed: number): Generator<string> {
  const { params, echo } = request;
  const collector = new Collector(params, sampler.mark, sampler.writer());
  // Without the prompt there is nothing that a first space could part.
  let text = echo ? params.prompt : '';
  let bare = !echo;
  for (const { token } of sampler.draws(new Random(seed))) {
    collector.take(token);
    if (!collector.finish && collector.text.length < portion) continue;
    const settled = collector.settled();
    text += bare ? settled.trimStart() : settled;
    bare = bare && settled === '';
    yield text;
    text = '';
    if (collector.finish) return;
  }
}
