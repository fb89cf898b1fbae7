/** Which models are offered, by short names, the first one for whoever names none:
 *  - the stages of a pipeline, those on board or of a run of one's own: dpo, sft, base, int4 …, the furthest first. Those that were
 *    taught to answer can chat; each question begins with an empty context, so of a talk the last question counts
 *  - `gpt`, the small transformer on board, or one that the user trained
 *  - `ngram`, which counts words of a corpus
 *  - `diffuse`, which draws pictures
 *  A word that none of them ever read is no error: they go on as well as they can.
 *  Read first: ./engine.ts, ../labs/chat/shelf.ts. Read next: ./transformers.ts, ./counts.ts */
import { builtinCorpora } from '../data/builtin.ts';
import type { DataSource } from '../data/corpus.ts';
import { stages } from '../labs/chat/params.ts';
import { type Files, Shelf } from '../labs/chat/shelf.ts';
import { modelOf } from '../labs/sample/learn.ts';
import { openTextModel } from '../labs/text-model.ts';
import type { NgramModel } from '../models/ngram/model.ts';
import { kernelsNamed } from '../nn/kernels/choose.ts';
import type { KernelName, Kernels } from '../nn/kernels/kernels.ts';
import { servedCounts } from './counts.ts';
import type { ModelCard } from './engine.ts';
import type { Served } from './served.ts';
import { servedChat, servedTransformer } from './transformers.ts';

/** What the user has chosen; it can be sent to a thread. */
export interface Offered {
  /** Models of a pipeline, by stage; without them those on board. */
  readonly files?: Files;
  /** A transformer of one's own. One that a pipeline made stands for the models of a pipeline, any other one for `gpt`. */
  readonly weights?: string;
  /** What `ngram` counts: a name or a file; toyland if not given. */
  readonly corpus?: string;
  /** Length of what it counts; 3 if not given. */
  readonly order?: number;
  readonly kernel?: KernelName;
}

interface Tools {
  readonly data: DataSource;
  readonly kernels: Kernels;
  readonly cache: Map<string, unknown>;
}

export const pictureCard: ModelCard = {
  id: 'diffuse',
  does: 'picture',
  about: 'a small diffusion model: noise clears up into a picture of what the words say',
};

/** Opens all that write.
 *  @throws InputError when a file is not there, damaged, or holds something else */
export async function openServed(offered: Offered, data: DataSource): Promise<Served[]> {
  const tools: Tools = { data, kernels: kernelsNamed(offered.kernel), cache: new Map() };
  const own = await ownOf(offered, tools);
  const chat = await openChat(own.files, tools);
  const gpt = servedTransformer('gpt', own.gpt ? aboutOwn : aboutGpt, await openTextModel(own.gpt, tools));
  return [...(own.gpt === undefined ? [...chat, gpt] : [gpt, ...chat]), await openCounts(offered, tools)];
}

const aboutGpt = 'a small transformer that has read toyland: it goes on with a text';
const aboutOwn = 'a transformer of your own: it goes on with a text';

/** What a file of one's own stands for. */
async function ownOf({ files, weights }: Offered, tools: Tools): Promise<{ files?: Files; gpt?: string }> {
  if (weights === undefined) return { files };
  const { origin } = await openTextModel(weights, tools);
  const stage = stages.find((stage) => stage === origin?.stage);
  return stage ? { files: { [stage]: weights } } : { files, gpt: weights };
}

async function openChat(files: Files | undefined, tools: Tools): Promise<Served[]> {
  const shelf = new Shelf(files, tools);
  const { furthest } = shelf;
  const opened: Served[] = [];
  for (const stage of [furthest, ...shelf.all.filter((stage) => stage !== furthest)]) {
    opened.push(servedChat(await shelf.open(stage)));
  }
  return opened;
}

async function openCounts({ corpus = 'toyland', order = 3 }: Offered, tools: Tools): Promise<Served> {
  const model = await toEnd(modelOf({ corpus, order, unit: 'word' }, tools));
  // Where the files of the machine lie is no affair of whoever asks from elsewhere.
  const named = builtinCorpora.some(({ name }) => name === corpus) ? corpus : 'a text of your own';
  const before = order === 2 ? 'the one' : `the ${order - 1}`;
  const counts = order === 1 ? 'counts words' : `counts which word follows ${before} before it`;
  return servedCounts('ngram', `${counts}, in ${named}: it goes on with a text`, model);
}

async function toEnd(learning: AsyncGenerator<number, NgramModel>): Promise<NgramModel> {
  for (;;) {
    const { value, done } = await learning.next();
    if (done) return value;
  }
}
