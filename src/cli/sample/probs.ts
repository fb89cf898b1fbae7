/** The distribution of the next token, instead of text. */
import { describeContext, describeFallback, describeSmoothing, visible } from '../../labs/sample/describe.ts';
import { Narrator } from '../../labs/sample/narrate.ts';
import { bars } from '../../labs/sample/view.ts';
import { Chooser } from '../../models/ngram/generate.ts';
import { rows, text } from '../../render/frame.ts';
import { draw } from '../draw.ts';
import type { Job } from './job.ts';
import { gramOf, teach, tell } from './why.ts';

export async function writeProbs(job: Job, most: number): Promise<void> {
  const { request, model, predictor, context } = job;
  const { params, json, why } = request;
  const { io, out } = context;
  const ids = model.encode(params.prompt);
  const { choice } = new Chooser(model, params, predictor).at(model.begin(ids));
  const belief = new Narrator(model, params, ids).belief(choice, most);
  const { candidates, order, total } = belief;
  const taught = candidates.map(({ token, count }, i) => ({
    token,
    count,
    gram: gramOf(ids, order, choice.tokens[i]),
  }));
  const lessons = why ? await teach(job, taught) : undefined;
  if (json) {
    const result = { prompt: params.prompt, context: belief.context, order, candidates, total, corpus: params.corpus };
    await out.json(lessons ? { ...result, why: lessons } : result);
    return;
  }
  if (out.stream.isTTY) {
    await out.write(draw(rows(text(describeContext(belief, describeSmoothing(params))), bars(belief, most + 1)), io));
  } else {
    const fallback = describeFallback(belief);
    if (fallback) io.stderr.write(`hint: ${fallback}\n`);
    await out.write(candidates.map(({ token, p, count }) => `${visible(token)}\t${p.toFixed(4)}\t${count}\n`).join(''));
  }
  if (lessons) await out.write(lessons.map(tell).join(''));
}
