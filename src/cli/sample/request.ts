/** What somebody asked of a model that goes on from a prompt, read from flags, words and stdin, and checked before anything is done. */
import type { Command } from 'commander';
import type * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { Schema } from '../../labs/lab.ts';
import type { SamplingParams } from '../../labs/sample/params.ts';
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

/** Flags of every command that goes on from a prompt, besides the knobs of its model. */
export function addSampling(command: Command): void {
  command
    .argument('[prompt...]', 'text to continue; without it, or for -, stdin is read')
    .option('--seed <N>', 'repeat a run: the same seed gives the same text')
    .option('--samples <K>', 'K texts, one a line; the first uses the seed, each next one the seed after it')
    .option('--no-echo', 'only the new text, without the prompt')
    .option('--probs [K]', 'instead of text, the K likeliest next tokens (default 10)')
    .option('--explain', 'every step: the distribution, the draw, the pick')
    .option('--json', 'machine-readable output');
}

export interface Request<P extends SamplingParams = SamplingParams> {
  readonly params: P;
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
  /** The words that called it. */
  readonly command: string;
}

/** What is asked: its knobs, and the one that names what it knows. */
interface Asked<P extends Schema> {
  readonly schema: P;
  readonly source: 'corpus' | 'weights';
}

/** @throws InputError when something given is not possible */
export async function readRequest<P extends Schema>(
  words: readonly string[],
  command: Command,
  { schema, source }: Asked<P>,
  { io, detail }: CommandContext,
): Promise<Request<z.infer<P> & SamplingParams>> {
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
  const knobs = knobsOf(schema).filter(({ name }) => name !== 'prompt');
  const given = givenKnobs(command, knobs);
  const prompt = await readPrompt(all, source, given[source], io);
  // A prompt of ours belongs to what is on board.
  const ours = prompt === undefined && given[source] === undefined && given.unit === undefined;
  const params = parseParams(schema, ours ? given : { ...given, prompt: prompt ?? '' }) as z.infer<P> & SamplingParams;
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
    command: source === 'weights' ? 'genai gpt sample' : 'genai sample',
  };
}

/** The prompt; undefined when nobody gave one.
 *  @param named what else is read, and from where */
async function readPrompt(
  words: readonly string[],
  source: string,
  named: unknown,
  io: Io,
): Promise<string | undefined> {
  const fromStdin = words.length === 1 ? words[0] === '-' : words.length === 0 && !io.stdin.isTTY;
  if (!fromStdin) return words.length === 0 ? undefined : clean(words.join(' '));
  if (named === '-') {
    const remedy = `Give the prompt as text ("" begins a new line), or the ${source} as a file.`;
    throw new InputError(`the prompt and the ${source} cannot both come from stdin`, `--${source} -`, remedy);
  }
  return clean((await readStdin(io, 'the prompt')).replace(/\r?\n$/, ''));
}

function exclude(flags: readonly (readonly [name: string, given: boolean])[]): void {
  const given = flags.flatMap(([name, given]) => (given ? [name] : []));
  if (given.length > 1)
    throw new InputError(`${given.join(' and ')} do not go together`, undefined, 'Take one of them.');
}
