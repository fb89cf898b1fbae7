/** Files of the learner's own, as bytes or text. */
import type { CorpusSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';

/** Never a corpus on board: "./cat" is always a file. */
const fileNamed = (name: string): string => (name === '-' || /[/\\]/.test(name) ? name : `./${name}`);

/** @param most bytes, so that a wrong file does not fill the memory
 *  @param onBoard names on board count too
 *  @throws InputError when it is not there or larger than that */
export async function bytesOf(name: string, data: CorpusSource, most: number, onBoard = false): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of data.open(onBoard ? name : fileNamed(name)).chunks()) {
    size += chunk.length;
    if (size > most) throw new InputError(`this file is larger than ${most >> 20} MB`, name, 'Give another file.');
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Like `bytesOf`; what is no UTF-8 is marked as such. */
export const textOf = async (name: string, data: CorpusSource, most: number): Promise<string> =>
  new TextDecoder().decode(await bytesOf(name, data, most));
