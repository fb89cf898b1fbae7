/** The whole of stdin at once. */
import { InputError } from '../data/input-error.ts';
import type { Io } from './io.ts';

/** Larger than any prompt. */
const usual = { most: 16 << 20, remedy: 'For text to learn from, use --corpus -.' };

/** @param what it is, for errors: "the prompt"
 *  @throws InputError when it is longer than any such text */
export async function readStdinBytes(
  { stdin }: Pick<Io, 'stdin'>,
  what: string,
  { most, remedy } = usual,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin as AsyncIterable<Buffer>) {
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
export async function readStdin(io: Pick<Io, 'stdin'>, what: string): Promise<string> {
  const bytes = await readStdinBytes(io, what);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${what} is not UTF-8 text`, 'stdin', 'Convert it: iconv -f LATIN1 -t UTF-8.');
  }
}
