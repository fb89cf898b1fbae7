/** Answers a request: learns a vocabulary, then cuts, decodes or lists what was asked for. */
import { wholeOf } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { cutOf, mostBytes, shownMerge, Vocabulary } from '../../labs/tokenize/learn.ts';
import { type Cut, params, type Result } from '../../labs/tokenize/params.ts';
import type { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import { clean } from '../../render/clean.ts';
import { recordRun } from '../../store/challenge.ts';
import { fileCorpora } from '../../store/corpora.ts';
import { dataFolder } from '../../store/folders.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { interruptible } from '../interruptible.ts';
import { Progress } from '../progress-line.ts';
import type { Request } from './request.ts';
import { cutFrame, mergeLine, mergesFrame, nameOf } from './views.ts';

export async function tokenize(request: Request, context: CommandContext): Promise<void> {
  const vocabulary = await learn(request, context);
  const { task, json } = request;
  const { io, out } = context;
  const isTerminal = Boolean(io.stdout.isTTY);
  if (task.kind === 'merges') return writeMerges(request, vocabulary, context);
  const tokenizer = vocabulary.tokenizer();
  if (task.kind === 'decode') {
    checkIds(task.ids, tokenizer);
    const cut = cutOf(tokenizer, task.ids);
    if (json) await out.json({ ...cut, ...told(request, vocabulary) });
    else if (isTerminal) await out.write(`${clean(cut.text)}\n`);
    else await out.write(tokenizer.codec.decode(task.ids));
    return;
  }
  const cut = cutOf(tokenizer, tokenizer.codec.encode(task.text));
  if (json) await out.json({ ...cut, ...told(request, vocabulary) });
  else {
    if (isTerminal) await out.write(draw(cutFrame(cut, tokenizer, vocabulary.describe(request.corpus)), io));
    await out.write(`${cut.ids.join(' ')}\n`);
  }
  if (task.ours && io.stderr.isTTY) io.stderr.write('hint: type your own: genai tokenize "your words"\n');
  await record(request, cut, vocabulary, tokenizer, context);
}

async function learn({ corpus, split, vocab_size }: Request, { io, signal }: CommandContext): Promise<Vocabulary> {
  const progress = new Progress(io.stderr);
  const step = interruptible(signal);
  try {
    const text = await wholeOf(fileCorpora(io.stdin).open(corpus), mostBytes[split]);
    signal.throwIfAborted();
    const vocabulary = new Vocabulary(text, split);
    for (const { id } of vocabulary.learn(vocab_size)) {
      progress.part(`learning from ${nameOf(corpus)}`, (id - 255) / (vocab_size - 257));
      await step();
    }
    const { vocab_size: reached } = vocabulary.describe(corpus);
    if (reached < vocab_size) {
      io.stderr.write(
        `hint: ${clean(nameOf(corpus))} has no more pairs to join: ${reached} tokens instead of ${vocab_size}\n`,
      );
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
async function record(
  { corpus, split, vocab_size }: Request,
  cut: Cut,
  vocabulary: Vocabulary,
  tokenizer: BytePairTokens,
  { io }: CommandContext,
): Promise<void> {
  await recordRun(await dataFolder(io.env), async () => {
    const learned = { ...vocabulary.describe(corpus), list: vocabulary.list };
    const result: Result = { ...cut, learned, special: tokenizer.mark, seed: 0 };
    const { learn } = params.parse({});
    return { lab: 'tokenize', params: { learn, text: cut.text, vocab_size, split, corpus }, seed: 0, result };
  });
}
