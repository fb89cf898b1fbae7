/** The stages of the pipeline: each is a lab, what it takes from the folder of the run, and what it builds on. */
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
  { id: 'collect', files: {}, quick: {}, resumes: false },
  { id: 'pretrain', files: { documents, held_out }, quick: { steps: 1000 }, resumes: true },
  { id: 'finetune', files: { weights: base, documents }, quick: { steps: 200 }, resumes: true },
  { id: 'reward', files: { weights: sft, documents }, quick: { steps: 100 }, resumes: true },
  { id: 'rlhf', files: { weights: sft, documents, judge }, quick: { steps: 30 }, resumes: true },
  { id: 'dpo', files: { weights: sft, documents }, quick: { steps: 50 }, resumes: true },
  { id: 'quantize', files: { weights: dpo, held_out }, quick: {}, resumes: false },
  { id: 'evaluate', files: { base, sft, rlhf, dpo, judge, int8, int4, held_out }, quick: {}, resumes: false },
];

/** Words for several stages at once. */
export const stageGroups: Readonly<Record<string, readonly StageId[]>> = { align: ['reward', 'rlhf', 'dpo'] };

export const stageIds: readonly StageId[] = pipelineStages.map(({ id }) => id);

/** What each is made from, for the folder. */
export const folderStages = pipelineStages.map(({ id, files }) => ({
  id,
  from: [...new Set(Object.values(files).map(({ stage }) => stage))],
}));

export const labOf = (id: StageId): Promise<Lab> => findLab(id);
