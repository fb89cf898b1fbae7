/** The model that a stage begins with, and the examination on the way.
 *  Read first: ../../models/pipeline/chat-format.ts, ../../models/pipeline/examine.ts */
import type { DataSource, ShippedWeights } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { usual } from '../../models/collect/collect.ts';
import type { Origin, TextModel } from '../../models/gpt/weights.ts';
import { ChatFormat } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { examine, type Report, replies } from '../../models/pipeline/examine.ts';
import { curriculum, gathered, readDocuments, streamOfDocuments, toyland } from '../../models/pipeline/texts.ts';
import { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import type { NeuralContext } from '../lab.ts';
import { textOf } from '../own-file.ts';
import { openTextModel } from '../text-model.ts';
import type { Reply, Scores } from './params.ts';

export interface ChatModel extends TextModel {
  readonly origin: Origin;
  readonly format: ChatFormat;
}

/** Largest text. */
const largest = 16 << 20;

/** @param weights a file; undefined for the one on board
 *  @throws InputError when the file is not there, damaged, or holds a model that cannot chat */
export async function openChatModel(
  weights: string | undefined,
  onBoard: ShippedWeights,
  context: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
): Promise<ChatModel> {
  const model = await openTextModel(weights, context, onBoard);
  const { tokenizer, origin } = model;
  if (!origin || !(tokenizer instanceof BytePairTokens)) {
    const remedy = 'Take a model of genai pipeline.';
    throw new InputError('this model comes from no pipeline: it knows no questions and answers', weights, remedy);
  }
  return { ...model, origin, format: new ChatFormat(tokenizer) };
}

/** The documents of a file, or of the web of Toyland: those to learn from, or what was kept apart.
 *  @throws InputError when the file is not there or holds nothing */
export async function documentsOf(
  file: string | undefined,
  seed: number,
  data: DataSource,
  which: 'train' | 'heldOut' = 'train',
): Promise<readonly string[]> {
  if (file === undefined) return gathered(seed, usual)[which];
  const documents = readDocuments(await textOf(file, data, largest));
  if (documents.length > 0) return documents;
  throw new InputError('there is nothing in it', file, 'Give a text: an empty line ends a document.');
}

/** The stream of documents that a model has read, for it to read some of again. */
export async function earlierTokens(
  { origin, format }: ChatModel,
  file: string | undefined,
  { data, cache }: Pick<NeuralContext, 'data' | 'cache'>,
): Promise<Int32Array> {
  const key = `documents ${origin.seed} ${file ?? ''}`;
  const known = cache.get(key) as readonly string[] | undefined;
  const documents = known ?? (await documentsOf(file, origin.seed, data));
  cache.set(key, documents);
  return streamOfDocuments(documents, format, origin.seed);
}

/** One number a name: what stands in a group gets the name of the group in front. */
function flat({ further, ...report }: Report): Scores {
  const kinds = Object.entries(further).map(([kind, share]) => [`further_${kind}`, share] as const);
  return { ...report, ...Object.fromEntries(kinds) };
}

/** How a chat model does by now: some of each kind of questions, and a few answers word by word. */
export class Examiner {
  private readonly world = toyland();
  readonly questions: Curriculum;

  constructor(seed: number) {
    this.questions = curriculum(seed);
  }

  /** @param limit questions of a kind */
  scores(model: TextModel, format: ChatFormat, limit: number): Scores {
    return flat(examine(model, format, this.world, this.questions, limit).report);
  }

  /** One of each kind, and before them a question of the learner's. */
  replies(model: TextModel, format: ChatFormat, own?: string): Reply[] {
    const { facts, harmless, harmful } = this.questions;
    const usualOnes = [facts[0], harmless[0], harmful[0]].map(({ question }) => question);
    const asked = own === undefined ? usualOnes : [own, ...usualOnes.slice(0, 2)];
    return replies(model, format, asked).map((answer, i) => ({ question: asked[i], answer: format.read(answer) }));
  }
}
