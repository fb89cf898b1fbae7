/** The results of all stages, as far as there are any. */
import * as z from 'zod';
import { result as collected } from '../collect/params.ts';
import { type Scores, stageResult } from '../stages/params.ts';
import { examinedAs } from './measures.ts';
import { result as evaluated, type Stage } from './params.ts';

const share = z.number();

/** Of `quantize` what a report needs. */
const quantized = z.object({
  precisions: z.array(
    z.object({
      precision: z.string(),
      /** Of the bytes of float32, scales included. */
      share,
      loss: z.number().nullable(),
      /** How much more than float32, as a share. */
      loss_change: z.number().nullable(),
      same_answers: share,
      facts_right: share,
      refused_harmful: share,
      refused_harmless: share,
    }),
  ),
});

const schemas = {
  collect: collected,
  pretrain: stageResult,
  finetune: stageResult,
  reward: stageResult,
  rlhf: stageResult,
  dpo: stageResult,
  quantize: quantized,
  evaluate: evaluated,
} as const;

type Id = keyof typeof schemas;
export const ids = Object.keys(schemas) as Id[];

export type Results = { readonly [K in Id]?: z.infer<(typeof schemas)[K]> };

/** What is there and has the form that its lab gives it. */
export function readResults(given: Readonly<Partial<Record<string, unknown>>>): Results {
  const found = ids.flatMap((id) => {
    const read = schemas[id].safeParse(given[id]);
    return read.success ? [[id, read.data] as const] : [];
  });
  return Object.fromEntries(found);
}

export const missingIn = (results: Results): Id[] => ids.filter((id) => results[id] === undefined);

/** Of a model: from the examination in all questions; without that, from the last look of the stage that made it, which asked
 *  some. */
export function scoresOf(results: Results, stage: Exclude<Stage, 'int8' | 'int4'>): Scores | undefined {
  const examined = examinedAs(results.evaluate?.stages ?? [], stage);
  if (examined) return examined.scores;
  const { finetune, rlhf, dpo } = results;
  return { base: finetune?.before, sft: finetune?.after, rlhf: rlhf?.after, dpo: dpo?.after }[stage];
}

/** How many more facts are right than before the stage: both counted in the same questions. */
export function factsChange(results: Results, stage: 'rlhf' | 'dpo'): number | undefined {
  const examined = results.evaluate?.stages ?? [];
  const [before, after] = [examinedAs(examined, 'sft'), examinedAs(examined, stage)];
  if (before && after) return after.scores.knowledge - before.scores.knowledge;
  const own = results[stage];
  return own && own.after.knowledge - own.before.knowledge;
}
