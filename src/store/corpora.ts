/** Corpora by name: the ones on board, files, pipes, stdin; and the weights on board. Loaded by every `genai sample`, so it imports little. */
import { createReadStream, type Stats, statSync } from 'node:fs';
import { builtinCorpora } from '../data/builtin.ts';
import type { Corpus, DataSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';
import { codeOf, readError } from './read-error.ts';
import { Stream } from './stream.ts';

const chunkBytes = 1 << 20;

/** A name on board comes first; "./cat" is always a file, "-" is stdin.
 *  @param stdin without it "-" cannot be read here */
export function fileCorpora(stdin?: AsyncIterable<Uint8Array>): DataSource {
  const streams = new Map<string, Corpus>();
  /** What can be read only once is opened only once. */
  const streamOnce = (name: string, source: () => AsyncIterable<Uint8Array>): Corpus => {
    const stream = streams.get(name) ?? streamCorpus(name, source());
    streams.set(name, stream);
    return stream;
  };
  return {
    open(name) {
      const builtin = builtinCorpora.find((corpus) => corpus.name === name);
      if (builtin) return { name, chunks: () => [new TextEncoder().encode(builtin.text())] };
      if (name === '-') {
        if (!stdin) throw new InputError('stdin cannot be a corpus here', '-', 'Save it as a file and name that.');
        return streamOnce('-', () => stdin);
      }
      const stats = examine(name);
      if (stats.isDirectory()) throw readError({ code: 'EISDIR' }, name);
      if (!stats.isFile()) return streamOnce(name, () => bytesOf(name)); // a pipe, as in <(zcat book.gz)
      if (stats.size === 0) throw emptyError(name);
      return { name, chunks: () => bytesOf(name) };
    },
    weights: async (name) => (await import('./shipped-weights.ts')).shippedWeights(name),
  };
}

function examine(name: string): Stats {
  try {
    return statSync(name);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' || /[/\\]/.test(name)) throw readError(error, name);
    const names = builtinCorpora.map((corpus) => corpus.name);
    throw new InputError('there is no such file, nor a corpus of this name on board', name, suggest(name, names));
  }
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: chunkBytes }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw codeOf(error) ? readError(error, file) : error;
  }
}

function streamCorpus(name: string, source: AsyncIterable<Uint8Array>): Corpus {
  const stream = new Stream(source, name);
  return {
    name,
    async *chunks() {
      let bytes = 0;
      for await (const chunk of stream.fromStart()) {
        bytes += chunk.length;
        yield chunk;
      }
      if (bytes === 0) throw emptyError(name);
    },
  };
}

const emptyError = (name: string): InputError =>
  new InputError('there is nothing in it', name, 'Give a text with at least one line.');
