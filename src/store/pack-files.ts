/** The files of a pack. It was written by somebody else: only what lies in its folder is read, also when a link in it leads
 *  elsewhere, and never more than a text of that kind needs. Nothing is ever written there. */
import { createReadStream, realpathSync, type Stats, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { builtinCorpora } from '../data/builtin.ts';
import type { DataSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { codeOf, readError } from './read-error.ts';

/** For a text that somebody reads on a screen. */
const mostTextBytes = 64 << 10;
/** For a text that a lab learns from. */
const mostDataBytes = 32 << 20;

/** The real place of a pack's folder.
 *  @throws InputError when there is none */
export function packFolder(given: string): string {
  try {
    const folder = realpathSync(given);
    if (statSync(folder).isDirectory()) return folder;
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw readError(error, given);
    throw new InputError('there is no such folder', given, 'Make a pack with genai pack new, or correct the name.');
  }
  throw new InputError('this is a file, not a folder', given, 'Name the folder that pack.yaml stands in.');
}

/** A text file of a pack.
 *  @param folder from `packFolder`
 *  @param name relative to it
 *  @param label what errors call it
 *  @throws InputError when it cannot be read, or is no text */
export async function packText(folder: string, name: string, label = name): Promise<string> {
  const file = inside(folder, name, label, mostTextBytes);
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw readError(error, label);
  }
  return decodeText(bytes, label);
}

/** @throws InputError when it is not UTF-8, or holds zero bytes */
export function decodeText(bytes: Uint8Array, label: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // said below
  }
  throw new InputError('this is not UTF-8 text', `${label}:1:1`, 'Save it as UTF-8.');
}

/** What the labs of a pack may read: its own files, and what is on board. */
export function packData(folder: string): DataSource {
  return {
    open(name) {
      const builtin = builtinCorpora.find((corpus) => corpus.name === name);
      if (builtin) return { name, chunks: () => [new TextEncoder().encode(builtin.text())] };
      if (name === '-') throw new InputError('a pack reads no stdin', '-', 'Put a file into the pack and name that.');
      const file = inside(folder, name, name, mostDataBytes);
      return { name, chunks: () => createReadStream(file) as AsyncIterable<Buffer> };
    },
    weights: async (name) => (await import('./shipped-weights.ts')).shippedWeights(name),
  };
}

/** The real path of an ordinary file in a folder.
 *  @throws InputError when it is none, too large, or outside */
function inside(folder: string, name: string, label: string, most: number): string {
  const outside = (): InputError =>
    new InputError(
      'this is outside of the pack',
      label,
      'A pack reads only files in its own folder, with / between folders.',
    );
  // Backslashes and colons are ways out on Windows, and nowhere needed.
  if (/^[/~]|[\\:\0]|(^|\/)\.\.(\/|$)/.test(name)) throw outside();
  let file: string;
  let stats: Stats;
  try {
    file = realpathSync(join(folder, name));
    if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw outside();
    stats = statSync(file);
  } catch (error) {
    throw error instanceof InputError ? error : readError(error, label);
  }
  if (stats.isDirectory()) throw readError({ code: 'EISDIR' }, label);
  if (!stats.isFile()) throw new InputError('this is no ordinary file', label, 'Put a file there.');
  if (stats.size === 0) throw new InputError('there is nothing in it', label, 'Give a text with at least one line.');
  if (stats.size > most) {
    const limit = most >= 1 << 20 ? `${most >> 20} MB` : `${most >> 10} KB`;
    throw new InputError(`this is larger than ${limit}`, label, 'Make it shorter, or take a part of it.');
  }
  return file;
}
