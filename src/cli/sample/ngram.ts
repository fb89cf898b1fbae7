/** Answers with a model of counts: learns, says what it does not know, and goes on from the prompt. */
import type { Command } from 'commander';
import type { DataSource } from '../../data/corpus.ts';
import type { Lab } from '../../labs/lab.ts';
import { corpusName, describeSize, describeSmoothing, describeUnknown } from '../../labs/sample/describe.ts';
import { modelOf, namedModel, predictorOf, unknownWords } from '../../labs/sample/learn.ts';
import { ngramSampler } from '../../labs/sample/ngram-sampler.ts';
import { type SampleParams, sampleParams, type UnknownWord } from '../../labs/sample/params.ts';
import type { NgramModel } from '../../models/ngram/model.ts';
import { Random } from '../../nn/random.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { refuseNetwork } from '../flags.ts';
import { showReading } from '../progress-line.ts';
import { answer } from './answer.ts';
import { commandLine } from './command-line.ts';
import type { Inquiry } from './job.ts';
import { type Request, readRequest } from './request.ts';

/** Enough that writing costs nothing, few enough that a reader gets them soon. */
const portion = 1 << 16;

export async function sampleNgram(words: readonly string[], command: Command, context: CommandContext): Promise<void> {
  refuseNetwork(command.opts());
  const request = await readRequest(words, command, { schema: sampleParams, source: 'corpus' }, context);
  const { params } = request;
  const data = dataFor(context);
  const cache = new Map<string, unknown>();
  const model = await learnModel(request, context, data, cache);
  const predictor = await predictorOf(model, params, cache);
  const unknown = await unknownWords(model, params, data);
  hint(unknown, params, context);
  await answer({
    request,
    context,
    sampler: ngramSampler(model, params, predictor),
    unit: params.unit,
    model: namedModel(model, params),
    shares: describeSmoothing(params),
    portion,
    begun: { kind: 'learned', tokens: model.counts.tokens, types: model.vocabulary.size, unknown },
    lab: async () => (await import('../../labs/sample/lab.ts')).sampleLab as unknown as Lab,
    run: (lab, seed) => lab.run(params, { rng: new Random(seed), seed, data, cache }),
    teachers: request.why ? await teachersOf(model, params, data) : undefined,
  });
}

/** Loaded when somebody asks who taught it. */
async function teachersOf(model: NgramModel, params: SampleParams, data: DataSource): Promise<() => Inquiry> {
  const { Teachers } = await import('./why.ts');
  return () => new Teachers(model, data.open(params.corpus), params);
}

async function learnModel(
  { params }: Request<SampleParams>,
  { io, signal, detail }: CommandContext,
  data: DataSource,
  cache: Map<string, unknown>,
): Promise<NgramModel> {
  const started = performance.now();
  const model = await showReading(modelOf(params, { data, cache }), params.corpus, { io, signal });
  const { counts, vocabulary } = model;
  const took = ((performance.now() - started) / 1000).toFixed(2);
  const { tokens } = counts;
  detail(`learned ${params.corpus}: ${describeSize(tokens, vocabulary.size, params.unit)}, ${took} s`);
  return model;
}

/** Words that the corpus does not know are said, with what would work instead; nothing else is a dead end. */
function hint(unknown: readonly UnknownWord[], params: SampleParams, { io }: CommandContext): void {
  const remedies = { take: (corpus: string) => commandLine({ ...params, corpus }), own: '--corpus FILE' };
  for (const line of describeUnknown(unknown, corpusName(params.corpus), remedies)) {
    io.stderr.write(`hint: ${clean(line)}\n`);
  }
}
