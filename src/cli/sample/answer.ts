/** Answers a request in the form that was asked for. */
import type { Job } from './job.ts';
import { record } from './record.ts';
import type { Request } from './request.ts';
import { writeText } from './text.ts';

export async function answer(job: Job): Promise<void> {
  const { request } = job;
  const { io, out } = job.context;
  if (request.promptIsOurs && io.stderr.isTTY) {
    io.stderr.write(`hint: type your own: ${request.command} "your words"\n`);
  }
  if (request.probs !== undefined) await (await import('./probs.ts')).writeProbs(job, request.probs);
  else if (request.json || request.explain || request.why) await (await import('./told.ts')).writeTold(job);
  else if (out.stream.isTTY && isShort(request) && io.env.TERM !== 'dumb')
    await (await import('./animate.ts')).animate(job);
  else await writeText(job);
  await record(job);
}

/** Few enough tokens to watch each one. */
const isShort = ({ samples, params }: Request): boolean => samples === undefined && (params.max_tokens ?? 0) <= 100;
