/** A run of the pipeline as it lies on the disk, read and judged, never written. What is in its files: run-record.ts; whoever works
 *  in it: run-folder.ts. Nothing is trusted that was not counted and summed again. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../data/input-error.ts';
import { crc32 } from '../nn/checkpoint-format.ts';
import { Damage, plainBytes } from './plain-bytes.ts';
import { codeOf, readError } from './read-error.ts';
import {
  decodePart,
  decodeRun,
  decodeStage,
  type Made,
  printOf,
  type Sources,
  type StageRecord,
  type Unread,
} from './run-record.ts';

/** A stage of the pipeline: `base` comes before `chat` if chat is made from it. */
export interface Stage {
  readonly id: string;
  /** Stages that it builds on. It builds on their files alone: what a stage hands on, it hands on in a file. */
  readonly from: readonly string[];
}

export type Settings = Readonly<Record<string, unknown>>;

export interface StageState {
  /** done: its record is there and true, and all that it was made from is as it was.
   *  part: not done, but there is a checkpoint to go on from.
   *  missing: never made, or forgotten.
   *  stale: something that it was made from has changed or is gone.
   *  damaged: it was done, and its record or a file of it is not whole any more. */
  readonly kind: 'done' | 'part' | 'missing' | 'stale' | 'damaged';
  /** What is not whole, also when there is a part to go on from. */
  readonly damage: readonly Damage[];
  /** The stages that it was made from and that have changed or are gone. */
  readonly changed: readonly string[];
}

/** No file of a run comes near to these; they keep a wrong one from filling the memory. */
const mostBytes = 1 << 30;
const mostRecordBytes = 64 << 20;

export class RunReader {
  protected constructor(
    readonly path: string,
    /** With which the run was begun. */
    readonly settings: Settings,
    protected readonly stages: readonly Stage[],
  ) {}

  /** Only to read: nothing is made, and somebody may work there meanwhile.
   *  @throws InputError when there is no run of this version */
  static async look(path: string, stages: readonly Stage[]): Promise<RunReader> {
    const settings = await settingsOf(path);
    if (settings) return new RunReader(path, settings, stages);
    throw new InputError('this folder holds no run', path, 'Name one that genai pipeline has made.');
  }

  /** Of all stages, in their order.
   *  @throws InputError when a file may not be read, or is of another version */
  async states(): Promise<ReadonlyMap<string, StageState>> {
    const known = new Map<string, StageState>();
    for (const { id } of this.stages) await this.judge(id, known);
    return known;
  }

  /** @throws InputError as `states` */
  async state(stage: string): Promise<StageState> {
    return this.judge(stage, new Map());
  }

  /** A file that the stage made, as it made it; whether the stage still fits those before it, `state` knows.
   *  @throws InputError when there is none, or it is not whole */
  async read(stage: string, file: string): Promise<Uint8Array> {
    const made = (await this.finished(stage)).files.find(({ name }) => name === file);
    if (!made) throw new InputError(`the stage ${stage} made no ${file}`, this.path, remake);
    const bytes = await this.whole(made);
    if (bytes instanceof Damage) throw new InputError(`${file} ${bytes.what}`, this.path, remake);
    return bytes;
  }

  /** @throws InputError when the stage was not finished */
  async result(stage: string): Promise<unknown> {
    return (await this.finished(stage)).result;
  }

  /** The checkpoint to go on from; undefined when there is none, it is damaged (`state` says so), or the stages that it was made
   *  from have changed since. */
  async part(stage: string): Promise<Uint8Array | undefined> {
    const part = await this.openPart(stage);
    return part instanceof Damage ? undefined : part;
  }

  /** `printOf` each stage that this one builds on; undefined when one of them is not there. */
  protected async sources(stage: string): Promise<Sources | undefined> {
    const prints: Record<string, number> = {};
    for (const source of this.stage(stage).from) {
      const record = await this.record(source);
      if (!record || record instanceof Damage) return undefined;
      prints[source] = printOf(record.files);
    }
    return prints;
  }

  /** What a stage says that it made; nothing when it says nothing. */
  protected async filesOf(stage: string): Promise<readonly Made[]> {
    const record = await this.record(this.stage(stage).id);
    return !record || record instanceof Damage ? [] : record.files;
  }

  private stage(id: string): Stage {
    const stage = this.stages.find((stage) => stage.id === id);
    if (!stage) throw new Error(`there is no stage ${id}`);
    return stage;
  }

  private async judge(id: string, known: Map<string, StageState>): Promise<StageState> {
    const before = known.get(id);
    if (before) return before;
    const record = await this.record(id);
    const damage: Damage[] = [];
    const changed: string[] = [];
    if (record instanceof Damage) damage.push(record);
    else if (record) {
      for (const made of record.files) {
        const bytes = await this.whole(made);
        if (bytes instanceof Damage) damage.push(bytes);
      }
      changed.push(...(await this.changedSince(id, record.from, known)));
    }
    let kind: StageState['kind'] = damage.length > 0 ? 'damaged' : changed.length > 0 ? 'stale' : 'done';
    if (!record) kind = 'missing';
    if (kind !== 'done') {
      const part = await this.openPart(id);
      if (part instanceof Damage) damage.push(part);
      else if (part) kind = 'part';
    }
    const state: StageState = { kind, damage, changed };
    known.set(id, state);
    return state;
  }

  private async changedSince(id: string, then: Sources, known: Map<string, StageState>): Promise<string[]> {
    const { from } = this.stage(id);
    const changed = Object.keys(then).filter((source) => !from.includes(source));
    for (const source of from) {
      const record = await this.record(source);
      const now = record && !(record instanceof Damage) ? printOf(record.files) : undefined;
      const { kind } = await this.judge(source, known);
      if (kind !== 'done' || now !== then[source]) changed.push(source);
    }
    return changed;
  }

  private async openPart(stage: string): Promise<Uint8Array | Damage | undefined> {
    const name = `${stage}.part`;
    const file = await this.bytes(name, mostBytes);
    if (!file || file instanceof Damage) return file;
    const part = decodePart(file, stage);
    if (!part) return new Damage(name, 'is damaged');
    return isSame(part.from, await this.sources(stage)) ? part.bytes : undefined;
  }

  private async finished(stage: string): Promise<StageRecord> {
    const record = await this.record(this.stage(stage).id);
    if (!record) throw new InputError(`the stage ${stage} is not done yet`, this.path, remake);
    if (record instanceof Damage) throw new InputError(`${record.file} ${record.what}`, this.path, remake);
    return record;
  }

  private async record(stage: string): Promise<StageRecord | Damage | undefined> {
    const name = `${stage}.json`;
    const bytes = await this.bytes(name, mostRecordBytes);
    if (!bytes || bytes instanceof Damage) return bytes;
    const record = decodeStage(bytes, stage);
    if (record === 'damaged') return new Damage(name, 'is damaged');
    if (typeof record === 'string') throw otherVersion(name, this.path, record);
    return record;
  }

  private async whole({ name, bytes: size, crc }: Made): Promise<Uint8Array | Damage> {
    const bytes = await this.bytes(name, Math.max(size, mostBytes));
    if (!bytes) return new Damage(name, 'is gone');
    if (bytes instanceof Damage) return bytes;
    if (bytes.length < size) return new Damage(name, 'is cut off');
    return crc32(bytes) === crc ? bytes : new Damage(name, 'is damaged');
  }

  private async bytes(name: string, most: number): Promise<Uint8Array | Damage | undefined> {
    try {
      return await plainBytes(join(this.path, name), name, most);
    } catch (error) {
      throw readError(error, join(this.path, name));
    }
  }
}

const remake = 'Make it with genai pipeline.';

const isSame = (one: Sources, other: Sources | undefined): boolean =>
  other !== undefined &&
  Object.keys(one).length === Object.keys(other).length &&
  Object.keys(one).every((source) => one[source] === other[source]);

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

function otherVersion(file: string, path: string, version: Exclude<Unread, 'damaged'>): InputError {
  const remedy = version === 'newer' ? 'Update genai-tutor, or name another folder.' : 'Name another folder.';
  return new InputError(
    `${file} was written by ${version === 'newer' ? 'a newer' : 'an older'} version of this program`,
    path,
    remedy,
  );
}
