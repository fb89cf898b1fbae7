/** The settings with which a run was begun, as run.json has them. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, quoted } from '../data/input-error.ts';
import { Damage, plainBytes } from './plain-bytes.ts';
import { codeOf, readError } from './read-error.ts';
import { mostRecordBytes, otherVersion } from './run-files.ts';
import { decodeRun } from './run-record.ts';

export type Settings = Readonly<Record<string, unknown>>;

/** @returns undefined when the folder is there and holds no run
 *  @throws InputError when there is no such folder, or its run is damaged or of another version */
export async function settingsOf(path: string): Promise<Settings | undefined> {
  let bytes: Uint8Array | Damage | undefined;
  try {
    await readdir(path);
    bytes = await plainBytes(join(path, 'run.json'), 'run.json', mostRecordBytes);
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') throw new InputError('this is a file, not a folder', path, 'Name a folder.');
    if (codeOf(error) !== 'ENOENT') throw readError(error, path);
    throw new InputError('there is no such folder', path, 'Make the run first, with genai pipeline.');
  }
  if (!bytes) return undefined;
  const run: ReturnType<typeof decodeRun> = bytes instanceof Damage ? 'damaged' : decodeRun(bytes);
  if (typeof run !== 'string') return run.settings;
  if (run !== 'damaged') throw otherVersion('run.json', path, run);
  const what = 'run.json in this folder is damaged, or not of genai pipeline; nothing was touched';
  throw new InputError(what, path, 'Name another folder, or remove this one.');
}

/** @param given plain JSON
 *  @throws InputError when a setting that was given is not the one with which the run was begun */
export function refuseOthers(given: Settings, begun: Settings, path: string): void {
  const plain = (value: unknown): string => JSON.stringify(value ?? false); // no flag and one that is off are the same
  const other = Object.keys(given).filter((key) => plain(given[key]) !== plain(begun[key]));
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
