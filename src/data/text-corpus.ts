/** Text at hand as a corpus, without a file. */
import type { Corpus } from './corpus.ts';

/** @param lines a document each */
export function textCorpus(name: string, lines: readonly string[]): Corpus {
  return { name, chunks: () => [new TextEncoder().encode(lines.join('\n'))] };
}
