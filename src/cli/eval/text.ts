/** The text to score: words on the command line, stdin, a file, or the text that the model learned from. */
import type { Corpus, DataSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { withoutLastNewline } from '../../data/last-newline.ts';
import type { Io } from '../io.ts';
import { impatiently } from '../stdin.ts';
import type { EvalParams } from './params.ts';

/** More does not fit into one string. */
const most = 512 << 20;

export interface Text {
  /** As a person named it; undefined for the text that was learned from. */
  readonly name?: string;
  readonly text: string;
  /** In UTF-8, without the newline at its end. */
  readonly bytes: number;
}

/** What will be scored; nothing is read yet, unless it comes from stdin unasked.
 *  @throws InputError when it is two texts, or stdin is two things */
export async function textToScore(
  words: readonly string[],
  { model, corpus, weights, held_out }: Pick<EvalParams, 'model' | 'corpus' | 'weights' | 'held_out'>,
  data: DataSource,
  io: Io,
): Promise<() => Promise<Text>> {
  if (words.length > 0 && held_out !== undefined) {
    const remedy = 'Take one of them.';
    throw new InputError('there are two texts to score: the words given and a held-out one', '--held-out', remedy);
  }
  const named = words.length === 1 && words[0] === '-' ? '-' : held_out;
  const [source, known] = model === 'gpt' ? ['weights', weights] : ['corpus', corpus];
  if (named === '-' && known === '-') {
    const remedy = 'Save one of them as a file and name that.';
    throw new InputError(`the ${source} and the text to score cannot both come from stdin`, `--${source} -`, remedy);
  }
  if (named !== undefined) return () => read(data.open(named), named);
  if (words.length > 0) {
    const text = words.join(' ');
    return () => read({ name: 'the text', chunks: () => [new TextEncoder().encode(text)] }, 'the text');
  }
  const learned = () => (model === 'gpt' ? nothing() : () => read(data.open(corpus)));
  if (known === '-' || io.stdin.isTTY) return learned();
  // A script whose stdin is empty or closed wants the training text, as on a terminal.
  const instead = model === 'gpt' ? undefined : 'to score the text it learns from instead';
  const piped = await read({ name: '-', chunks: () => impatiently(io, instead) }, '-');
  return piped.bytes === 0 ? learned() : async () => piped;
}

/** A network does not have the text that it learned from. */
function nothing(): never {
  throw new InputError('there is nothing to score', undefined, 'Give a text, --held-out FILE, or a text on stdin.');
}

async function read(source: Corpus, name?: string): Promise<Text> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let bytes = 0;
  try {
    for await (const chunk of withoutLastNewline(source).chunks()) {
      bytes += chunk.length;
      if (bytes > most) {
        throw new InputError(`this is longer than ${most >> 20} MB`, source.name, 'Give a part of it.');
      }
      parts.push(decoder.decode(chunk, { stream: true }));
    }
    parts.push(decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new InputError('the text is not UTF-8', source.name, 'Convert it: iconv -f LATIN1 -t UTF-8.');
  }
  const text = parts.join('');
  if (text.includes('\0')) {
    throw new InputError('this is not text: it holds a NUL byte', source.name, 'Give a text file in UTF-8.');
  }
  return { name, text, bytes };
}
