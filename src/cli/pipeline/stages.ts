/** The stages of the pipeline: each is a lab, what it takes from the folder of the run, and what it builds on. */
import type { Result as CollectResult } from '../../labs/collect/params.ts';
import { findLab } from '../../labs/index.ts';
import type { Lab } from '../../labs/lab.ts';

/** A knob that takes a file: which stage makes it, and its name. */
interface FromStage {
  readonly stage: StageId;
  readonly file: string;
}

interface PipelineStage {
  /** Of the stage, and of its lab. */
  readonly id: StageId;
  readonly files: Readonly<Record<string, FromStage>>;
  /** What is small in a quick run; else the knobs of the lab are as they are. */
  readonly quick: Readonly<Record<string, number>>;
  /** It can be left and gone on with. */
  readonly resumes: boolean;
  /** Its result in one line, where the lab itself shows a picture. */
  readonly tell?: (result: object) => string;
}

export type StageId = 'collect' | 'pretrain' | 'finetune' | 'reward' | 'rlhf' | 'dpo' | 'quantize' | 'evaluate';

const documents = { stage: 'collect', file: 'documents.txt' } as const;
const held_out = { stage: 'collect', file: 'held-out.txt' } as const;
const base = { stage: 'pretrain', file: 'base.bin' } as const;
const sft = { stage: 'finetune', file: 'sft.bin' } as const;
const judge = { stage: 'reward', file: 'judge.bin' } as const;
const rlhf = { stage: 'rlhf', file: 'rlhf.bin' } as const;
const dpo = { stage: 'dpo', file: 'dpo.bin' } as const;
const int8 = { stage: 'quantize', file: 'int8.bin' } as const;
const int4 = { stage: 'quantize', file: 'int4.bin' } as const;

/** In the order in which they are made. */
export const pipelineStages: readonly PipelineStage[] = [
  { id: 'collect', files: {}, quick: {}, resumes: false, tell: (result) => tellCollect(result as CollectResult) },
  { id: 'pretrain', files: { documents, held_out }, quick: { steps: 1000 }, resumes: true },
  { id: 'finetune', files: { weights: base, documents }, quick: { steps: 200, exam: 10, every: 50 }, resumes: true },
  { id: 'reward', files: { weights: sft, documents }, quick: { steps: 60, exam: 10, every: 30 }, resumes: true },
  { id: 'rlhf', files: { weights: sft, documents, judge }, quick: { steps: 20, exam: 10, every: 10 }, resumes: true },
  { id: 'dpo', files: { weights: sft, documents }, quick: { steps: 60, exam: 10, every: 20 }, resumes: true },
  { id: 'quantize', files: { weights: dpo, held_out }, quick: { exam: 20 }, resumes: false },
  { id: 'evaluate', files: { base, sft, rlhf, dpo, judge, int8, int4, held_out }, quick: { exam: 20 }, resumes: false },
];

export const stageOf = (id: StageId): PipelineStage => pipelineStages.find((stage) => stage.id === id)!;

/** Words for several stages at once. */
export const stageGroups: Readonly<Record<string, readonly StageId[]>> = { align: ['reward', 'rlhf', 'dpo'] };

export const stageIds: readonly StageId[] = pipelineStages.map(({ id }) => id);

/** What each is made from, for the folder. */
export const folderStages = pipelineStages.map(({ id, files }) => ({
  id,
  from: [...new Set(Object.values(files).map(({ stage }) => stage))],
}));

export async function labOf(id: StageId): Promise<Lab> {
  const lab = await findLab(id);
  return { ...lab, tell: lab.tell ?? stageOf(id).tell };
}

const tellCollect = ({ fetched, pages, words }: CollectResult): string =>
  `${fetched} pages fetched, ${pages.train} kept to learn from and ${pages.held_out} apart, ${words} words`;
