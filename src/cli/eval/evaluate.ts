/** Answers `genai eval`: learns or opens a model, scores, reports. */
import { stat } from 'node:fs/promises';
import { InputError } from '../../data/input-error.ts';
import { type Score, score } from '../../models/language-model/score.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { draw } from '../draw.ts';
import { interruptible } from '../interruptible.ts';
import { Progress } from '../progress-line.ts';
import type { Judge } from './judge.ts';
import type { EvalParams } from './params.ts';
import { tell, view } from './report.ts';
import { type Text, textToScore } from './text.ts';

export interface Asked {
  readonly params: EvalParams;
  readonly kernel?: KernelName;
  readonly json: boolean;
}

/** Somebody may have meant what is in it. */
const isFile = async (word: string): Promise<boolean> =>
  /^\S+$/.test(word) && word !== '-' && ((await stat(word).catch(() => undefined))?.isFile() ?? false);

export async function evaluate(
  words: readonly string[],
  { params, kernel, json }: Asked,
  context: CommandContext,
): Promise<void> {
  const { io, out } = context;
  const data = dataFor(context);
  const find = await textToScore(words, params, data, io);
  if (words.length === 1 && (await isFile(words[0]))) {
    io.stderr.write(`hint: scored is the word itself; to score the file: --held-out ${clean(words[0])}\n`);
  }
  const judge =
    params.model === 'gpt'
      ? await (await import('./gpt.ts')).gptJudge(params, kernel, data, context)
      : await (await import('./ngram.ts')).ngramJudge(params, data, context);
  const text = await find();
  const scored = await scoreText(judge, text, context);
  if (json) {
    await out.json({ ...judge.begins, ...scored, ...judge.ends });
    return;
  }
  const hint = judge.hint(scored, text.name);
  if (hint && (io.stderr.isTTY || scored.unseen > 0)) io.stderr.write(`hint: ${clean(hint)}\n`);
  if (out.stream.isTTY) await out.write(draw(view(judge, scored, text.name), io));
  await out.write(`${tell(scored)}\n`);
}

/** @throws InputError when there is nothing to score */
async function scoreText(
  { model, lines }: Judge,
  { name, text, bytes }: Text,
  { io, signal }: CommandContext,
): Promise<Score> {
  const documents = lines ? text.split(/[\r\n\u2028\u2029]+/) : [text];
  const step = interruptible(signal);
  const progress = new Progress(io);
  const steps = score(model, documents, bytes);
  try {
    for (;;) {
      const { value, done } = steps.next();
      await step();
      if (!done) progress.part('scoring', value.share);
      else if (value.tokens > 0) return value;
      else throw new InputError('there is nothing to score in it', name, 'Give a text with at least one word.');
    }
  } finally {
    progress.clear();
  }
}
