/** Answers `genai eval`: learns, scores, reports. */
import { InputError } from '../../data/input-error.ts';
import { withoutLastNewline } from '../../data/last-newline.ts';
import type { LanguageModel } from '../../models/language-model/language-model.ts';
import { type Score, score } from '../../models/language-model/score.ts';
import { KneserNey } from '../../models/ngram/kneser-ney.ts';
import { ngramLanguageModel } from '../../models/ngram/language-model.ts';
import { learn } from '../../models/ngram/model.ts';
import { smooth } from '../../models/ngram/smoothing.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { draw } from '../draw.ts';
import { interruptible } from '../interruptible.ts';
import { Progress, showReading } from '../progress-line.ts';
import type { EvalParams } from './params.ts';
import { hintOf, type Report, tell, view } from './report.ts';
import { type Text, textToScore } from './text.ts';

export async function evaluate(
  words: readonly string[],
  params: EvalParams,
  json: boolean,
  context: CommandContext,
): Promise<void> {
  const { io, out, signal } = context;
  const data = dataFor(context);
  const find = await textToScore(words, params, data, io);
  const { order, unit, lines, smoothing, corpus } = params;
  const source = withoutLastNewline(data.open(corpus));
  const model = await showReading(learn(source, order, unit, lines ? 'line' : 'text'), corpus, { io, signal });
  const smoothed = smooth(model, smoothing);
  const text = await find();
  const scored = await scoreText(ngramLanguageModel(model, smoothed), text, lines, context);
  const vocabulary = model.vocabulary.size;
  if (json) {
    const { unknown, ...figures } = scored;
    await out.json({ model: params.model, order, unit, ...figures, unknown, vocabulary, smoothing, lines, corpus });
    return;
  }
  const kneserNey = smoothed instanceof KneserNey ? smoothed : undefined;
  const report: Report = {
    params,
    text: text.name,
    score: scored,
    learned: model.counts.tokens,
    vocabulary,
    kneserNey,
  };
  const hint = hintOf(report);
  if (hint && (io.stderr.isTTY || scored.unseen > 0)) io.stderr.write(`hint: ${clean(hint)}\n`);
  if (out.stream.isTTY) await out.write(draw(view(report), io));
  await out.write(`${tell(scored)}\n`);
}

/** @throws InputError when there is nothing to score */
async function scoreText(
  model: LanguageModel,
  { name, text, bytes }: Text,
  lines: boolean,
  { io, signal }: CommandContext,
): Promise<Score> {
  const documents = lines ? text.split(/[\r\n\u2028\u2029]+/) : [text];
  const step = interruptible(signal);
  const progress = new Progress(io);
  const steps = score(model, documents, bytes);
  try {
    for (let done = 1; ; done++) {
      const next = steps.next();
      await step();
      if (!next.done) progress.part('scoring', done / documents.length);
      else if (next.value.tokens > 0) return next.value;
      else throw new InputError('there is nothing to score in it', name, 'Give a text with at least one word.');
    }
  } finally {
    progress.clear();
  }
}
