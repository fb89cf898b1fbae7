/** The models to examine: files, those on board, and copies in fewer bits.
 *  Read first: ../stages/chat.ts, ../../nn/quantise.ts */
import { InputError } from '../../data/input-error.ts';
import { modelFromCheckpoint, modelToCheckpoint } from '../../models/gpt/weights.ts';
import { asFlag } from '../knobs.ts';
import type { NeuralContext } from '../lab.ts';
import { type ChatModel, openChatModel } from '../stages/chat.ts';
import type { Params, Stage } from './params.ts';

export interface Candidate {
  readonly stage: Stage;
  readonly from: string;
  readonly model: ChatModel;
}

export interface Candidates {
  /** In the order of the stages. */
  readonly all: readonly Candidate[];
  readonly sft: ChatModel;
  readonly judge: ChatModel;
  /** Gives the memory of what was made here back. */
  free(): void;
}

/** @throws InputError when a file is damaged, or they are not of one run */
export async function openCandidates(params: Params, context: NeuralContext): Promise<Candidates> {
  const from = (name: Exclude<Stage, 'int8' | 'int4'>): string => (params[name] === undefined ? 'on board' : 'a file');
  const base = await openChatModel(params.base, 'chat-base', context);
  const sft = await openChatModel(params.sft, 'chat-sft', context);
  const dpo = await openChatModel(params.dpo, 'chat-dpo', context);
  const judge = await openChatModel(params.judge, 'chat-judge', context);
  const rlhf = params.rlhf === undefined ? undefined : await openChatModel(params.rlhf, 'chat-dpo', context);
  const files = {
    int8: params.int8 === undefined ? undefined : await openChatModel(params.int8, 'chat-dpo', context),
    int4: params.int4 === undefined ? undefined : await openChatModel(params.int4, 'chat-dpo', context),
  };
  for (const [name, model] of Object.entries({ base, dpo, judge, rlhf, ...files })) {
    if (model && !isOfOneRun(model, sft)) {
      const remedy = 'Name the files of one run: --base, --sft, --dpo and --judge.';
      throw new InputError('this model and the one of --sft are not of one run', asFlag(name), remedy);
    }
  }
  const made: ChatModel[] = [];
  const fewer = (precision: 'int8' | 'int4'): Candidate => {
    const given = files[precision];
    if (given) return { stage: precision, from: 'a file', model: given };
    const model = { ...dpo, ...modelFromCheckpoint(modelToCheckpoint(dpo, precision), context.kernels) } as ChatModel;
    made.push(model);
    return { stage: precision, from: 'made of dpo', model };
  };
  return {
    all: [
      { stage: 'base', from: from('base'), model: base },
      { stage: 'sft', from: from('sft'), model: sft },
      ...(rlhf ? [{ stage: 'rlhf', from: from('rlhf'), model: rlhf } as const] : []),
      { stage: 'dpo', from: from('dpo'), model: dpo },
      fewer('int8'),
      fewer('int4'),
    ],
    sft,
    judge,
    free: () => {
      for (const { weights } of made) weights.arena.free();
    },
  };
}

/** They were examined in the same questions, and read the same tokens. */
const isOfOneRun = (one: ChatModel, other: ChatModel): boolean =>
  one.origin.seed === other.origin.seed &&
  one.network.context === other.network.context &&
  JSON.stringify(one.tokenizer.save()) === JSON.stringify(other.tokenizer.save());
