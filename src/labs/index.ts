/** Every lab, by id, in the order of the course; loaded when it is needed. A new lab is one file and one line here. */
import { InputError } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';
import type { Lab } from './lab.ts';

const labs: Record<string, () => Promise<Lab>> = {
  sample: async () => (await import('./sample/lab.ts')).sampleLab as unknown as Lab,
  perplexity: async () => (await import('./perplexity/lab.ts')).perplexityLab as unknown as Lab,
  temperature: async () => (await import('./temperature/lab.ts')).temperatureLab as unknown as Lab,
  tokenize: async () => (await import('./tokenize/lab.ts')).tokenizeLab as unknown as Lab,
  'rules-vs-learned': async () => (await import('./rules-vs-learned/lab.ts')).rulesVsLearnedLab as unknown as Lab,
  'classify-vs-generate': async () =>
    (await import('./classify-vs-generate/lab.ts')).classifyVsGenerateLab as unknown as Lab,
  gradient: async () => (await import('./gradient/lab.ts')).gradientLab as unknown as Lab,
  backprop: async () => (await import('./backprop/lab.ts')).backpropLab as unknown as Lab,
  neuron: async () => (await import('./neuron/lab.ts')).neuronLab as unknown as Lab,
  gan: async () => (await import('./gan/lab.ts')).ganLab as unknown as Lab,
  'gan-seeds': async () => (await import('./gan-seeds/lab.ts')).ganSeedsLab as unknown as Lab,
  kernels: async () => (await import('./kernels/lab.ts')).kernelsLab as unknown as Lab,
  noise: async () => (await import('./noise/lab.ts')).noiseLab as unknown as Lab,
  diffuse: async () => (await import('./diffuse/lab.ts')).diffuseLab as unknown as Lab,
  guidance: async () => (await import('./guidance/lab.ts')).guidanceLab as unknown as Lab,
  'diffuse-train': async () => (await import('./diffuse-train/lab.ts')).diffuseTrainLab as unknown as Lab,
  'diffuse-1d': async () => (await import('./diffuse-1d/lab.ts')).diffuse1dLab as unknown as Lab,
  'diffuse-quality': async () => (await import('./diffuse-quality/lab.ts')).diffuseQualityLab as unknown as Lab,
  'gpt-train': async () => (await import('./gpt-train/lab.ts')).gptTrainLab as unknown as Lab,
  'gpt-sample': async () => (await import('./gpt-sample/lab.ts')).gptSampleLab as unknown as Lab,
  'next-word': async () => (await import('./next-word/lab.ts')).nextWordLab as unknown as Lab,
  race: async () => (await import('./race/lab.ts')).raceLab as unknown as Lab,
  sabotage: async () => (await import('./sabotage/lab.ts')).sabotageLab as unknown as Lab,
  collect: async () => (await import('./collect/lab.ts')).collectLab as unknown as Lab,
  pretrain: async () => (await import('./pretrain/lab.ts')).pretrainLab as unknown as Lab,
  finetune: async () => (await import('./finetune/lab.ts')).finetuneLab,
  reward: async () => (await import('./reward/lab.ts')).rewardLab,
  rlhf: async () => (await import('./rlhf/lab.ts')).rlhfLab,
  dpo: async () => (await import('./dpo/lab.ts')).dpoLab,
  quantize: async () => (await import('./quantize/lab.ts')).quantizeLab as unknown as Lab,
  chat: async () => (await import('./chat/lab.ts')).chatLab as unknown as Lab,
  evaluate: async () => (await import('./evaluate/lab.ts')).evaluateLab as unknown as Lab,
  attention: async () => (await import('./attention/lab.ts')).attentionLab as unknown as Lab,
  trace: async () => (await import('./trace/lab.ts')).traceLab as unknown as Lab,
  'kv-cache': async () => (await import('./kv-cache/lab.ts')).kvCacheLab as unknown as Lab,
  serving: async () => (await import('./serving/lab.ts')).servingLab as unknown as Lab,
  'safety-filter': async () => (await import('./safety-filter/lab.ts')).safetyFilterLab as unknown as Lab,
  parallel: async () => (await import('./parallel/lab.ts')).parallelLab as unknown as Lab,
  verify: async () => (await import('./verify/lab.ts')).verifyLab as unknown as Lab,
};

export const labIds: readonly string[] = Object.keys(labs);

/** @throws InputError when there is no such lab */
export async function findLab(id: string): Promise<Lab> {
  if (!Object.hasOwn(labs, id)) throw new InputError(`there is no lab "${id}"`, undefined, suggest(id, labIds));
  return labs[id]();
}
