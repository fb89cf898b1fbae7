/** What commander refused, in our form, with the word that was meant as far as it can be known. */
import type { Command, CommanderError } from 'commander';
import { InputError } from '../data/input-error.ts';
import { nearMiss } from '../data/near-miss.ts';
import { clean } from '../render/clean.ts';
import type { Definition } from './describe/definition.ts';

interface Refused {
  readonly argv: readonly string[];
  /** The first word. */
  readonly called: string | undefined;
  readonly root: Command;
  readonly definitions: () => Promise<Definition>;
}

/** commander says "error: unknown option '--x'\n(Did you mean --y?)". */
export async function usageError(error: CommanderError, refused: Refused): Promise<InputError> {
  // What was typed stands in it as it is, new lines too.
  const [, what, suggestion] = /^(?:error: )?(.*?)(?:\n(\(Did you mean .*))?$/s.exec(error.message)!;
  const remedy = (await meant(error, refused)) ?? suggestion?.replace(/^\(|\)$/g, '') ?? helpFor(refused);
  return new InputError(what.replace(/\.$/, ''), undefined, remedy);
}

async function meant(
  { code, message }: CommanderError,
  { argv, called = '', root, definitions }: Refused,
): Promise<string | undefined> {
  const names = root.commands.map((command) => command.name());
  const command = root.commands.find((command) => command.name() === called);
  if (code === 'commander.excessArguments' && command) return flagFor(argv, command);
  if (code === 'commander.unknownOption' && command) return shortened(message, leafOf(argv, root).command);
  if (command) return undefined;
  const later = argv.find((word) => names.includes(word));
  if (later !== undefined && argv[0].startsWith('-'))
    return `Flags stand behind the command: genai ${later} ${clean(argv[0])}.`;
  if (code !== 'commander.unknownCommand') return undefined;
  return place(called, (await definitions()).commands, message.includes('(Did you mean'));
}

/** `genai gan bimodal`: a word that one of the flags takes. */
function flagFor(argv: readonly string[], { options }: Command): string | undefined {
  for (const word of argv) {
    const option = options.find(({ argChoices }) => argChoices?.includes(word));
    if (option) return `Did you mean ${option.long} ${word}?`;
  }
  return undefined;
}

/** `--vocab-size` for `--vocabulary-size`, and the other way round: each word begins the other. */
function shortened(message: string, { options }: Command): string | undefined {
  const typed = /^error: unknown option '--([a-z-]+)/.exec(message)?.[1].split('-');
  const found = options.find(({ long, hidden }) => {
    if (hidden) return false;
    const words = long?.slice(2).split('-');
    return words?.length === typed?.length && words?.every((word, i) => areShort(word, typed![i]));
  });
  return found && `Did you mean ${found.long}?`;
}

const areShort = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= 3 && (one.startsWith(other) || other.startsWith(one));

/** `genai noise`: a word that another command takes; what only looks like it counts when nothing else does. */
function place(word: string, commands: readonly Definition[], exactly: boolean): string | undefined {
  const offers = commands.flatMap(({ name, commands, arguments: all }) =>
    [...commands.map(({ name }) => name), ...all.flatMap(({ values }) => values.map(({ value }) => value))].map(
      (value) => ({ name, value }),
    ),
  );
  const words = offers.map(({ value }) => value);
  const near = words.includes(word) ? word : exactly ? undefined : nearMiss(word, words, word.length / 4);
  const found = offers.find(({ value }) => value === near);
  return found && `Did you mean genai ${found.name} ${found.value}?`;
}

/** The command that was to run, and the words that call it. */
function leafOf(argv: readonly string[], root: Command): { command: Command; path: string[] } {
  const path: string[] = [];
  let command = root;
  for (const word of argv) {
    const below = command.commands.find((inner) => inner.name() === word);
    if (!below) continue;
    path.push(word);
    command = below;
  }
  return { command, path };
}

function helpFor({ argv, root }: Refused): string {
  const { command, path } = leafOf(argv, root);
  if (path.length === 0) return `There are ${root.commands.map((inner) => inner.name()).join(', ')}.`;
  // `genai lab gan` has a help of its own.
  const [form] = command.usage().split(' ');
  if (argv.includes(form)) path.push(form);
  return `See genai ${path.join(' ')} --help.`;
}
