/** Whether a folder is a place for a run. Nothing in it is touched unless it is. */
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError, quoted } from '../data/input-error.ts';
import { isLock } from './folder-lock.ts';
import { makeFolder } from './folders.ts';
import { isRunning } from './processes.ts';
import { codeOf, writeError } from './read-error.ts';
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
    if (fresh.length > 0) {
      await makeFolder(path).catch(async (error) => {
        await unmake(fresh);
        throw error;
      });
    } else await refuseForeign(path);
    return fresh;
  } catch (error) {
    throw error instanceof InputError ? error : writeError(error, path, flag);
  }
}

/** Removes folders in which nothing lies, the innermost first. */
export async function unmake(folders: readonly string[]): Promise<void> {
  for (const folder of folders) await rmdir(folder).catch(() => {});
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

/** Removes what killed programs left half-written, or else many of them would fill the disk. */
export async function tidy(path: string): Promise<void> {
  for (const name of await readdir(path)) {
    const writer = writerOf(name);
    if (writer === undefined) continue;
    // Of ours nothing is under way here yet: another had our number before us.
    if (writer !== process.pid && (await isRunning(writer))) continue;
    await rm(join(path, name), { force: true }).catch(() => {}); // it is in nobody's way
  }
}
