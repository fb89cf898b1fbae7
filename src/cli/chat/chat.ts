/** `genai chat` at work: a conversation where somebody sits, else an answer for each question. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { all, type Params, type Stage, params as schema } from '../../labs/chat/params.ts';
import { Shelf } from '../../labs/chat/shelf.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import { kernelsNamed } from '../../nn/kernels/choose.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';
import { dataFor } from '../data.ts';
import { givenKnobs, seedOf } from '../flags.ts';
import type { Io } from '../io.ts';
import { sayIfNot } from '../missing-kernels.ts';
import { impatiently, readStdin } from '../stdin.ts';
import { answerLines } from './answer-lines.ts';
import { converse } from './converse.ts';
import { filesOf } from './files.ts';
import type { Request } from './request.ts';

interface Flags {
  readonly run?: string;
  readonly weights?: string;
  readonly stage?: Stage | typeof all;
  readonly seed?: string;
  readonly kernel?: KernelName;
  readonly json?: boolean;
}

export async function chat(words: readonly string[], command: Command, context: CommandContext): Promise<void> {
  const { io, detail } = context;
  const { stage, seed, kernel, json = false, ...own } = command.opts<Flags>();
  const knobs = knobsOf(schema).filter(({ name }) => name === 'temperature' || name === 'max_tokens');
  const { temperature, max_tokens } = parseParams(schema, givenKnobs(command, knobs)) as Params;
  if (kernel) await sayIfNot(kernel, io);
  const kernels = kernelsNamed(kernel);
  detail(`kernels ${kernels.name}`);
  const tools = { data: dataFor(context), kernels, cache: new Map<string, unknown>() };
  const { files, notes } = await filesOf(own, tools);
  for (const note of notes) io.stderr.write(`hint: ${clean(note)}\n`);
  const shelf = new Shelf(files, tools);
  const request: Request = {
    shelf,
    stage: stage === all ? undefined : (stage ?? shelf.furthest),
    settings: { temperature, max_tokens },
    seed: seedOf(seed, detail),
    json,
  };
  const isConversation = words.length === 0 && Boolean(io.stdin.isTTY) && !json;
  if (isConversation && stage === all) {
    const remedy =
      'Ask one: genai chat "Who are you?" --stage all. In a conversation /all asks every stage the last question.';
    throw new InputError('all stages answer a question, but hold no conversation', '--stage all', remedy);
  }
  if (isConversation) return converse(request, context);
  await answerLines(await questionsOf(words, io), request, context);
}

/** The words as one question, or the lines of stdin.
 *  @throws InputError when there is none */
async function questionsOf(words: readonly string[], io: Io): Promise<readonly string[]> {
  const [word] = words;
  if (words.length > 0 && !(words.length === 1 && word === '-')) return [oneLine(words.join(' '))];
  const stdin = word === '-' ? io.stdin : impatiently(io);
  const text = clean((await readStdin({ stdin }, 'the question')).replace(/\r?\n$/, ''));
  if (text.trim() === '') {
    const remedy = 'Give one a line, or on the command line: genai chat "Where does Ada Pepper live?".';
    throw new InputError('there is no question', 'stdin', remedy);
  }
  return text.split('\n').map(oneLine);
}

const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();
