import { InputError } from './input-error.ts';

/** Text to learn from: a line is a document. */
export interface Corpus {
  /** As the person named it: "cat", "poems.txt", "-". */
  readonly name: string;
  /** The UTF-8 bytes, from the start each time it is called. */
  chunks(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** All bytes of a corpus.
 *  @param most bytes, so that a wrong file does not fill the memory
 *  @param name for errors
 *  @throws InputError when it is larger than that */
export async function wholeOf(corpus: Corpus, most: number, name = corpus.name): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of corpus.chunks()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) throw new InputError(`this file is larger than ${most >> 20} MB`, name, 'Give another file.');
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Where corpora come from. */
export interface CorpusSource {
  /** @throws InputError when there is no such corpus */
  open(name: string): Corpus;
}

/** Networks that come with the program, trained. */
export type ShippedWeights = 'diffusion';

/** All that a lab may read. */
export interface DataSource extends CorpusSource {
  /** The bytes of a file of weights.
   *  @throws InputError when this copy of the program lacks it */
  weights(name: ShippedWeights): Promise<Uint8Array>;
}
