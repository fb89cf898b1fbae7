/** Answers a request: learns, then writes what was asked for. */
import type { DataSource } from '../../data/corpus.ts';
import { describeUnknown } from '../../labs/sample/describe.ts';
import { modelOf, predictorOf, unknownWords } from '../../labs/sample/learn.ts';
import type { NgramModel } from '../../models/ngram/model.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { showReading } from '../progress-line.ts';
import { commandLine } from './command-line.ts';
import type { Job } from './job.ts';
import { record } from './record.ts';
import type { Request } from './request.ts';
import { writeText } from './text.ts';

export async function sample(request: Request, context: CommandContext): Promise<number> {
  const { io, out } = context;
  const data = dataFor(context);
  const cache = new Map<string, unknown>();
  const model = await learnModel(request, context, data, cache);
  const predictor = await predictorOf(model, request.params, cache);
  const job: Job = { request, model, predictor, context, data, cache };
  await hint(job);
  if (request.probs !== undefined) await (await import('./probs.ts')).writeProbs(job, request.probs);
  else if (request.json || request.explain || request.why) await (await import('./told.ts')).writeTold(job);
  else if (out.stream.isTTY && isShort(request) && io.env.TERM !== 'dumb')
    await (await import('./animate.ts')).animate(job);
  else await writeText(job);
  await record(job);
  return 0;
}

/** Few enough tokens to watch each one. */
const isShort = ({ samples, params }: Request): boolean => samples === undefined && (params.max_tokens ?? 0) <= 100;

async function learnModel(
  { params }: Request,
  { io, signal, detail }: CommandContext,
  data: DataSource,
  cache: Map<string, unknown>,
): Promise<NgramModel> {
  const started = performance.now();
  const model = await showReading(modelOf(params, { data, cache }), params.corpus, { io, signal });
  const { counts, vocabulary } = model;
  const took = ((performance.now() - started) / 1000).toFixed(2);
  detail(`learned ${params.corpus}: ${counts.tokens} tokens, ${vocabulary.size} different, ${took} s`);
  return model;
}

/** Words that the corpus does not know are said, with what would work instead; nothing else is a dead end. */
async function hint({ request, model, context, data }: Job): Promise<void> {
  const { params, promptIsOurs } = request;
  const unknown = await unknownWords(model, params, data);
  const remedies = { take: (corpus: string) => commandLine({ ...params, corpus }), own: '--corpus FILE' };
  for (const line of describeUnknown(unknown, params.corpus, remedies)) {
    context.io.stderr.write(`hint: ${clean(line)}\n`);
  }
  if (promptIsOurs && context.io.stderr.isTTY) {
    context.io.stderr.write('hint: type your own: genai sample "your words"\n');
  }
}
