/** The models that can be asked, by stage: those on board, or files of one's own. Which are not there in small numbers is made
 *  from the furthest one when it is asked for.
 *  Read first: ../stages/chat.ts, ../../nn/quantise.ts */
import type { ShippedWeights } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import type { StoredTensor } from '../../nn/checkpoint-format.ts';
import { packWeights, unpackWeights } from '../../nn/packed-weights.ts';
import type { NeuralContext } from '../lab.ts';
import { type ChatModel, openChatModel } from '../stages/chat.ts';
import { type Stage, stages } from './params.ts';

/** Files of models, by the stage that made them. */
export type Files = Readonly<Partial<Record<Stage, string>>>;

export interface Staged {
  readonly stage: Stage;
  readonly model: ChatModel;
  /** What it is, in a line. */
  readonly about: string;
  /** It was never taught to answer: it goes on with what it is given. */
  readonly goesOn: boolean;
}

/** The one to ask when nobody says which: the first that is there. */
const furthestFirst = ['dpo', 'rlhf', 'sft', 'base'] as const;
type Whole = (typeof furthestFirst)[number];
type Small = Exclude<Stage, Whole>;

const isSmall = (stage: Stage): stage is Small => stage === 'int8' || stage === 'int4';

const abouts: Readonly<Record<Whole, string>> = {
  base: 'has only read: it goes on with a text, and was never shown a question',
  sft: 'has read, and was shown questions with their answers',
  rlhf: 'after sft it tried answers of its own, and a judge said how good they were',
  dpo: 'after sft it was shown, of two answers each, the one that people prefer',
};

export class Shelf {
  /** @param files without them those on board */
  constructor(
    private readonly files: Files | undefined,
    private readonly context: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
  ) {}

  get furthest(): Stage {
    return this.whole ?? stages.find((stage) => this.has(stage))!;
  }

  /** Those that say different things, in the order in which they are made. */
  get all(): Stage[] {
    // What is on board is in bytes already.
    const isNew = (stage: Stage): boolean => isSmall(stage) && !(this.files === undefined && stage === 'int8');
    return stages.filter((stage) => this.has(stage) || (isNew(stage) && this.sourceOf(stage) !== undefined));
  }

  /** @throws InputError when there is none of this stage, or its file is damaged */
  async open(stage: Stage): Promise<Staged> {
    const source = this.has(stage) ? undefined : this.sourceOf(stage);
    if (isSmall(stage) && source) return this.shrink(stage, source);
    if (!this.has(stage)) throw this.missing(stage);
    const model = await this.read(stage);
    const made = model.origin.stage;
    const about = isSmall(stage) ? `the furthest one with each number in ${sizes[stage]}` : abouts[stage];
    return { stage, model, about, goesOn: made === 'base' };
  }

  private get whole(): Stage | undefined {
    return furthestFirst.find((stage) => this.has(stage));
  }

  /** What smaller numbers are made from. */
  private sourceOf(stage: Stage): Stage | undefined {
    return this.whole ?? (stage === 'int4' && this.has('int8') ? 'int8' : undefined);
  }

  private has(stage: Stage): boolean {
    return this.files ? this.files[stage] !== undefined : onBoard.has(stage);
  }

  private read(stage: Stage): Promise<ChatModel> {
    return openChatModel(this.files?.[stage], onBoard.get(stage) ?? 'chat-dpo', this.context);
  }

  private async shrink(stage: Small, from: Stage): Promise<Staged> {
    const { model, goesOn } = await this.open(from);
    const { kernels, cache } = this.context;
    const key = `chat ${stage} ${from} ${kernels.name} ${this.files?.[from] ?? ''}`;
    const tensors = packWeights(model.weights, stage);
    const known = cache.get(key) as ChatModel | undefined;
    const weights = known?.weights ?? unpackWeights(tensors, model.network.parameters(model.vocabulary), kernels);
    const small = known ?? { ...model, weights };
    cache.set(key, small);
    const same = this.files === undefined && stage === 'int8' ? '; on board it is kept so already' : '';
    const about = `${from} with each number in ${sizes[stage]}, ${kilobytes(tensors)} kB in all${same}`;
    return { stage, model: small, about, goesOn };
  }

  private missing(stage: Stage): InputError {
    if (this.files === undefined) {
      const what = `no model of the stage ${stage} is on board`;
      return new InputError(what, undefined, 'genai pipeline makes one in a folder; name that with --run.');
    }
    return new InputError(`there is no model of the stage ${stage}`, undefined, `There are ${this.all.join(', ')}.`);
  }
}

const onBoard: ReadonlyMap<Stage, ShippedWeights> = new Map([
  ['base', 'chat-base'],
  ['sft', 'chat-sft'],
  ['dpo', 'chat-dpo'],
]);

const sizes = { int8: 'a byte', int4: 'half a byte' } as const;

const kilobytes = (tensors: ReadonlyMap<string, StoredTensor>): number =>
  Math.round([...tensors.values()].reduce((sum, { data }) => sum + data.byteLength, 0) / 1000);
