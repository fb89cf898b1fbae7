/** Text to learn from: a line is a document. */
export interface Corpus {
  /** As the person named it: "cat", "poems.txt", "-". */
  readonly name: string;
  /** The UTF-8 bytes, from the start each time it is called. */
  chunks(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Where corpora come from. */
export interface CorpusSource {
  /** @throws InputError when there is no such corpus */
  open(name: string): Corpus;
}
