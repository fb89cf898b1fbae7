/** Models of one's own: those in a folder that a run of the pipeline left, or a single file. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../data/input-error.ts';
import { type Stage, stages } from '../../labs/chat/params.ts';
import type { Files } from '../../labs/chat/shelf.ts';
import type { NeuralContext } from '../../labs/lab.ts';
import { openChatModel } from '../../labs/stages/chat.ts';
import { codeOf, readError } from '../../store/read-error.ts';

export interface Own {
  readonly run?: string;
  readonly weights?: string;
}

/** @returns undefined where none are named
 *  @throws InputError when they are not there, or are no models that talk */
export async function filesOf(
  { run, weights }: Own,
  context: Pick<NeuralContext, 'data' | 'kernels' | 'cache'>,
): Promise<Files | undefined> {
  if (run !== undefined && weights !== undefined) {
    throw new InputError('--run and --weights do not go together', undefined, 'Take one of them.');
  }
  if (run !== undefined) return filesIn(run);
  if (weights === undefined) return undefined;
  const { origin } = await openChatModel(weights, 'chat-dpo', context);
  const stage = stages.find((stage) => stage === origin.stage);
  if (stage) return { [stage]: weights };
  const what = `this is a model of the stage ${JSON.stringify(origin.stage)}, which does not talk`;
  throw new InputError(what, weights, `Those that do are ${stages.join(', ')}.`);
}

async function filesIn(folder: string): Promise<Files> {
  const names = new Set(await namesIn(folder));
  const there = stages.filter((stage) => names.has(fileName(stage)));
  if (there.length === 0) {
    const remedy = 'Name one that genai pipeline has made: it holds base.bin, sft.bin and so on.';
    throw new InputError('there is no model in this folder', folder, remedy);
  }
  return Object.fromEntries(there.map((stage) => [stage, join(folder, fileName(stage))]));
}

const fileName = (stage: Stage): string => `${stage}.bin`;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new InputError('there is no such folder', folder, 'Check its name.');
    if (codeOf(error) !== 'ENOTDIR') throw readError(error, folder);
    throw new InputError(
      'this is a file, not a folder',
      folder,
      'Name it with --weights, or the folder that it is in.',
    );
  }
}
