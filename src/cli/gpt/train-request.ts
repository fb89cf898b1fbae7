/** What somebody asked of `genai gpt train`, read from flags and stdin, and checked before anything is done. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { type Params, params as schema } from '../../labs/gpt-train/params.ts';
import { openRun, refuseOthers } from '../../labs/gpt-train/resume.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { TextRun } from '../../models/gpt/weights.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { fileCorpora } from '../../store/corpora.ts';
import { claim, type OutFile } from '../../store/out-file.ts';
import type { CommandContext } from '../context.ts';
import { givenKnobs, seedOf, wholeNumber } from '../flags.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { readStdinBytes } from '../stdin.ts';

/** Steps between two times that the run is saved. */
const usualStretch = 200;
/** Largest text on stdin. */
const largestText = { most: 64 << 20, remedy: 'Give a shorter text.' };

interface Flags {
  readonly save?: string;
  readonly checkpointEvery?: string;
  readonly resume?: string;
  readonly seed?: string;
  readonly kernel?: KernelName;
  readonly json?: boolean;
  readonly out?: string;
  readonly force?: boolean;
}

export interface Request {
  readonly params: Params;
  readonly seed: number;
  readonly kernel?: KernelName;
  /** Where the run is kept. */
  readonly file?: OutFile;
  readonly checkpointEvery: number;
  /** The step at which it goes on; what the file holds. */
  readonly step?: number;
  readonly stdin?: Uint8Array;
  readonly json: boolean;
  readonly out?: string;
  readonly force: boolean;
}

/** @param text the word that stands for --corpus
 *  @throws InputError when something given is not possible */
export async function readRequest(
  text: string | undefined,
  command: Command,
  { io, detail }: CommandContext,
): Promise<Request> {
  const { resume, seed, json = false, out, force = false, ...flags } = command.opts<Flags>();
  const given = givenKnobs(command, knobsOf(schema));
  if (text !== undefined && given.corpus !== undefined) {
    throw new InputError(`the text is named twice, ${text} and ${given.corpus}`, '--corpus', 'Name it once.');
  }
  if (text !== undefined) given.corpus = text;
  const run = resume === undefined ? undefined : await openRun(resume, fileCorpora());
  if (run) refuseOthers(given, run);
  // What is wrong with a knob is told before what is wrong with a file.
  const params = parseParams(schema, { ...run?.watched?.settings, ...given, resume }) as Params;
  const checkpointEvery = wholeNumber(
    flags.checkpointEvery ?? String(usualStretch),
    '--checkpoint-every',
    1,
    1_000_000,
  );
  const file = await fileFor(flags.save, resume, force);
  if (flags.checkpointEvery !== undefined && !file) {
    throw new InputError('there is no file to save the run in', '--checkpoint-every', 'Name one with --save FILE.');
  }
  const kernel = flags.kernel ?? run?.watched?.kernels;
  if (kernel) await sayIfNot(kernel, io);
  return {
    params,
    seed: run ? seedOfRun(run, seed, detail) : seedOf(seed, detail),
    kernel,
    file,
    checkpointEvery,
    // Another file than the one it comes from holds nothing yet.
    step: file?.path === resume ? run?.snapshot.step : undefined,
    stdin: params.corpus === '-' ? await readText(given.corpus, io) : undefined,
    json,
    out,
    force,
  };
}

/** Where the run is saved: a new file, or the one it comes from. */
async function fileFor(
  save: string | undefined,
  resume: string | undefined,
  force: boolean,
): Promise<OutFile | undefined> {
  if (save === undefined || (resume !== undefined && resolve(save) === resolve(resume))) {
    return resume === undefined ? undefined : claim(resume, true, '--resume');
  }
  return claim(save, force, '--save');
}

function seedOfRun({ snapshot }: TextRun, given: string | undefined, detail: (line: string) => void): number {
  const seed = seedOf(given ?? String(snapshot.seed), detail);
  if (seed === snapshot.seed) return seed;
  const remedy = 'Leave the flag out, or begin a new run.';
  throw new InputError(`the run was begun with ${snapshot.seed}, not ${seed}`, '--seed', remedy);
}

async function readText(given: unknown, io: CommandContext['io']): Promise<Uint8Array> {
  if (given === undefined) {
    const remedy = 'Give it once more: genai gpt train - --resume FILE.';
    throw new InputError('the run learns from a text that came on stdin', '--resume', remedy);
  }
  return readStdinBytes(io, 'the text', largestText);
}
