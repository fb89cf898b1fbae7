/** A run of the pipeline as it lies on the disk, read and judged, never written. What is in its files: run-record.ts; whoever works
 *  in it: run-folder.ts. Nothing is trusted that was not counted and summed again. */
import { InputError } from '../data/input-error.ts';
import { Damage } from './plain-bytes.ts';
import { RunFiles, remake } from './run-files.ts';
import { type Part, printOf, type Sources, type StageRecord } from './run-record.ts';
import { type Settings, settingsOf } from './run-settings.ts';
import { checkStages, type Stage } from './run-stages.ts';

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

export class RunReader {
  private readonly files: RunFiles;

  protected constructor(
    readonly path: string,
    /** With which the run was begun. */
    readonly settings: Settings,
    protected readonly stages: readonly Stage[],
  ) {
    this.files = new RunFiles(path);
  }

  /** Only to read: nothing is made, and somebody may work there meanwhile.
   *  @throws InputError when there is no run of this version */
  static async look(path: string, stages: readonly Stage[]): Promise<RunReader> {
    checkStages(stages);
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

  /** A file that the stage made, as it made it. Whether the stage still fits those before it, `state` knows.
   *  @throws InputError when there is none, or it is not whole */
  async read(stage: string, file: string): Promise<Uint8Array> {
    const made = (await this.finished(stage)).files.find(({ name }) => name === file);
    if (!made) throw new InputError(`the stage ${stage} made no ${file}`, this.path, remake);
    return this.good(await this.files.made(made));
  }

  /** What the stage said in the end.
   *  @throws InputError when it is not done, or its record is not whole */
  async result(stage: string): Promise<unknown> {
    return (await this.finished(stage)).result;
  }

  /** The checkpoint to go on from. Undefined when there is none, it is damaged (`state` says so), or the stages that it was made
   *  from have changed since. */
  async part(stage: string): Promise<Part | undefined> {
    const part = await this.fittingPart(stage);
    return part instanceof Damage ? undefined : part;
  }

  /** `printOf` each stage that this one builds on; undefined when one of them is not there. */
  protected async sources(stage: string): Promise<Sources | undefined> {
    const prints: Record<string, number> = {};
    for (const source of this.stage(stage).from) {
      const print = await this.print(source);
      if (print === undefined) return undefined;
      prints[source] = print;
    }
    return prints;
  }

  /** The names of the files that a stage says it made; none when it says nothing. */
  protected async namesOf(stage: string): Promise<readonly string[]> {
    const record = await this.files.record(this.stage(stage).id);
    return !record || record instanceof Damage ? [] : record.files.map(({ name }) => name);
  }

  private async judge(id: string, known: Map<string, StageState>): Promise<StageState> {
    const before = known.get(id);
    if (before) return before;
    const record = await this.files.record(this.stage(id).id);
    const damage: Damage[] = [];
    const changed: string[] = [];
    if (record instanceof Damage) damage.push(record);
    else if (record) {
      for (const made of record.files) {
        const found = await this.files.made(made);
        if (found instanceof Damage) damage.push(found);
      }
      changed.push(...(await this.changedSince(id, record.from, known)));
    }
    let kind: StageState['kind'] = damage.length > 0 ? 'damaged' : changed.length > 0 ? 'stale' : 'done';
    if (!record) kind = 'missing';
    if (kind !== 'done') {
      const part = await this.fittingPart(id);
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
      const { kind } = await this.judge(source, known);
      if (kind !== 'done' || (await this.print(source)) !== then[source]) changed.push(source);
    }
    return changed;
  }

  private async print(stage: string): Promise<number | undefined> {
    const record = await this.files.record(stage);
    return !record || record instanceof Damage ? undefined : printOf(record.files);
  }

  private async fittingPart(stage: string): Promise<Part | Damage | undefined> {
    const part = await this.files.part(stage);
    if (!part || part instanceof Damage) return part;
    return isSame(part.from, await this.sources(stage)) ? part : undefined;
  }

  private async finished(stage: string): Promise<StageRecord> {
    const record = await this.files.record(this.stage(stage).id);
    if (!record) throw new InputError(`the stage ${stage} is not done yet`, this.path, remake);
    return this.good(record);
  }

  private good<T extends object>(found: T | Damage): T {
    if (!(found instanceof Damage)) return found;
    throw new InputError(`${found.file} ${found.what}`, this.path, remake);
  }

  private stage(id: string): Stage {
    const stage = this.stages.find((stage) => stage.id === id);
    if (!stage) throw new Error(`there is no stage ${id}`);
    return stage;
  }
}

const isSame = (one: Sources, other: Sources | undefined): boolean =>
  other !== undefined &&
  Object.keys(one).length === Object.keys(other).length &&
  Object.keys(one).every((source) => one[source] === other[source]);
