/** A file that lines are added to, by several programs at once if need be. What the lines say is in ../course/journal.ts.
 *
 *  An addition is one write at the end of the file (O_APPEND), so additions of two programs do not mix, and it is on the disk
 *  (fdatasync) before it counts as kept: it outlasts the loss of power too, and a full disk or quota behind a network shows
 *  itself here rather than never. That costs milliseconds, a few times a minute, off the main thread. Nothing is ever
 *  rewritten: a hundred thousand lines are read in a third of a second, more than years of lessons make. */
import { type FileHandle, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from './folders.ts';
import { codeOf } from './read-error.ts';
import { sync } from './whole-file.ts';

/** A journal comes nowhere near to it; it keeps a wrong file from filling the memory. */
const largestFile = 256 << 20;

const failure = (code: string): Error => Object.assign(new Error(code), { code });

export interface Added {
  /** How many of the lines are kept, counted from the first. */
  readonly kept: number;
  /** Why the others are not. */
  readonly error?: unknown;
}

export class JournalFile {
  /** @param header the first line of a new file */
  constructor(
    readonly path: string,
    private readonly header = '',
  ) {}

  /** All of its text; empty when there is none yet.
   *  @throws system errors */
  async read(): Promise<string> {
    try {
      const stats = await stat(this.path);
      if (stats.isDirectory()) throw failure('EISDIR');
      if (!stats.isFile()) throw failure('no ordinary file');
      if (stats.size > largestFile) throw failure('EFBIG');
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return '';
      throw error;
    }
  }

  /** @param mayAdd asked with the first line of the file; says why not by throwing */
  async add(lines: readonly string[], mayAdd: (firstLine: string) => void = () => {}): Promise<Added> {
    let kept = 0;
    try {
      await makeFolder(dirname(this.path));
      const file = await open(this.path, 'a+');
      try {
        const stats = await file.stat();
        if (!stats.isFile()) throw failure('no ordinary file');
        if (stats.size > 0) mayAdd(await firstLine(file, stats.size));
        let lead = stats.size === 0 ? `${this.header}\n` : '\n';
        while (kept < lines.length) {
          const bytes = Buffer.from(`${lead}${lines.slice(kept).join('\n')}\n`);
          const { bytesWritten } = await file.write(bytes);
          if (bytesWritten === 0) throw failure('ENOSPC');
          // After a write that was cut short the rest follows on lines of its own; if there is no room, the next write says so.
          kept += wholeLines(lines, kept, bytesWritten - Buffer.byteLength(lead));
          lead = '\n';
        }
        kept = 0; // until the disk says so
        await sync(file);
      } finally {
        await file.close();
      }
      return { kept: lines.length };
    } catch (error) {
      return { kept, error };
    }
  }

  /** @throws system errors */
  async remove(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

async function firstLine(file: FileHandle, size: number): Promise<string> {
  const bytes = Buffer.alloc(Math.min(size, 200));
  await file.read(bytes, 0, bytes.length, 0);
  return bytes.toString('utf8').split('\n')[0];
}

/** How many lines from this one on fit into so many bytes; the newline of the last one may be missing. */
function wholeLines(lines: readonly string[], from: number, bytes: number): number {
  let count = 0;
  for (let left = bytes; from + count < lines.length; count++) {
    left -= Buffer.byteLength(lines[from + count]);
    if (left < 0) break;
    left--;
  }
  return count;
}
