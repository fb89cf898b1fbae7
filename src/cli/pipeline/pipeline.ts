/** Stages in their order, as far as they are not done yet. */
import { dirname, resolve } from 'node:path';
import { InputError } from '../../data/input-error.ts';
import { asFlag } from '../../labs/knobs.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import { clean } from '../../render/clean.ts';
import { WorkerHost } from '../../runner/worker-host.ts';
import { RunFolder } from '../../store/run-folder.ts';
import type { StageState } from '../../store/run-reader.ts';
import type { CommandContext } from '../context.ts';
import { seedOf } from '../flags.ts';
import { quote } from '../shell-words.ts';
import type { Request, Results } from './request.ts';
import { labelled, makeStage, printsOf, type RunSettings, type StageRecord } from './stage-run.ts';
import { folderStages, labOf, pipelineStages, type StageId, stageOf } from './stages.ts';

/** The run's folder, ready to work in.
 *  @throws InputError when it cannot be */
export async function openRun({ path, seed, quick, kernel }: Request, { detail }: CommandContext): Promise<RunFolder> {
  const given = { seed: seed === undefined ? undefined : seedOf(seed, detail), quick, kernel };
  const usual = { seed: given.seed ?? seedOf(undefined, detail), quick: false, kernel: kernelsNamed(kernel).name };
  return RunFolder.open(path, folderStages, { given, usual });
}

/** Makes what is wanted, and what that is made from.
 *  @returns whether all of it is there now */
export async function makeStages(request: Request, folder: RunFolder, context: CommandContext): Promise<boolean> {
  const { stages, knobs, again, json } = request;
  const { io, signal, out } = context;
  const settings = folder.settings as unknown as RunSettings;
  const host = new WorkerHost();
  const work = { folder, settings, host, json, context };
  try {
    for (const id of neededFor(stages)) {
      signal.throwIfAborted();
      const wanted = stages.includes(id);
      const state = await folder.state(id);
      const own = wanted && stages.length === 1 ? knobs : {};
      if (wanted && again) {
        refuseForgotten(own, folder);
        await folder.forget(id);
      } else if (state.kind === 'done' && (await isAsWanted(folder, id, own, settings))) {
        await tellDone(folder, id, json, context);
        continue;
      }
      for (const line of whyAnew(id, state)) io.stderr.write(`hint: ${clean(line)}\n`);
      await makeStage(id, { ...(await rememberedKnobs(folder, id, state)), ...own }, work);
      if (context.status !== 0 || out.closed) return false;
    }
    return true;
  } catch (error) {
    if (signal.aborted) {
      io.stderr.write(`hint: go on with genai pipeline --run ${quote(clean(folder.path))}\n`);
    }
    throw error;
  } finally {
    host.close();
  }
}

/** What is made anew is forgotten first: a file that it should be made from would be gone. */
function refuseForgotten(knobs: Readonly<Record<string, unknown>>, { path }: RunFolder): void {
  for (const [name, value] of Object.entries(knobs)) {
    if (typeof value !== 'string' || !/[/\\.]/.test(value) || dirname(resolve(value)) !== resolve(path)) continue;
    throw new InputError(
      '--again begins by removing this file',
      `${asFlag(name)} ${value}`,
      'Copy it elsewhere first.',
    );
  }
}

/** The stages, and all that they build on. */
function neededFor(wanted: readonly StageId[]): StageId[] {
  const needed = new Set<string>(wanted);
  for (const { id, from } of [...folderStages].reverse()) if (needed.has(id)) for (const one of from) needed.add(one);
  return pipelineStages.map(({ id }) => id).filter((id) => needed.has(id));
}

/** A stage that was made with other knobs than those that are given now, or from files that have changed, is made anew. */
async function isAsWanted(
  folder: RunFolder,
  id: StageId,
  given: Readonly<Record<string, unknown>>,
  { quick }: RunSettings,
): Promise<boolean> {
  if (Object.keys(given).length === 0) return true;
  const { knobs, read = {} } = (await folder.result(id)) as StageRecord;
  const prints = await printsOf(given);
  if (Object.keys(prints).some((name) => name in read && read[name] !== prints[name])) return false;
  const usual = quick ? stageOf(id).quick : {};
  const wanted: Record<string, unknown> = { ...usual, ...given };
  return Object.keys({ ...knobs, ...wanted }).every((name) => knobs[name] === wanted[name]);
}

/** What has to be made anew is made with the knobs of the last time. */
async function rememberedKnobs(
  folder: RunFolder,
  id: StageId,
  { kind }: StageState,
): Promise<Readonly<Record<string, unknown>>> {
  if (kind !== 'stale' && kind !== 'damaged') return {};
  try {
    return ((await folder.result(id)) as StageRecord).knobs;
  } catch (error) {
    if (error instanceof InputError) return {}; // the record itself is damaged
    throw error;
  }
}

function whyAnew(id: StageId, { kind, damage, changed }: StageState): string[] {
  const lines = damage.map(({ file, what }) => `${file} ${what}: ${id} is made anew`);
  if (kind === 'stale') lines.push(`${changed.join(', ')} changed since: ${id} is made anew`);
  return lines;
}

/** The same lines as when it was made. */
async function tellDone(folder: RunFolder, id: StageId, json: boolean, context: CommandContext): Promise<void> {
  const { result } = (await folder.result(id)) as StageRecord;
  const lab = await labOf(id);
  const out = labelled(id, json, context.out);
  if (json) await out.json({ done: true, lab: id, seed: folder.settings.seed, ...result });
  else await out.write(`${lab.tell?.(result) ?? 'done'}\n`);
}

/** The results of all stages that are done. */
export async function resultsOf(folder: RunFolder): Promise<Results> {
  const results: Results = {};
  for (const { id } of pipelineStages) {
    if ((await folder.state(id)).kind === 'done') results[id] = ((await folder.result(id)) as StageRecord).result;
  }
  return results;
}
