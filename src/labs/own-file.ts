/** Files of the learner's own, as bytes or text. */
import { type CorpusSource, wholeOf } from '../data/corpus.ts';

/** Never a corpus on board: "./cat" is always a file. */
const fileNamed = (name: string): string => (name === '-' || /[/\\]/.test(name) ? name : `./${name}`);

/** @param most bytes, so that a wrong file does not fill the memory
 *  @throws InputError when it is not there or larger than that */
export const bytesOf = (name: string, data: CorpusSource, most: number): Promise<Uint8Array> =>
  wholeOf(data.open(fileNamed(name)), most, name);

/** Like `bytesOf`; what is no UTF-8 is marked as such. */
export const textOf = async (name: string, data: CorpusSource, most: number): Promise<string> =>
  new TextDecoder().decode(await bytesOf(name, data, most));
