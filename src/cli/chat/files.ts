/** Models of one's own: those that a run of the pipeline keeps in its folder, or a single file. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../data/input-error.ts';
import { type Stage, stages } from '../../labs/chat/params.ts';
import type { Files } from '../../labs/chat/shelf.ts';
import type { NeuralContext } from '../../labs/lab.ts';
import { openChatModel } from '../../labs/stages/chat.ts';
import { codeOf, readError } from '../../store/read-error.ts';
import { RunReader } from '../../store/run-reader.ts';
import { folderStages, pipelineStages } from '../pipeline/stages.ts';

interface Own {
  readonly run?: string;
  readonly weights?: string;
}

interface Found {
  /** Undefined where none are named. */
  readonly files?: Files;
  /** What ails them, a line each. */
  readonly notes: readonly string[];
}

/** @throws InputError when they are not there, or are no models that talk */
export async function filesOf(
  { run, weights }: Own,
  context: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
): Promise<Found> {
  refuseBoth({ run, weights });
  if (run !== undefined) return filesIn(run);
  if (weights === undefined) return { notes: [] };
  const { origin } = await openChatModel(weights, 'chat-dpo', context);
  const stage = stages.find((stage) => stage === origin.stage);
  if (stage) return { files: { [stage]: weights }, notes: [] };
  const what = `this is a model of the stage ${JSON.stringify(origin.stage)}, which does not talk`;
  throw new InputError(what, weights, `Those that do are ${stages.join(', ')}.`);
}

/** @throws InputError when a folder and a file are named */
export function refuseBoth({ run, weights }: Own): void {
  if (run === undefined || weights === undefined) return;
  throw new InputError('--run and --weights do not go together', undefined, 'Take one of them.');
}

/** Where the pipeline keeps each model: the examination takes all of them. */
const kept = pipelineStages.find(({ id }) => id === 'evaluate')!.files;

/** @throws InputError when there is no run of the pipeline, or no model in it */
export async function filesIn(folder: string): Promise<Found> {
  await refuseOthers(folder);
  const reader = await RunReader.look(folder, folderStages);
  const states = await reader.states();
  const files: Partial<Record<Stage, string>> = {};
  const notes: string[] = [];
  for (const stage of stages) {
    const { stage: maker, file } = kept[stage];
    const { kind, damage, changed } = states.get(maker)!;
    if (kind === 'done' || kind === 'stale') files[stage] = join(folder, file);
    if (kind === 'stale') notes.push(`${stage} is older than what it was made from, ${changed.join(', ')}`);
    for (const { file: part, what } of damage)
      if (part === file) notes.push(`${file} ${what}: genai pipeline makes it anew`);
  }
  if (Object.keys(files).length > 0) return { files, notes };
  const remedy = 'Let genai pipeline go on; base is the first one.';
  throw new InputError('there is no model in this run yet', folder, notes.length > 0 ? `${notes[0]}.` : remedy);
}

async function refuseOthers(folder: string): Promise<void> {
  try {
    if ((await stat(folder)).isDirectory()) return;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw readError(error, folder);
    throw new InputError('there is no such folder', folder, 'genai pipeline makes one.');
  }
  throw new InputError('this is a file, not a folder', folder, 'Name it with --weights, or the folder that it is in.');
}
