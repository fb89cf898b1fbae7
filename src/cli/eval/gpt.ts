/** The judge that is a transformer. */
import type { DataSource } from '../../data/corpus.ts';
import { openTextModel } from '../../labs/text-model.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import type { CommandContext } from '../context.ts';
import { sayIfNot } from '../missing-kernels.ts';
import type { Judge } from './judge.ts';
import type { EvalParams } from './params.ts';
import { many } from './report.ts';

/** What the network on board learned from. */
const readOnBoard = 'toyland';

const units = { char: 'characters', word: 'words', bpe: 'byte pairs' } as const;

/** @param lines whether each line is a document; undefined for what the network is used to */
export async function gptJudge(
  { weights, lines }: EvalParams,
  kernel: KernelName | undefined,
  data: DataSource,
  { io, detail }: CommandContext,
): Promise<Judge> {
  if (kernel) await sayIfNot(kernel, io);
  const kernels = kernelsNamed(kernel);
  detail(`kernels ${kernels.name}`);
  const model = await openTextModel(weights, { data, kernels, cache: new Map() });
  const { tokenizer, vocabulary, network } = model;
  const documents = lines ?? model.lines;
  return {
    model: new NetworkLanguageModel(model, tokenizer),
    lines: documents,
    begins: { model: 'gpt', unit: tokenizer.unit },
    ends: { vocabulary, lines: documents, weights: weights ?? null },
    about: [
      ['model', `transformer of ${Math.round(model.weights.size / 1000)}k numbers, sees ${network.context} tokens`],
      ['tokens', `${vocabulary} different ${units[tokenizer.unit]}`],
      ['learned from', weights === undefined ? `nine of ten lines of ${readOnBoard}` : `see ${weights}`],
    ],
    more: [],
    hint({ unknown }, text) {
      if (unknown > 0)
        return `${many(unknown)} the network has no number for; one that learns them: genai gpt train FILE`;
      if (weights === undefined && text === readOnBoard) {
        return 'it has seen nine of ten of these lines; a fair test needs another text';
      }
      if (documents === model.lines) return undefined;
      return `when it learned, ${model.lines ? 'each line was a document' : 'the whole text was one document'}`;
    },
  };
}
