/** Weights out of the bytes of a file, with errors that name the file. What is in them is in ../nn/checkpoint-format.ts. */
import { type Checkpoint, CheckpointError, decodeCheckpoint } from '../nn/checkpoint-format.ts';
import { InputError } from './input-error.ts';

/** @param kinds what they may be the weights of
 *  @param file its name
 *  @throws InputError when they are damaged, or weights of something else */
export const readWeights = (bytes: Uint8Array, kinds: readonly string[], file: string): Checkpoint =>
  inFile(file, () => {
    const checkpoint = decodeCheckpoint(bytes);
    if (kinds.includes(checkpoint.kind)) return checkpoint;
    throw new CheckpointError(
      `these are weights of the kind ${JSON.stringify(checkpoint.kind)}, not ${JSON.stringify(kinds[0])}`,
      'Give another file.',
    );
  });

/** What is found to be wrong with a file's weights, said with its name.
 *  @throws InputError for a CheckpointError; any other as it is */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CheckpointError) throw new InputError(error.what, file, error.remedy);
    throw error;
  }
}
