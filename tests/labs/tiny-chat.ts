/** Tiny chat models with weights by chance in the place of those on board, for whatever asks them. */
import type { DataSource } from '../../src/data/corpus.ts';
import { NetworkConfigSchema } from '../../src/models/gpt/config.ts';
import { GptNetwork } from '../../src/models/gpt/network.ts';
import { modelToCheckpoint } from '../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../src/models/pipeline/chat-format.ts';
import { wordsOf } from '../../src/models/pipeline/texts.ts';
import { encodeCheckpoint } from '../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import type { Precision } from '../../src/nn/quantise.ts';
import { Random } from '../../src/nn/random.ts';
import { corpora } from './corpora.ts';

/** All that these models have read. */
export const read = [
  'Where does Ada Pepper live? Ada Pepper lives in Oatfield.',
  'Ada Frost and Ada Tansy are friends of Bert Quill, who has a cat. He likes plums.',
];

const kernels = plainKernels('float64');
const format = ChatFormat.of(read, 300);

/** A file of a model. @param seed of its weights: other seeds say other things */
export function tinyChat(stage: string, seed = 5, precision: Precision = 'float32'): Uint8Array {
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 32, width: 12, layers: 2, heads: 3, deviation: 0.6 }),
  );
  const { tokenizer } = format;
  const vocabulary = tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(seed));
  const origin = { stage, seed: 1, words: wordsOf(read) };
  return encodeCheckpoint(
    modelToCheckpoint({ network, weights, vocabulary, tokenizer, lines: false, origin }, precision),
  );
}

const seeds: Readonly<Record<string, number>> = { base: 5, sft: 6, dpo: 7 };

/** Models of these stages on board. */
export const tinyBoard: DataSource = {
  ...corpora(),
  weights: async (name) => tinyChat(name.replace('chat-', ''), seeds[name.replace('chat-', '')], 'int8'),
};
