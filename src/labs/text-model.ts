/** The transformer that a lab asks: the one on board, or one that the learner trained. */
import type { DataSource } from '../data/corpus.ts';
import { inFile, readWeights } from '../data/weights-file.ts';
import { modelFromCheckpoint, modelKinds, type TextModel } from '../models/gpt/weights.ts';
import type { Kernels } from '../nn/kernels/kernels.ts';
import type { NeuralContext } from './lab.ts';
import { bytesOf } from './own-file.ts';

/** No transformer here comes near to it. */
const largest = 256 << 20;

/** Read once a session.
 *  @param weights a file; undefined for the one on board
 *  @throws InputError when the file is not there, damaged, or holds something else */
export async function openTextModel(
  weights: string | undefined,
  { data, kernels, cache }: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
): Promise<TextModel> {
  const key = `gpt ${kernels.name} ${weights ?? ''}`;
  const known = cache.get(key) as TextModel | undefined;
  if (known) return known;
  const model = await read(weights, data, kernels);
  cache.set(key, model);
  return model;
}

async function read(weights: string | undefined, data: DataSource, kernels: Kernels): Promise<TextModel> {
  const bytes = weights === undefined ? await data.weights('gpt') : await bytesOf(weights, data, largest);
  const file = weights ?? 'the transformer on board';
  return inFile(file, () => modelFromCheckpoint(readWeights(bytes, modelKinds, file), kernels));
}
