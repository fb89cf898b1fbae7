/** Whether a folder is a place for a run, and the run there the one that is meant. */
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { InputError, quoted } from '../data/input-error.ts';
import { isLock } from './folder-lock.ts';
import { makeFolder } from './folders.ts';
import { isRunning } from './processes.ts';
import { codeOf, writeError } from './read-error.ts';
import type { Settings } from './run-reader.ts';
import { writerOf } from './whole-file.ts';
import { windowsProblem } from './windows-name.ts';

/** Makes the folder, if it is not there.
 *  @returns the folders that were made, the innermost first
 *  @throws InputError when this is no place for a run */
export async function prepare(
  path: string,
  flag: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string[]> {
  const problem = platform === 'win32' ? windowsProblem(path) : undefined;
  if (problem) throw new InputError(problem, flag, 'Name another folder.');
  if (path === '') throw new InputError('no folder is named', flag, 'Name one.');
  try {
    const fresh: string[] = [];
    for (let folder = path; ; folder = dirname(folder)) {
      const there = await stat(folder).catch((error) => {
        if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error;
      });
      if (there?.isDirectory()) break;
      if (there) throw new InputError(`${folder} is a file, not a folder`, flag, 'Name another folder.');
      fresh.push(folder);
    }
    if (fresh.length > 0) await makeFolder(path);
    else await refuseForeign(path);
    return fresh;
  } catch (error) {
    throw error instanceof InputError ? error : writeError(error, path, flag);
  }
}

/** A run that was killed before its first word has at most a lock and an unfinished file; a file manager adds its own. */
async function refuseForeign(path: string): Promise<void> {
  const names = await readdir(path);
  if (names.includes('run.json')) return;
  const foreign = names.find((name) => !isLock(name) && writerOf(name) === undefined && name !== '.DS_Store');
  if (foreign === undefined) return;
  const what = `this folder holds other things (${quoted(foreign)}) and no run`;
  throw new InputError(what, path, 'Name a new folder, or an empty one.');
}

/** @throws InputError when a setting that was given is not the one with which the run was begun */
export function refuseOthers(given: Settings, begun: Settings, path: string): void {
  const other = Object.keys(given).filter((key) => {
    const asKept = given[key] === undefined ? begun[key] : JSON.parse(JSON.stringify(given[key]));
    return !isDeepStrictEqual(asKept, begun[key]) && shown(key, given[key]) !== shown(key, begun[key]);
  });
  if (other.length === 0) return;
  const what = other.map((key) => {
    const not = isWord(given[key]) && isWord(begun[key]) ? `, not ${word(given[key])}` : '';
    return `${shown(key, begun[key])}${not}`;
  });
  const remedy = `Go on without ${other.length === 1 ? 'the flag' : 'these flags'}, or name another folder.`;
  throw new InputError(`this run was begun ${what.join(' and ')}`, path, remedy);
}

/** `with --seed 1`, `with --quick`, `without --quick` */
function shown(key: string, value: unknown): string {
  const flag = `--${key.replaceAll('_', '-')}`;
  if (isWord(value)) return `with ${flag} ${word(value)}`;
  return value === true ? `with ${flag}` : `without ${flag}`;
}

const isWord = (value: unknown): boolean => !(value === undefined || value === null || typeof value === 'boolean');
const word = (value: unknown): string =>
  typeof value === 'string' && /^[\w./:,-]{1,60}$/.test(value) ? value : quoted(value);

/** Removes what killed programs left half-written, or else many of them would fill the disk. */
export async function tidy(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const writer = writerOf(name);
    if (writer === undefined || (await isRunning(writer))) continue;
    await rm(join(path, name), { force: true }).catch(() => {}); // it is in nobody's way
  }
}
