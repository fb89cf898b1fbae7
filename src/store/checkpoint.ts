/** Files of weights, written whole or not at all. What is in them is in ../nn/checkpoint-format.ts. */
import { readFile, stat } from 'node:fs/promises';
import { InputError } from '../data/input-error.ts';
import { readWeights } from '../data/weights-file.ts';
import { type Checkpoint, encodeCheckpoint } from '../nn/checkpoint-format.ts';
import { readError } from './read-error.ts';
import { writeWhole } from './whole-file.ts';

/** No model here comes near to it; it keeps a wrong file from filling the memory. */
const largestFile = 1 << 30;

/** Until the new file is whole, one that was there before stays as it is, whatever happens.
 *  @throws InputError when it cannot be written */
export async function saveCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const bytes = encodeCheckpoint(checkpoint);
  try {
    await writeWhole(file, bytes);
  } catch (error) {
    throw readError(error, file);
  }
}

/** @param kind what they must be the weights of
 *  @throws InputError when the file cannot be read, is damaged, or holds something else */
export async function loadCheckpoint(file: string, kind: string): Promise<Checkpoint> {
  return readWeights(await readWhole(file), [kind], file);
}

async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size <= largestFile) return await readFile(file);
  } catch (error) {
    throw readError(error, file);
  }
  throw new InputError('this file is too large to be weights of ours', file, 'Give another file.');
}
