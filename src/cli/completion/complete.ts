/** What may stand at the cursor of an unfinished command line. Pure: words and a definition in, candidates out. */
import type { Definition, FlagDefinition, Place, Value } from '../describe/definition.ts';

export interface Completion {
  readonly candidates: readonly Value[];
  /** Names of files or folders fit too. */
  readonly path?: Place['path'];
  /** Where nothing can be listed: what is wanted. */
  readonly message?: string;
  /** What of the word at the cursor stays as it is: "--unit=". */
  readonly kept: string;
}

/** @param root the whole command line
 *  @param words the words before the cursor, without the program's name
 *  @param current what of the word at the cursor stands before it
 *
 *  complete(root, ['sample', '--unit'], 'ch') → candidates word, char */
export function complete(root: Definition, words: readonly string[], current: string): Completion {
  const { command, taken, place, text, given } = read(root, words);
  if (place) return { ...at(place.about, place.value!), kept: '' };
  const kept = /^--[^=]+=/.exec(current)?.[0] ?? '';
  if (kept && !text) {
    const flag = flagsOf(root, command).find(({ long }) => `${long}=` === kept);
    return flag?.value ? { ...at(flag.about, flag.value), kept } : { candidates: [], kept };
  }
  const flags = flagsOf(root, command).filter(({ long }) => !given.has(long));
  const listed = flags.map(({ long, about }) => ({ value: long, about }));
  if (current.startsWith('-') && !text) return { candidates: listed, kept: '' };
  const argument = command.arguments[Math.min(taken, command.arguments.length - 1)];
  const isFree = argument && (taken < command.arguments.length || argument.variadic);
  const below = taken === 0 ? command.commands.map(({ name, summary }) => ({ value: name, about: summary })) : [];
  const here = isFree ? at(argument.about, argument) : { candidates: [] };
  const candidates = [...below, ...here.candidates];
  // At a place for free text the flags are what can be listed.
  if (candidates.length === 0 && !here.path && current === '' && !text) return { candidates: listed, kept: '' };
  return { ...here, candidates, kept: '' };
}

const at = (about: string, { values, path }: Place): Omit<Completion, 'kept'> => ({
  candidates: values,
  path,
  message: about,
});

const flagsOf = (root: Definition, command: Definition): readonly FlagDefinition[] => [
  ...command.flags,
  ...(command === root ? [] : root.flags),
  { written: '--help', long: '--help', about: 'Print help' },
  ...(command === root ? [{ written: '--version', long: '--version', about: 'Print the version' }] : []),
];

interface Read {
  readonly command: Definition;
  /** Arguments that stand there already. */
  readonly taken: number;
  /** The flag that waits for its value. */
  readonly place?: FlagDefinition;
  /** Behind "--" all is text. */
  readonly text: boolean;
  /** Flags that stand there already. */
  readonly given: ReadonlySet<string>;
}

function read(root: Definition, words: readonly string[]): Read {
  let command = root;
  let taken = 0;
  let place: FlagDefinition | undefined;
  let text = false;
  const given = new Set<string>();
  for (const word of words) {
    if (place && !(place.value!.optional && word.startsWith('-'))) {
      place = undefined;
      continue;
    }
    place = undefined;
    const below = command.commands.find(({ name }) => name === word);
    if (text) taken++;
    else if (word === '--') text = true;
    else if (word.startsWith('-') && word !== '-') {
      const [name] = word.split('=');
      const flag = flagsOf(root, command).find(({ long, short }) => long === name || short === name);
      if (flag) given.add(flag.long);
      if (flag?.value && !word.includes('=')) place = flag;
    } else if (below && taken === 0) command = below;
    else taken++;
  }
  // A value that may be left out is no reason not to offer what else fits.
  return {
    command,
    taken,
    place: place?.value?.optional && place.value.values.length === 0 ? undefined : place,
    text,
    given,
  };
}
