/** Chat models of a few thousand numbers, by chance, in files: they stand for what a pipeline makes, and for those on board. */
import { NetworkConfigSchema } from '../../src/models/gpt/config.ts';
import { GptNetwork } from '../../src/models/gpt/network.ts';
import { modelToCheckpoint } from '../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../src/models/pipeline/chat-format.ts';
import { curriculum } from '../../src/models/pipeline/texts.ts';
import { encodeCheckpoint } from '../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';

const kernels = plainKernels('float64');

const { taught } = curriculum(1);
const read = [...taught.facts.slice(0, 400), ...taught.howTos.slice(0, 400)].map(({ question }) => question);

const formats = new Map<number, ChatFormat>();

function formatOf(tokens: number): ChatFormat {
  const format = formats.get(tokens) ?? ChatFormat.of(read, tokens);
  formats.set(tokens, format);
  return format;
}

/** @param seed of the pipeline that it is said to come from
 *  @param chance of its weights */
export function tinyChat(stage: string, chance: number, seed = 1, tokens = 700): Uint8Array {
  const { tokenizer } = formatOf(tokens);
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 96, width: 8, layers: 1, heads: 2, deviation: 0.5 }),
  );
  const vocabulary = tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(chance));
  const origin = { stage, seed, words: [] };
  const model = { network, weights, vocabulary, tokenizer, lines: true, origin };
  return encodeCheckpoint(modelToCheckpoint(model, 'float32'));
}

/** Each a different one, made once. */
const onBoard = new Map<string, Uint8Array>();

export function tinyOnBoard(name: string): Uint8Array {
  const known = onBoard.get(name);
  if (known) return known;
  const made = tinyChat(name.slice(5), 1 + ['chat-base', 'chat-sft', 'chat-dpo', 'chat-judge'].indexOf(name));
  onBoard.set(name, made);
  return made;
}
