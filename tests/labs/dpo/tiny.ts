/** A tiny model that can chat, weights by chance, whose tokens are those of what is asked in Toyland: so pairs of answers fit into it. */
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { modelToCheckpoint } from '../../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { curriculum, wordsOf } from '../../../src/models/pipeline/texts.ts';
import { encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

export const questions = curriculum(1);
const { facts, howTos } = questions.taught;
const texts = [
  ...facts.filter((_, i) => i % 60 === 0).map(({ question, answer }) => `${question} ${answer}`),
  ...howTos.filter((_, i) => i % 60 === 0).map(({ question, howTo }) => `${question} ${howTo.answer}`),
];

/** Text that it must not forget. */
export const documents = texts.join('\n\n');

/** A file of it. */
export function tinyChat(): Uint8Array {
  const kernels = plainKernels('float64');
  const { tokenizer } = ChatFormat.of(texts, 500);
  const network = new GptNetwork(NetworkConfigSchema.parse({ context: 64, width: 12, layers: 1, heads: 2 }));
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(tokenizer.size), new Random(5));
  const origin = { stage: 'sft', seed: 1, words: wordsOf(texts) };
  const model = { network, weights, vocabulary: tokenizer.size, tokenizer, lines: false, origin };
  return encodeCheckpoint(modelToCheckpoint(model, 'float32'));
}

/** Knobs that make it quick. */
export const quick = { steps: 10, every: 10, exam: 4, batch: 16, earlier: 2, lr: 0.05 };
