/** A corpus line by line, without holding all of it. */
import type { Corpus } from './corpus.ts';

export async function* linesOf(corpus: Corpus): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of corpus.chunks()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/[\r\n]+/);
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest + decoder.decode();
}
