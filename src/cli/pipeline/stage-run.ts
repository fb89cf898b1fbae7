/** One stage at work: its lab runs in another thread, its picture grows while there is one, and what it makes goes into the folder.
 *  Now and then it is saved on the way, and at Ctrl-C: the next time it goes on from there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../data/input-error.ts';
import { parseParams } from '../../labs/knobs.ts';
import type { Command } from '../../labs/lab.ts';
import type { MadeEvent, RunEvent } from '../../labs/stages/params.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import type { Host } from '../../runner/run.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { digestOf } from '../../store/run-record.ts';
import type { CommandContext } from '../context.ts';
import { showLab } from '../lab-face.ts';
import type { Output } from '../output.ts';
import { labOf, type StageId, stageOf } from './stages.ts';

/** Between two times that a stage is saved on its way. */
const everyMilliseconds = 15_000;

export interface RunSettings {
  readonly seed: number;
  readonly quick: boolean;
  readonly kernel: KernelName;
}

export interface StageWork {
  readonly folder: RunFolder;
  readonly settings: RunSettings;
  readonly host: Host;
  readonly json: boolean;
  readonly context: CommandContext;
}

/** What the record of a stage says besides its files. */
export interface StageRecord {
  /** Knobs that are not as the lab has them. */
  readonly knobs: Readonly<Record<string, unknown>>;
  /** Of those that name a file: its SHA-256. */
  readonly read?: Readonly<Record<string, string>>;
  readonly result: object;
}

/** @param own knobs that somebody gave; the stage goes on with those it was begun with
 *  @throws the signal's reason at Ctrl-C; InputError when something cannot be kept */
export async function makeStage(id: StageId, own: Readonly<Record<string, unknown>>, work: StageWork): Promise<void> {
  const { folder, settings, host, json, context } = work;
  const { io, signal } = context;
  const stage = stageOf(id);
  const lab = await labOf(id);
  const files = Object.fromEntries(
    Object.entries(stage.files).map(([knob, { file }]) => [knob, join(folder.path, file)]),
  );
  const part = stage.resumes ? await folder.part(id) : undefined;
  const given = { ...(settings.quick && stage.quick), ...part?.knobs, ...own };
  const params = parseParams(lab.params, { ...given, ...files, ...(part && { resume: '-' }) });
  const read = await printsOf(given);
  let made: MadeEvent['files'] = {};
  let result: object | undefined;
  let saved = performance.now();
  let asked = false;
  const heard = async (event: unknown, send: (command: Command) => void): Promise<void> => {
    const { kind } = event as { readonly kind?: string };
    if (kind === 'made') made = (event as MadeEvent).files;
    if (kind === 'run') {
      await keep((event as RunEvent).bytes);
      [saved, asked] = [performance.now(), false];
    }
    // A stage that learns answers Ctrl-C by what there is so far.
    if (signal.aborted && (kind === 'run' || !stage.resumes)) throw signal.reason;
    if (!stage.resumes || asked || kind === 'made' || performance.now() - saved < everyMilliseconds) return;
    asked = true;
    send({ name: 'save' });
  };
  let told = false;
  /** A full disk does not stop the learning: whether the end can be kept decides. */
  const keep = async (bytes: Uint8Array): Promise<void> => {
    try {
      await folder.savePart(id, bytes, given);
    } catch (error) {
      if (!(error instanceof InputError) || signal.aborted) throw error;
      if (!told) io.stderr.write(`hint: not saved on the way: ${clean(error.message)}\n`);
      told = true;
    }
  };
  const begun = performance.now();
  const inner = { ...context, out: labelled(id, json, context.out) };
  await showLab({
    lab,
    params,
    seed: settings.seed,
    kernel: settings.kernel,
    json,
    live: !json && Boolean(io.stdout.isTTY) && io.env.TERM !== 'dumb',
    fleeting: true,
    context: inner,
    host,
    stdin: part?.bytes,
    ending: stage.resumes ? 'save' : undefined,
    heard,
    ended: (end) => {
      result = end;
    },
  });
  context.status = inner.status;
  signal.throwIfAborted();
  if (result === undefined || lab.passes?.(result) === false) return;
  context.detail(`${id} took ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  await folder.finish(id, { files: made, result: { knobs: given, read, result } satisfies StageRecord });
}

/** What stood in the files that knobs name. */
export async function printsOf(knobs: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const [name, value] of Object.entries(knobs)) {
    if (typeof value !== 'string' || value === '-') continue;
    // What cannot be read is no file, or the lab says so itself.
    const bytes = await readFile(value).catch(() => undefined);
    if (bytes) prints[name] = digestOf(bytes);
  }
  return prints;
}

/** What a lab says, with the stage before it. */
export function labelled(id: string, json: boolean, out: Output): Output {
  return Object.assign(Object.create(out), {
    json: (value: object) => out.json({ stage: id, ...value }),
    write: (text: string | Uint8Array) =>
      json || typeof text !== 'string' ? out.write(text) : out.write(`${`${id}:`.padEnd(10)}${text}`),
  }) as Output;
}
