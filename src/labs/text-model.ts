/** The transformer that a lab asks: the one on board, or one that the learner trained. */
import type { DataSource, ShippedWeights } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { inFile, readWeights } from '../data/weights-file.ts';
import { modelFromCheckpoint, modelKinds, type TextModel } from '../models/gpt/weights.ts';
import type { Tokenizer } from '../models/tokenizer/tokenizer.ts';
import type { Kernels } from '../nn/kernels/kernels.ts';
import type { NeuralContext } from './lab.ts';
import { bytesOf } from './own-file.ts';
import { visible } from './tokenize/visible.ts';

/** No transformer here comes near to it. */
const largest = 256 << 20;

/** Read once a session.
 *  @param weights a file; undefined for one on board
 *  @throws InputError when the file is not there, damaged, or holds something else */
export async function openTextModel(
  weights: string | undefined,
  { data, kernels, cache }: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
  onBoard: ShippedWeights = 'gpt',
): Promise<TextModel> {
  const key = `${onBoard} ${kernels.name} ${weights ?? ''}`;
  const known = cache.get(key) as TextModel | undefined;
  if (known) return known;
  const model = await read(weights, data, kernels, onBoard);
  cache.set(key, model);
  return model;
}

async function read(
  weights: string | undefined,
  data: DataSource,
  kernels: Kernels,
  onBoard: ShippedWeights,
): Promise<TextModel> {
  const bytes = weights === undefined ? await data.weights(onBoard) : await bytesOf(weights, data, largest);
  const file = weights ?? 'the transformer on board';
  return inFile(file, () => modelFromCheckpoint(readWeights(bytes, modelKinds, file), kernels));
}

/** A token as it is told. */
export interface TextToken {
  readonly id: number;
  /** What it adds to a text; � for bytes that are only part of a character; the name of the mark. */
  readonly text: string;
  /** The same as it can be seen: ␣ for a space. */
  readonly shown: string;
}

const mark = '<end>';

export function tokenOf(tokenizer: Tokenizer, id: number): TextToken {
  if (id === tokenizer.mark) return { id, text: mark, shown: mark };
  const bytes = tokenizer.bytes(id);
  return { id, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), shown: visible(bytes) };
}

/** Where lines were documents, no line end is within one: it is read as a space. */
export const asRead = ({ lines }: TextModel, text: string): string =>
  lines
    ? text
        .split(/\s*[\r\n]+\s*/)
        .filter(Boolean)
        .join(' ')
    : text;

/** A text as the transformer gets it: behind the mark that ends whatever was before.
 *  @throws InputError when it is too long, or has a token that the transformer does not know */
export function readTokens({ tokenizer, network }: TextModel, text: string): TextToken[] {
  const ids = tokenizer.encode(text);
  const most = network.context - 1;
  if (ids.length > most) {
    const what = `a text of ${ids.length} tokens is too long for this transformer, which reads ${most}`;
    throw new InputError(what, 'the text', 'Give a shorter one.');
  }
  if (ids.some((id) => id < 0)) {
    const what = `this transformer does not know a ${tokenizer.unit === 'char' ? 'character' : 'word'} of it`;
    throw new InputError(what, 'the text', 'Take from what it learnt from.');
  }
  return [tokenizer.mark, ...ids].map((id) => tokenOf(tokenizer, id));
}

/** Numbers out of it as they are told: seven figures, as many as a number of 32 bits has. */
export const figures = (x: number): number => Number(x.toPrecision(7));
