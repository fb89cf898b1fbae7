/** Answers a request: learns a vocabulary, then cuts, decodes or lists what was asked for. */
import { InputError } from '../../data/input-error.ts';
import { bytesOf } from '../../labs/own-file.ts';
import { cutOf, mostBytes, shownMerge, Vocabulary } from '../../labs/tokenize/learn.ts';
import { params, type Result } from '../../labs/tokenize/params.ts';
import type { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import { clean } from '../../render/clean.ts';
import { recordRun } from '../../store/challenge.ts';
import { dataFolder } from '../../store/folders.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { draw } from '../draw.ts';
import { interruptible } from '../interruptible.ts';
import { Progress } from '../progress-line.ts';
import type { Request, Task } from './request.ts';
import { cutFrame, mergeLine, mergesFrame, nameOf } from './views.ts';

export async function tokenize(request: Request, context: CommandContext): Promise<void> {
  const vocabulary = await learn(request, context);
  const { task } = request;
  if (task.kind === 'merges') return writeMerges(request, vocabulary, context);
  const tokenizer = vocabulary.tokenizer();
  if (task.kind === 'decode') return decode(task.ids, { request, vocabulary, tokenizer, context });
  return cut(task, { request, vocabulary, tokenizer, context });
}

interface Learnt {
  readonly request: Request;
  readonly vocabulary: Vocabulary;
  readonly tokenizer: BytePairTokens;
  readonly context: CommandContext;
}

async function decode(ids: readonly number[], { request, vocabulary, tokenizer, context }: Learnt): Promise<void> {
  const { out } = context;
  checkIds(ids, tokenizer);
  if (request.json) await out.json({ ...cutOf(tokenizer, ids), ...told(request, vocabulary) });
  else if (out.stream.isTTY) await out.write(`${clean(tokenizer.codec.decodeText(ids))}\n`);
  else await out.write(tokenizer.codec.decode(ids));
}

async function cut({ text, ours }: Extract<Task, { kind: 'cut' }>, learnt: Learnt): Promise<void> {
  const { request, vocabulary, tokenizer, context } = learnt;
  const { io, out, signal } = context;
  const ids = tokenizer.codec.encode(text);
  signal.throwIfAborted();
  if (request.json) await out.json({ ...cutOf(tokenizer, ids), ...told(request, vocabulary) });
  else {
    const learned = vocabulary.describe(request.corpus);
    if (out.stream.isTTY) await out.write(draw(cutFrame(ids, text.length, tokenizer, learned), io));
    await out.write(`${ids.join(' ')}\n`);
  }
  if (ours && io.stderr.isTTY) io.stderr.write('hint: type your own: genai tokenize "your words"\n');
  await record(ids, learnt);
}

async function learn({ corpus, split, vocab_size }: Request, context: CommandContext): Promise<Vocabulary> {
  const { io, signal, detail } = context;
  const started = performance.now();
  const progress = new Progress(io);
  const step = interruptible(signal);
  try {
    const text = await bytesOf(corpus, dataFor(context), mostBytes[split], true);
    signal.throwIfAborted();
    const vocabulary = new Vocabulary(text, split);
    for (const { id } of vocabulary.learn(vocab_size)) {
      progress.part(`learning from ${nameOf(corpus)}`, (id - 255) / (vocab_size - 257));
      await step();
    }
    progress.clear();
    const { vocab_size: reached, bytes } = vocabulary.describe(corpus);
    detail(`learnt ${reached} tokens from ${bytes} bytes, ${((performance.now() - started) / 1000).toFixed(2)} s`);
    if (reached < vocab_size) {
      progress.hint(`${nameOf(corpus)} has no more pairs to join: ${reached} tokens instead of ${vocab_size}`);
    }
    return vocabulary;
  } finally {
    progress.clear();
  }
}

/** What ids belong to. */
function told({ corpus, split }: Request, vocabulary: Vocabulary) {
  const { vocab_size, merges } = vocabulary.describe(corpus);
  return { corpus, split, vocab_size, merges };
}

/** @throws InputError for a number that is no token */
function checkIds(ids: readonly number[], { size }: BytePairTokens): void {
  const wrong = ids.find((id) => id >= size);
  if (wrong === undefined) return;
  const remedy = 'Take the --corpus, --vocab-size and --split that made the ids.';
  throw new InputError(`${wrong} is no token: they go from 0 to ${size - 1}`, '--decode', remedy);
}

async function writeMerges({ corpus, json }: Request, vocabulary: Vocabulary, { io, out, signal }: CommandContext) {
  const step = interruptible(signal);
  const tokenizer = vocabulary.tokenizer();
  const { list } = vocabulary;
  if (!json && io.stdout.isTTY) {
    await out.write(draw(mergesFrame(list.map((merge) => shownMerge(merge, tokenizer))), io));
    return;
  }
  for (const merge of list) {
    if (!(json ? await out.json(merge) : await out.write(mergeLine(shownMerge(merge, tokenizer))))) return;
    await step();
  }
  if (json) await out.json({ done: true, ...vocabulary.describe(corpus) });
}

/** Tells an open challenge of the course what has been run. */
async function record(ids: Int32Array, { request, vocabulary, tokenizer, context }: Learnt): Promise<void> {
  const { corpus, split, vocab_size } = request;
  await recordRun(await dataFolder(context.io.env), async () => {
    const learned = { ...vocabulary.describe(corpus), list: vocabulary.list };
    const result: Result = { ...cutOf(tokenizer, ids), learned, special: tokenizer.mark, seed: 0 };
    const { learn } = params.parse({});
    return { lab: 'tokenize', params: { learn, text: result.text, vocab_size, split, corpus }, seed: 0, result };
  });
}
