/** The distribution of the next token, instead of text. */
import { distributionOf } from '../../labs/sample/collect.ts';
import { describeContext, describeFallback, visible } from '../../labs/sample/describe.ts';
import { bars } from '../../labs/sample/view.ts';
import { rows, text } from '../../render/frame.ts';
import { draw } from '../draw.ts';
import type { Job } from './job.ts';
import { tell } from './why.ts';

export async function writeProbs(job: Job, most: number): Promise<void> {
  const { sampler, unit, shares } = job;
  const { params, json } = job.request;
  const { io, out } = job.context;
  const choice = sampler.next();
  const belief = sampler.narrator().belief(choice, most);
  const { candidates } = belief;
  const teachers = job.teachers?.();
  for (const index of candidates.keys()) teachers?.note(choice, index);
  const lessons = await teachers?.lessons();
  if (json) {
    const result = { prompt: params.prompt, ...distributionOf(belief), ...job.model };
    await out.json(lessons ? { ...result, why: lessons } : result);
    return;
  }
  if (out.stream.isTTY) {
    await out.write(draw(rows(text(describeContext(belief, unit, shares)), bars(belief, most + 1)), io));
  } else {
    const fallback = describeFallback(belief, unit);
    if (fallback) io.stderr.write(`hint: ${fallback}\n`);
    const cells = candidates.map(({ token, p, count }) => [
      visible(token),
      p.toFixed(4),
      ...(count === undefined ? [] : [count]),
    ]);
    await out.write(cells.map((row) => `${row.join('\t')}\n`).join(''));
  }
  if (lessons) await out.write(lessons.map((lesson) => tell(lesson, unit)).join(''));
}
