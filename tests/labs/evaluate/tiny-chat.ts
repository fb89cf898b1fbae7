/** Chat models of a few hundred numbers, by chance, in files: what a pipeline makes, as far as a test of its report needs it. */
import type { DataSource } from '../../../src/data/corpus.ts';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { modelToCheckpoint } from '../../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { curriculum } from '../../../src/models/pipeline/texts.ts';
import { encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';

export const kernels = plainKernels('float64');

const { taught } = curriculum(1);
const read = [...taught.facts.slice(0, 400), ...taught.howTos.slice(0, 400)].map(({ question }) => question);

/** @param seed of the pipeline that it is said to come from
 *  @param chance of its weights */
export function tinyChat(stage: string, chance: number, seed = 1, tokens = 700): Uint8Array {
  const { tokenizer } = ChatFormat.of(read, tokens);
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 64, width: 8, layers: 1, heads: 2, deviation: 0.5 }),
  );
  const vocabulary = tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(chance));
  const origin = { stage, seed, words: [] };
  const model = { network, weights, vocabulary, tokenizer, lines: true, origin };
  return encodeCheckpoint(modelToCheckpoint(model, 'float32'));
}

/** Such models on board, and files by name. */
export function tinyData(files: Readonly<Record<string, Uint8Array | string>> = {}): DataSource {
  const onBoard = new Map(['base', 'sft', 'dpo', 'judge'].map((stage, i) => [`chat-${stage}`, tinyChat(stage, i + 1)]));
  const others = corpora();
  return {
    open(name) {
      const file = files[name.replace(/^\.\//, '')];
      if (file === undefined) return others.open(name);
      return { name, chunks: () => [typeof file === 'string' ? new TextEncoder().encode(file) : file] };
    },
    weights: async (name) => onBoard.get(name) ?? (await others.weights(name)),
  };
}
