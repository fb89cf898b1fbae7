/** Networks that come with the program: files beside the sources, which the build copies to where it puts everything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShippedWeights } from '../data/corpus.ts';
import { packageRoot } from './folders.ts';
import { readError } from './read-error.ts';

const fromSource = import.meta.url.endsWith('.ts');

/** @throws InputError when this copy of the program lacks it */
export async function shippedWeights(name: ShippedWeights): Promise<Uint8Array> {
  const file = fromSource ? `src/assets/${name}/weights.bin` : `dist/weights/${name}.bin`;
  try {
    return await readFile(join(packageRoot(), file));
  } catch (error) {
    throw readError(error, file);
  }
}
