/** What somebody asked of `genai sample`, read from flags, words and stdin, and checked before anything is done. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { type Knob, parseParams } from '../../labs/knobs.ts';
import { type SampleParams, sampleParams } from '../../labs/sample/params.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { givenKnobs, seedOf, wholeNumber } from '../flags.ts';
import type { Io } from '../io.ts';
import { readStdin } from '../stdin.ts';

/** Candidates that `--probs` shows when no number is given. */
const probsShown = 10;

interface Flags {
  readonly seed?: string;
  readonly samples?: string;
  readonly echo: boolean;
  readonly probs?: string | true;
  readonly explain?: boolean;
  readonly why?: boolean;
  readonly json?: boolean;
}

export interface Request {
  readonly params: SampleParams;
  readonly seed: number;
  /** Nobody gave it. */
  readonly seedIsFresh: boolean;
  /** How many texts; undefined when not asked for. */
  readonly samples?: number;
  readonly echo: boolean;
  /** How many candidates of the next token to show, instead of text. */
  readonly probs?: number;
  readonly explain: boolean;
  readonly why: boolean;
  readonly json: boolean;
  /** Nobody gave a prompt, so that it is ours. */
  readonly promptIsOurs: boolean;
}

/** @throws InputError when something given is not possible */
export async function readRequest(
  words: readonly string[],
  command: Command,
  knobs: readonly Knob[],
  { io, detail }: CommandContext,
): Promise<Request> {
  const flags = command.opts<Flags>();
  const all = [...words];
  let probs: number | undefined;
  if (flags.probs !== undefined) {
    // `--probs "The cat"`: what follows is the prompt, for it is no number
    const isNumber = flags.probs === true || /^-?[\d.]+$/.test(flags.probs);
    if (!isNumber) all.unshift(flags.probs as string);
    probs = flags.probs === true || !isNumber ? probsShown : wholeNumber(flags.probs as string, '--probs', 1, 1e6);
  }
  const samples = flags.samples === undefined ? undefined : wholeNumber(flags.samples, '--samples', 1, 1e6);
  exclude([
    ['--probs', probs !== undefined],
    ['--samples', samples !== undefined],
    ['--explain', Boolean(flags.explain)],
  ]);
  const given = givenKnobs(command, knobs);
  const prompt = await readPrompt(all, given.corpus, io);
  // A prompt of ours belongs to the corpus of ours.
  const ours = prompt === undefined && given.corpus === undefined && given.unit === undefined;
  const params = parseParams(sampleParams, ours ? given : { ...given, prompt: prompt ?? '' });
  return {
    params,
    seed: seedOf(flags.seed, detail),
    seedIsFresh: flags.seed === undefined,
    samples,
    echo: flags.echo,
    probs,
    explain: Boolean(flags.explain),
    why: Boolean(flags.why),
    json: Boolean(flags.json),
    promptIsOurs: ours,
  };
}

/** The prompt; undefined when nobody gave one. */
async function readPrompt(words: readonly string[], corpus: unknown, io: Io): Promise<string | undefined> {
  const fromStdin = words.length === 1 ? words[0] === '-' : words.length === 0 && !io.stdin.isTTY;
  if (!fromStdin) return words.length === 0 ? undefined : clean(words.join(' '));
  if (corpus === '-') {
    const remedy = 'Give the prompt as text ("" begins a new line), or the corpus as a file.';
    throw new InputError('the prompt and the corpus cannot both come from stdin', '--corpus -', remedy);
  }
  return clean((await readStdin(io, 'the prompt')).replace(/\r?\n$/, ''));
}

function exclude(flags: readonly (readonly [name: string, given: boolean])[]): void {
  const given = flags.flatMap(([name, given]) => (given ? [name] : []));
  if (given.length > 1)
    throw new InputError(`${given.join(' and ')} do not go together`, undefined, 'Take one of them.');
}
