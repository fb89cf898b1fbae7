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

/** Networks that come with the program, trained. */
export type ShippedWeights = 'diffusion' | 'gpt' | `chat-${'base' | 'sft' | 'dpo' | 'judge'}`;

/** All that a lab may read. */
export interface DataSource extends CorpusSource {
  /** The bytes of a file of weights.
   *  @throws InputError when this copy of the program lacks it */
  weights(name: ShippedWeights): Promise<Uint8Array>;
}
