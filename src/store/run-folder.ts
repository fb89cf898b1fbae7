/** A run of the pipeline at work: a folder that keeps each stage when it is done, and how far the one under way has come.
 *
 *    run.json        the settings with which it was begun
 *    base.bin        what a stage made
 *    base.json       its record, written last: the stage is done exactly when this is there and true
 *    chat.part       of a stage under way, to go on from
 *    lock-1          who works here right now
 *
 *  Killed at any moment, or out of room, a stage is done or it is not. Read first: run-reader.ts, for what is made of this later. */
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../data/input-error.ts';
import { lockFolder } from './folder-lock.ts';
import { writeError } from './read-error.ts';
import { prepare, tidy, unmake } from './run-place.ts';
import { RunReader } from './run-reader.ts';
import {
  digestOf,
  encodePart,
  encodeRun,
  encodeStage,
  isFileName,
  type Made,
  type Part,
  type Sources,
} from './run-record.ts';
import { refuseOthers, type Settings, settingsOf } from './run-settings.ts';
import { checkStages, type Stage } from './run-stages.ts';
import { writeWhole } from './whole-file.ts';

export interface Begun {
  /** Settings that a person gave: a run that was begun with others is refused. A key is the name of a flag, `top_k` of --top-k. */
  readonly given: Settings;
  /** What holds for a new run besides. */
  readonly usual: Settings;
  /** The flag by which the folder was named. */
  readonly flag?: string;
}

export class RunFolder extends RunReader {
  private constructor(
    path: string,
    settings: Settings,
    stages: readonly Stage[],
    private readonly flag: string,
    private readonly unlock: () => Promise<void>,
  ) {
    super(path, settings, stages);
  }

  /** The run in a folder, or a new one; the folder and those above it are made. Nobody else works in it until `close`.
   *  @param stages in an order in which they can be made
   *  @throws InputError when it cannot be: then nothing in it was changed */
  static async open(path: string, stages: readonly Stage[], begun: Begun): Promise<RunFolder> {
    const { usual, flag = '--run' } = begun;
    const given = JSON.parse(JSON.stringify(begun.given)) as Settings; // what is undefined was not given
    checkStages(stages);
    const fresh = await prepare(path, flag);
    let unlock: (() => Promise<void>) | undefined;
    try {
      unlock = await lockFolder(path);
      let settings = await settingsOf(path);
      if (settings) refuseOthers(given, settings, path);
      else {
        await writeWhole(join(path, 'run.json'), encodeRun({ ...usual, ...given }));
        settings = (await settingsOf(path))!;
      }
      await tidy(path);
      return new RunFolder(path, settings, stages, flag, unlock);
    } catch (error) {
      await unlock?.().catch(() => {});
      await unmake(fresh);
      throw error instanceof InputError ? error : writeError(error, path, flag);
    }
  }

  /** Where a stage stands, to go on from there with `part`. What was kept before is replaced.
   *  @param knobs with which it was begun
   *  @throws InputError when it cannot be kept; what was kept before still is */
  async savePart(stage: string, bytes: Uint8Array, knobs: Part['knobs'] = {}): Promise<void> {
    await this.put(`${stage}.part`, encodePart(stage, { from: await this.ready(stage), knobs, bytes }));
  }

  /** The stage is done. Until the last moment it is not: what an earlier time made counts no more, and there is no half.
   *  @param files names (small letters, digits, - and .) → bytes; no two stages make files of the same name
   *  @param result plain JSON
   *  @throws InputError when it cannot be kept; then the part still is */
  async finish(stage: string, made: { files: Readonly<Record<string, Uint8Array>>; result: unknown }): Promise<void> {
    const from = await this.ready(stage);
    const names = Object.keys(made.files).sort();
    for (const name of names) this.checkName(name);
    await this.drop(`${stage}.json`);
    const files: Made[] = [];
    for (const name of names) {
      const bytes = made.files[name];
      await this.put(name, bytes);
      files.push({ name, bytes: bytes.length, sha256: digestOf(bytes) });
    }
    await this.put(`${stage}.json`, encodeStage({ stage, files, from, result: made.result }));
    await this.drop(`${stage}.part`).catch(() => {}); // it is done all the same
  }

  /** As if the stage had never been made. Those that were made from it are stale until it is made again, to the same bytes.
   *  @throws InputError when it cannot be removed */
  async forget(stage: string): Promise<void> {
    const names = await this.namesOf(stage);
    for (const name of [`${stage}.json`, `${stage}.part`, ...names]) await this.drop(name);
  }

  /** Others may work in the folder again. */
  async close(): Promise<void> {
    await this.unlock().catch(() => {}); // it counts for nothing once this program has ended
  }

  /** What the stage is made from.
   *  @throws Error when that is not there: stages are made in their order */
  private async ready(stage: string): Promise<Sources> {
    const sources = await this.sources(stage);
    if (!sources) throw new Error(`what ${stage} is made from is not there`);
    return sources;
  }

  private checkName(name: string): void {
    if (isFileName(name) && !this.stages.some(({ id }) => name === `${id}.json`)) return;
    throw new Error(`${name} is no name for a file of a stage`);
  }

  private async put(name: string, bytes: Uint8Array | string): Promise<void> {
    const file = join(this.path, name);
    try {
      // A link may lead out of the folder, to what is not ours.
      const there = await lstat(file).catch(() => undefined);
      if (there?.isSymbolicLink()) await rm(file);
      await writeWhole(file, bytes);
    } catch (error) {
      throw writeError(error, file, this.flag);
    }
  }

  private async drop(name: string): Promise<void> {
    const file = join(this.path, name);
    try {
      await rm(file, { force: true });
    } catch (error) {
      throw writeError(error, file, this.flag);
    }
  }
}
