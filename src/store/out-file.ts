/** Files that a person asked for with --out: written whole or not at all, and never over another file by accident. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../data/input-error.ts';
import { codeOf, writeError } from './read-error.ts';
import { writeWhole } from './whole-file.ts';
import { windowsProblem } from './windows-name.ts';

export interface OutFile {
  readonly path: string;
  /** Again and again, if need be: what was written before is replaced.
   *  @throws InputError when it cannot be written; what stood there before stands there still */
  write(bytes: Uint8Array): Promise<void>;
}

/** Makes sure, before any long work, that a file can be written. Nothing is touched yet.
 *  @param force whether a file that exists may be replaced
 *  @throws InputError when the folder is missing or closed, or the file exists and stays */
export async function claim(
  path: string,
  force: boolean,
  flag = '--out',
  platform: NodeJS.Platform = process.platform,
): Promise<OutFile> {
  const problem = platform === 'win32' ? windowsProblem(path) : undefined;
  if (problem) throw new InputError(problem, flag, 'Name another file.');
  await check(path, force, flag);
  let ours = force;
  return {
    path,
    async write(bytes) {
      // Work takes time: another program may have been here meanwhile.
      await check(path, ours, flag);
      try {
        await writeWhole(path, bytes);
      } catch (error) {
        throw writeError(error, path, flag);
      }
      ours = true;
    },
  };
}

async function check(path: string, force: boolean, flag: string): Promise<void> {
  const there = await look(path, path, flag);
  if (there?.isDirectory()) throw new InputError(`${path} is a folder`, flag, 'Name a file in it.');
  if (there && !there.isFile()) throw new InputError(`${path} is no ordinary file`, flag, 'Name another one.');
  if (there && !force) throw new InputError(`${path} exists already`, flag, 'Add --force to replace it.');
  // A link leads to the folder where the file really is.
  const folder = dirname(there ? await realpath(path) : path);
  const above = await look(folder, path, flag);
  if (!above) throw new InputError(`there is no folder ${folder}`, flag, 'Make it first, or name another one.');
  if (!above.isDirectory()) throw new InputError(`${folder} is no folder`, flag, 'Name another one.');
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    if (there) await access(path, constants.W_OK);
  } catch (error) {
    throw writeError(error, path, flag);
  }
}

/** What stands at a path; undefined where nothing does. */
async function look(at: string, path: string, flag: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(at);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    throw writeError(error, path, flag);
  }
}
