/** What somebody asked of `genai tokenize`, read from flags, words and stdin, and checked before anything is done. */
import type { Command } from 'commander';
import { InputError, quoted } from '../../data/input-error.ts';
import { type Knob, knobsOf, parseParams } from '../../labs/knobs.ts';
import { params as labParams, type Params } from '../../labs/tokenize/params.ts';
import { givenKnobs } from '../flags.ts';
import type { Io } from '../io.ts';
import { readStdinBytes } from '../stdin.ts';

/** Where the lab learns a little from a small text, the command has learnt a lot. */
const usual: Readonly<Partial<Params>> = { corpus: 'toyland', vocab_size: 1024 };

/** The lab's, without its texts. */
export const knobs: readonly Knob[] = knobsOf(labParams)
  .filter(({ name }) => name !== 'learn' && name !== 'text')
  .map((knob) => ({ ...knob, default: usual[knob.name as keyof Params] ?? knob.default }))
  .map((knob) =>
    knob.name === 'corpus' ? { ...knob, about: 'Text to learn from: cat, toyland, a FILE, or - for stdin.' } : knob,
  );

/** The ids of the longest text there may be are longer than the text. */
const mostIds = { most: 128 << 20, remedy: 'Give it in parts.' };

interface Flags {
  readonly merges?: boolean;
  readonly decode?: boolean;
  readonly exact?: boolean;
  readonly json?: boolean;
}

export type Task =
  | {
      readonly kind: 'cut';
      readonly text: Uint8Array;
      /** Nobody gave one, so that it is ours. */
      readonly ours: boolean;
    }
  | { readonly kind: 'decode'; readonly ids: readonly number[] }
  | { readonly kind: 'merges' };

export type Request = Pick<Params, 'vocab_size' | 'split'> & {
  readonly corpus: string;
  readonly task: Task;
  readonly json: boolean;
};

/** @throws InputError when something given is not possible */
export async function readRequest(words: readonly string[], command: Command, io: Io): Promise<Request> {
  const flags = command.opts<Flags>();
  const { vocab_size, split, corpus } = parseParams(labParams, { ...usual, ...givenKnobs(command, knobs) });
  const shared = { vocab_size, split, corpus: corpus!, json: Boolean(flags.json) };
  return { ...shared, task: await readTask(words, shared.corpus, flags, io) };
}

async function readTask(words: readonly string[], corpus: string, flags: Flags, io: Io): Promise<Task> {
  const { merges, decode, exact } = flags;
  if (merges && (decode || words.length > 0)) {
    const what = decode ? '--merges and --decode do not go together' : 'there is no text to cut with --merges';
    throw new InputError(what, undefined, 'Take one of them.');
  }
  if (merges) return { kind: 'merges' };
  const isPiped = words.length === 1 ? words[0] === '-' : words.length === 0 && !io.stdin.isTTY;
  const what = decode ? 'the ids' : 'the text';
  if (isPiped && corpus === '-') {
    const remedy = `Give ${what} on the command line, or the corpus as a file.`;
    throw new InputError(`${what} and the corpus cannot both come from stdin`, '--corpus -', remedy);
  }
  if (decode) {
    const typed = isPiped
      ? new TextDecoder().decode(await readStdinBytes(io, 'the list of ids', mostIds))
      : words.join(' ');
    if (words.length === 0 && !isPiped)
      throw new InputError('there are no ids', '--decode', 'Give them as words, such as 104 105.');
    return { kind: 'decode', ids: idsIn(typed) };
  }
  if (isPiped) {
    const bytes = await readStdinBytes(io, what);
    return { kind: 'cut', text: exact ? bytes : withoutLastNewline(bytes), ours: false };
  }
  const ours = words.length === 0;
  return {
    kind: 'cut',
    text: new TextEncoder().encode(ours ? 'How many r are in strawberry?' : words.join(' ')),
    ours,
  };
}

/** Numbers parted by white space or commas, also as JSON has them. */
function idsIn(typed: string): number[] {
  const words = typed.split(/[\s,[\]]+/).filter((word) => word !== '');
  return words.map((word) => {
    if (/^\d+$/.test(word)) return Number(word);
    throw new InputError(`${quoted(word)} is no id`, '--decode', 'Give whole numbers, such as 104 105.');
  });
}

function withoutLastNewline(bytes: Uint8Array): Uint8Array {
  const [newline, carriage] = [10, 13];
  if (bytes.at(-1) !== newline) return bytes;
  return bytes.subarray(0, bytes.length - (bytes.at(-2) === carriage ? 2 : 1));
}
