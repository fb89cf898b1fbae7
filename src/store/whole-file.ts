/** A file written whole or not at all: under another name first, on the disk, then renamed. Until then what was there before
 *  stays, whatever happens: a crash, a full disk, the loss of power. */
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from './read-error.ts';

/** @throws system errors; then nothing has changed */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const target = await realpath(path).catch(() => path); // a link stays one
  const before = await stat(target).catch(() => undefined);
  const { file, name } = await openBeside(target);
  try {
    try {
      await file.writeFile(bytes);
      if (before) {
        // Whose it is only root may say; elsewhere it is ours.
        await file.chown(before.uid, before.gid).catch(() => {});
        await file.chmod(before.mode & 0o7777).catch(() => {});
      }
      await sync(file);
    } finally {
      await file.close();
    }
    await rename(name, target);
  } catch (error) {
    await rm(name, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(target));
}

let count = 0;

/** The process whose unfinished file this is; undefined for the name of any other file. */
export const writerOf = (name: string): number | undefined => {
  const pid = /^\.genai-(\d{1,10})-\d+\.part$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
};

/** In the same folder, for a file is renamed on its own disk only. What a killed program left there is not touched here. */
async function openBeside(target: string): Promise<{ file: FileHandle; name: string }> {
  for (;;) {
    const name = join(dirname(target), `.genai-${process.pid}-${count++}.part`);
    try {
      return { file: await open(name, 'wx'), name };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** All of it on the disk. Some file systems know no such thing; that is no failure. */
export async function sync(file: FileHandle): Promise<void> {
  try {
    await file.datasync();
  } catch (error) {
    if (!['EINVAL', 'ENOSYS', 'ENOTSUP', 'EROFS'].includes(codeOf(error))) throw error;
  }
}

/** So that the new name outlasts the loss of power too. Not every system can. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // the file is there all the same
  }
}
