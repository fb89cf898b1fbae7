/** A new pack: the example that comes with the program, in a folder of the author's. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { InputError } from '../data/input-error.ts';
import { packageRoot } from './folders.ts';
import { codeOf, readError } from './read-error.ts';

const example = (): string => join(packageRoot(), import.meta.url.endsWith('.ts') ? 'src/assets/pack' : 'dist/pack');

/** @param folder made if it is not there
 *  @param more files beside the example's, by name
 *  @returns the files written
 *  @throws InputError when something is in the folder already, or it cannot be written; then none of its files stays */
export async function newPack(folder: string, more: Readonly<Record<string, string>>): Promise<string[]> {
  const from = example();
  const files = new Map(Object.entries(more));
  for (const name of await readdir(from)) {
    const text = await readFile(join(from, name), 'utf8');
    files.set(name, name === 'pack.yaml' || name === 'README.md' ? named(text, basename(resolve(folder))) : text);
  }
  await claim(folder);
  const written: string[] = [];
  try {
    for (const [name, text] of [...files].sort()) {
      const file = join(folder, name);
      await writeFile(file, text, { flag: 'wx' });
      written.push(file);
    }
  } catch (error) {
    await Promise.all(written.map((file) => rm(file, { force: true })));
    throw writeError(error, folder);
  }
  return written;
}

/** Under the name of the folder. */
function named(text: string, folder: string): string {
  const words = folder
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const id = words.join('-').slice(0, 60).replace(/-$/, '');
  if (id === '' || /^\d+$/.test(id)) return text;
  const title = id.replaceAll('-', ' ');
  return text.replace('id: my-pack', `id: ${id}`).replaceAll('My pack', title[0].toUpperCase() + title.slice(1));
}

async function claim(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    if ((await readdir(folder)).length === 0) return;
  } catch (error) {
    throw writeError(error, folder);
  }
  throw new InputError('there is something in this folder', folder, 'Name a new one, or an empty one.');
}

function writeError(error: unknown, folder: string): InputError {
  const code = codeOf(error);
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return new InputError('this is a file, not a folder', folder, 'Name a new folder.');
  }
  if (code === 'EROFS') return new InputError('nothing can be written there', folder, 'Name a folder of yours.');
  return readError(error, folder);
}
