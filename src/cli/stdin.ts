/** The whole of stdin at once. */
import { InputError } from '../data/input-error.ts';
import type { Io } from './io.ts';

interface Source {
  readonly stdin: AsyncIterable<unknown>;
}

/** Larger than any prompt. */
const usual = { most: 16 << 20, remedy: 'For text to learn from, use --corpus -.' };

/** After so many milliseconds without a byte somebody may wonder. */
const patience = 2000;

/** What comes in unasked, and a hint when nothing does.
 *  @param instead what happens when it is empty: "to score the text it learns from instead" */
export async function* impatiently({ stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>, instead?: string) {
  const remedy = instead === undefined ? '' : `; ${instead}, add < /dev/null`;
  const timer = setTimeout(() => stderr.write(`hint: waiting for a text on stdin${remedy}\n`), patience);
  try {
    for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
      clearTimeout(timer);
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** @param what it is, for errors: "the prompt"
 *  @throws InputError when it is longer than any such text */
export async function readStdinBytes({ stdin }: Source, what: string, { most, remedy } = usual): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) {
      throw new InputError(`${what} is longer than ${most >> 20} MB`, 'stdin', remedy);
    }
  }
  return Buffer.concat(chunks);
}

/** The same as text.
 *  @throws InputError also when it is not UTF-8 */
export async function readStdin(io: Source, what: string): Promise<string> {
  const bytes = await readStdinBytes(io, what);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${what} is not UTF-8 text`, 'stdin', 'Convert it: iconv -f LATIN1 -t UTF-8.');
  }
}
