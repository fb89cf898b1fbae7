/** The model that a stage begins with, and the examination on the way.
 *  Read first: ../../models/pipeline/chat-format.ts, ../../models/pipeline/examine.ts */
import type { DataSource, ShippedWeights } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { usual } from '../../models/collect/collect.ts';
import type { Origin, TextModel } from '../../models/gpt/weights.ts';
import { ChatFormat } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { examine, replies } from '../../models/pipeline/examine.ts';
import { curriculum, gathered, readDocuments, streamOfDocuments, toyland } from '../../models/pipeline/texts.ts';
import { BytePairTokens } from '../../models/tokenizer/byte-pairs.ts';
import type { NeuralContext } from '../lab.ts';
import { textOf } from '../own-file.ts';
import { openTextModel } from '../text-model.ts';
import { numbersOf, type Reply, type Scores } from './params.ts';

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

/** Documents in a file of the learner's own.
 *  @throws InputError when it is not there or holds nothing */
export async function documentsIn(file: string, data: DataSource): Promise<readonly string[]> {
  const documents = readDocuments(await textOf(file, data, largest));
  if (documents.length > 0) return documents;
  throw new InputError('there is nothing in it', file, 'Give a text: an empty line ends a document.');
}

/** The documents to learn from. */
async function documentsOf(file: string | undefined, seed: number, data: DataSource): Promise<readonly string[]> {
  return file === undefined ? gathered(seed, usual).train : await documentsIn(file, data);
}

/** Documents that no model of this seed has read. */
export async function heldOutOf(
  file: string | undefined,
  seed: number,
  { data, cache }: Pick<NeuralContext, 'data' | 'cache'>,
): Promise<readonly string[]> {
  if (file !== undefined) return await documentsIn(file, data);
  const key = `held-out documents ${seed}`;
  const documents = (cache.get(key) as readonly string[] | undefined) ?? gathered(seed, usual).heldOut;
  cache.set(key, documents);
  return documents;
}

/** @throws InputError when a question of the learner's own leaves no room for an answer */
export function checkQuestion({ format, network }: ChatModel, question: string): void {
  const { length } = format.question([{ question }]);
  if (length < network.context) return;
  const what = `a question of ${length} tokens is too long for a model that reads ${network.context}`;
  throw new InputError(what, '--ask', 'Ask a shorter one.');
}

/** Texts that are looked at, the longest ones. */
const looked = 24;

/** @throws InputError when the model cuts what is taught into more tokens than it can read */
export function checkRoom({ format, network }: ChatModel, { taught }: Curriculum, file: string | undefined): void {
  const told = [
    ...taught.facts,
    ...taught.further,
    ...taught.howTos.map(({ question, howTo }) => ({ question, ...howTo })),
  ];
  const longest = told
    .map(({ question, answer }) => ({ question, answer, size: question.length + answer.length }))
    .sort((a, b) => b.size - a.size)
    .slice(0, looked);
  const tokens = longest.map(
    ({ question, answer }) => format.question([{ question }]).length + format.answer(answer).length,
  );
  const most = Math.max(...tokens);
  if (most - 1 <= network.context) return;
  const what = `this model cuts questions and answers into up to ${most} tokens, and reads only ${network.context}`;
  throw new InputError(what, file, 'Pre-train one with a larger --vocabulary-size.');
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

/** How a chat model does by now: some of each kind of questions, and a few answers word by word. */
export class Examiner {
  private readonly world = toyland();
  readonly questions: Curriculum;

  constructor(seed: number) {
    this.questions = curriculum(seed);
  }

  /** @param limit questions of a kind */
  scores(model: TextModel, format: ChatFormat, limit: number): Scores {
    return numbersOf(examine(model, format, this.world, this.questions, limit).report);
  }

  /** One of each kind, and before them a question of the learner's; behind them another one. */
  replies(model: TextModel, format: ChatFormat, own?: string, another?: string): Reply[] {
    const { facts, harmless, harmful } = this.questions;
    const usualOnes = [facts[0], harmless[0], harmful[0]].map(({ question }) => question);
    const some = own === undefined ? usualOnes : [own, ...usualOnes.slice(0, 2)];
    const asked = another === undefined ? some : [...some, another];
    return replies(model, format, asked).map((answer, i) => ({ question: asked[i], answer: format.read(answer) }));
  }
}
