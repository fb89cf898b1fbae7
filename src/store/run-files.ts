/** The files of a run, read and held against what its records say of them. */
import { join } from 'node:path';
import { InputError } from '../data/input-error.ts';
import { Damage, plainBytes } from './plain-bytes.ts';
import { readError } from './read-error.ts';
import {
  decodePart,
  decodeStage,
  digestOf,
  type Made,
  type Part,
  type StageRecord,
  type Unread,
} from './run-record.ts';

/** No file of a run comes near to these; they keep a wrong one from filling the memory. */
const mostBytes = 1 << 30;
export const mostRecordBytes = 64 << 20;

/** What errors advise. */
export const remake = 'Make it with genai pipeline.';

/** Whatever is read may be undefined: there is none.
 *  @throws InputError when a file may not be read, or a record is of another version: it may be right, and is not to be replaced */
export class RunFiles {
  constructor(private readonly folder: string) {}

  async record(stage: string): Promise<StageRecord | Damage | undefined> {
    const name = `${stage}.json`;
    const bytes = await this.bytes(name, mostRecordBytes);
    if (!bytes || bytes instanceof Damage) return bytes;
    const record = decodeStage(bytes, stage);
    if (record === 'damaged') return new Damage(name, 'is damaged');
    if (typeof record === 'string') throw otherVersion(name, this.folder, record);
    return record;
  }

  async part(stage: string): Promise<Part | Damage | undefined> {
    const name = `${stage}.part`;
    const bytes = await this.bytes(name, mostBytes);
    if (!bytes || bytes instanceof Damage) return bytes;
    return decodePart(bytes, stage) ?? new Damage(name, 'is damaged');
  }

  async made({ name, bytes: size, sha256 }: Made): Promise<Uint8Array | Damage> {
    const bytes = await this.bytes(name, Math.min(size, mostBytes));
    if (!bytes) return new Damage(name, 'is gone');
    if (bytes instanceof Damage) return bytes;
    if (bytes.length < size) return new Damage(name, 'is cut off');
    return digestOf(bytes) === sha256 ? bytes : new Damage(name, 'is damaged');
  }

  private async bytes(name: string, most: number): Promise<Uint8Array | Damage | undefined> {
    const file = join(this.folder, name);
    try {
      return await plainBytes(file, name, most);
    } catch (error) {
      throw readError(error, file);
    }
  }
}

export function otherVersion(file: string, folder: string, version: Exclude<Unread, 'damaged'>): InputError {
  const isNewer = version === 'newer';
  const what = `${file} was written by ${isNewer ? 'a newer' : 'an older'} version of this program`;
  return new InputError(what, folder, `${isNewer ? 'Update genai-tutor, or name' : 'Name'} another folder.`);
}
