/** What somebody asked of `genai diffuse`, read from flags, words and stdin, and checked before anything is done. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { givenKnobs, seedOf } from '../flags.ts';
import type { Io } from '../io.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { readStdin } from '../stdin.ts';
import type { Style } from './views.ts';

export const shows = ['final', 'steps', 'live'] as const;
type Show = (typeof shows)[number];

interface Flags {
  readonly seed?: string;
  readonly kernel?: KernelName;
  readonly show?: Show;
  readonly style?: Style;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface Request {
  readonly params: Record<string, unknown>;
  /** What of it was given, not taken for granted. */
  readonly given: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly kernel?: KernelName;
  readonly show?: Show;
  readonly style?: Style;
  readonly out?: string;
  readonly force: boolean;
  readonly json: boolean;
}

/** @param lab what is to be run
 *  @throws InputError when something given is not possible */
export async function readRequest(
  words: readonly string[],
  command: Command,
  lab: Lab,
  { io, detail }: CommandContext,
): Promise<Request> {
  const flags = command.opts<Flags>();
  const given = givenKnobs(command, knobsOf(lab.params));
  const prompt = await readPrompt(words, given.init, io);
  if (given.strength !== undefined && given.init === undefined) {
    throw new InputError('there is no sketch to start from', '--strength', 'Name one with --init FILE.');
  }
  // The lab has a prompt of its own, for whoever trains; who draws without one gets any picture.
  if (prompt !== undefined || lab.id === 'diffuse') given.prompt = prompt ?? '';
  if (flags.kernel) await sayIfNot(flags.kernel, io);
  return {
    params: parseParams(lab.params, given) as Record<string, unknown>,
    given,
    seed: seedOf(flags.seed, detail),
    kernel: flags.kernel,
    show: flags.show,
    style: flags.style,
    out: flags.out,
    force: Boolean(flags.force),
    json: Boolean(flags.json),
  };
}

async function readPrompt(words: readonly string[], init: unknown, io: Io): Promise<string | undefined> {
  if (words.length === 0) return undefined;
  if (words.length > 1 || words[0] !== '-') return clean(words.join(' '));
  if (init === '-') {
    const remedy = 'Give the prompt as text, or the sketch as a file.';
    throw new InputError('the prompt and the sketch cannot both come from stdin', '--init -', remedy);
  }
  return clean((await readStdin(io, 'the prompt')).replace(/\r?\n$/, ''));
}
