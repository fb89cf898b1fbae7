/** A text less the newline at its very end: it ends the last line, as in every text file, and is no part of the text. */
import type { Corpus } from './corpus.ts';

export function withoutLastNewline(corpus: Corpus): Corpus {
  return {
    name: corpus.name,
    async *chunks() {
      let held = new Uint8Array(0);
      for await (const chunk of corpus.chunks()) {
        const bytes = new Uint8Array(held.length + chunk.length);
        bytes.set(held);
        bytes.set(chunk, held.length);
        const end = bytes.length - newlineAtEnd(bytes);
        yield bytes.subarray(0, end);
        held = bytes.slice(end);
      }
      // Half a newline of Windows is a character like others.
      if (held.length > 0 && held[held.length - 1] !== 0x0a) yield held;
    },
  };
}

/** Length of one newline that the bytes end with, or of the first half of one. */
function newlineAtEnd(bytes: Uint8Array): number {
  const last = bytes.length - 1;
  if (bytes[last] === 0x0d) return 1;
  if (bytes[last] !== 0x0a) return 0;
  return bytes[last - 1] === 0x0d ? 2 : 1;
}
