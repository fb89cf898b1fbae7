/** Bytes of a file in a folder that came from anywhere: nothing is opened but an ordinary file of a size that was expected. A link,
 *  a pipe or a device in its place could lead anywhere, or never end. */
import { lstat, readFile } from 'node:fs/promises';
import { codeOf } from './read-error.ts';

/** What ails a file of a run. */
export class Damage {
  /** @param what as in a sentence that begins with the file: "is cut off" */
  constructor(
    readonly file: string,
    readonly what: string,
  ) {}
}

/** @param name what a damage calls it
 *  @param most bytes that it may have
 *  @returns undefined when there is none
 *  @throws system errors that say nothing about the file, such as no permission */
export async function plainBytes(path: string, name: string, most: number): Promise<Uint8Array | Damage | undefined> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return new Damage(name, 'is no ordinary file');
    if (stats.size > most) return new Damage(name, 'is too large');
    return await readFile(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'EIO') return new Damage(name, 'cannot be read from the disk');
    throw error;
  }
}
