/** What the system said about a file, in words that tell a person what to do. */
import { InputError } from '../data/input-error.ts';

const readReasons: Record<string, readonly [what: string, remedy: string]> = {
  ENOENT: ['there is no such file', 'Check the name and the folder.'],
  ENOTDIR: ['there is no such file', 'Check the name and the folder.'],
  EISDIR: ['this is a folder, not a file', 'Name a file in it.'],
  EACCES: ['there is no permission for this file', 'Ask its owner, or take a copy.'],
  EPERM: ['there is no permission for this file', 'Ask its owner, or take a copy.'],
  EROFS: ['nothing can be written there', 'Set GENAI_TUTOR_HOME to a folder of yours.'],
  ENOSPC: ['the disk is full', 'Make some room.'],
  EDQUOT: ['your share of the disk is full', 'Make some room.'],
  EFBIG: ['no file may be this large here', 'Raise the limit (ulimit -f), or take another disk.'],
  EMFILE: ['too many files are open', 'Close some programs.'],
  ENAMETOOLONG: ['this is too long for the name of a file', 'To use a text, give it on stdin.'],
  ELOOP: ['these links lead in a circle', 'Name the file itself.'],
};

export const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? '');

export function readError(error: unknown, where: string): InputError {
  const code = codeOf(error);
  const [what, remedy] = readReasons[code] ?? [`this cannot be read as a file${code && `: ${code}`}`, undefined];
  return new InputError(what, where, remedy);
}

const writeReasons: Record<string, readonly [what: string, remedy: string]> = {
  EACCES: ['there is no permission to write', 'Name a folder of yours.'],
  EPERM: ['there is no permission to write', 'Name a folder of yours.'],
  EROFS: ['the disk can only be read; nothing was written to', 'Name a folder of yours.'],
  ENOSPC: ['the disk is full; nothing was written to', 'Make some room, or name another folder.'],
  EDQUOT: ['your share of the disk is full; nothing was written to', 'Make some room, or name another folder.'],
  EFBIG: ['no file may be this large here; nothing was written to', 'Raise the limit (ulimit -f).'],
  ENOENT: ['this folder is gone, or takes no files; nothing was written to', 'Name another folder.'],
  EISDIR: ['there is a folder in place of', 'Remove it, or name another one.'],
  ERR_FS_EISDIR: ['there is a folder in place of', 'Remove it, or name another one.'],
  ENAMETOOLONG: ['there can be no file with a name as long as', 'Name a shorter one.'],
  ELOOP: ['these links lead in a circle:', 'Name the file itself.'],
};

/** What kept us from writing.
 *  @param flag by which the path was given */
export function writeError(error: unknown, path: string, flag: string): InputError {
  const code = codeOf(error);
  const [what, remedy] = writeReasons[code] ?? [`writing failed (${code || (error as Error).message}) at`, undefined];
  return new InputError(`${what} ${path}`, flag, remedy);
}

/** What kept us from keeping something in the data folder.
 *  @param so what comes of it */
export function keepError(error: unknown, folder: string, so = 'progress is not kept'): InputError {
  const code = codeOf(error);
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const why = isFull ? 'the disk is full' : `${folder} cannot be written${code && `, ${code}`}`;
  const remedy = isFull ? 'Make some room.' : 'Set GENAI_TUTOR_HOME to a folder of yours.';
  return new InputError(`${so}: ${why}`, undefined, remedy);
}
