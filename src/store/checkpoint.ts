/** Files of weights, written whole or not at all. What is in them is in ../nn/checkpoint-format.ts. */
import { readFile, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { InputError } from '../data/input-error.ts';
import { type Checkpoint, CheckpointError, decodeCheckpoint, encodeCheckpoint } from '../nn/checkpoint-format.ts';
import { readError } from './read-error.ts';

/** No model here comes near to it; it keeps a wrong file from filling the memory. */
const largestFile = 1 << 30;

/** Until the new file is whole, one that was there before stays as it is, whatever happens.
 *  @throws InputError when it cannot be written */
export async function saveCheckpoint(file: string, checkpoint: Checkpoint): Promise<void> {
  const bytes = encodeCheckpoint(checkpoint);
  try {
    await writeFileAtomic(file, Buffer.from(bytes.buffer));
  } catch (error) {
    throw readError(error, file);
  }
}

/** @param kind what they must be the weights of
 *  @throws InputError when the file cannot be read, is damaged, or holds something else */
export async function loadCheckpoint(file: string, kind: string): Promise<Checkpoint> {
  const bytes = await readWhole(file);
  try {
    const checkpoint = decodeCheckpoint(bytes);
    if (checkpoint.kind === kind) return checkpoint;
    throw new CheckpointError(
      `these are weights of the kind ${JSON.stringify(checkpoint.kind)}, not ${JSON.stringify(kind)}`,
      'Give another file.',
    );
  } catch (error) {
    if (error instanceof CheckpointError) throw new InputError(error.what, file, error.remedy);
    throw error;
  }
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
