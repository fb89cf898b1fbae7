/** Texts that figures were published about and that do not come with the program: a learner who has one hands it in. */
import type { CorpusSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { textOf } from '../own-file.ts';

export interface KnownText {
  /** As its authors call it. */
  readonly name: string;
  readonly from: string;
  readonly lines: number;
  /** Without a newline at its end. */
  readonly bytes: number;
}

export const names: KnownText = { name: 'names.txt', from: 'makemore', lines: 32033, bytes: 228145 };

export const tinyShakespeare: KnownText = {
  name: 'tiny-shakespeare',
  from: 'char-rnn',
  lines: 40000,
  bytes: 1115393,
};

const known: readonly KnownText[] = [names, tinyShakespeare];

const largest = 64 << 20;

/** The texts in files that a person named, with a comma between, each recognised by its size.
 *  @returns text by name, its lines ended as on Unix and none at its end
 *  @throws InputError for a file that is none of them */
export async function readKnownTexts(files: string, data: CorpusSource): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of files.split(',').map((file) => file.trim())) {
    const text = (await textOf(file, data, largest)).replaceAll('\r\n', '\n').replace(/\n$/, '');
    texts.set(recognise(text, file).name, text);
  }
  return texts;
}

function recognise(text: string, file: string): KnownText {
  const lines = text.split('\n').length;
  const bytes = new TextEncoder().encode(text).length;
  const found = known.find((one) => one.lines === lines && one.bytes === bytes);
  if (found) return found;
  const all = known.map(({ name, from, lines, bytes }) => `${name} of ${from}, ${lines} lines and ${bytes} bytes`);
  throw new InputError(
    `no figure is about this file of ${lines} lines and ${bytes} bytes`,
    file,
    `Known are ${all.join('; ')}.`,
  );
}
