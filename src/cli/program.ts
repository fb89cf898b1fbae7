/** The command line: which commands there are, and running the one that was called. Only that one's module is loaded. */
import { Command, CommanderError } from 'commander';
import { InputError } from '../data/input-error.ts';
import type { CommandContext, CommandModule } from './context.ts';
import { type Io, isInteractive } from './io.ts';
import type { Output } from './output.ts';
import { version } from './version.ts';

interface Entry {
  readonly name: string;
  readonly about: string;
  load(): Promise<CommandModule>;
}

const entries: readonly Entry[] = [
  { name: 'learn', about: 'the course', load: () => import('./commands/learn.ts') },
  { name: 'sample', about: 'continue a text, token by token', load: () => import('./commands/sample.ts') },
  {
    name: 'tokenize',
    about: 'cut a text into the tokens that models read',
    load: () => import('./commands/tokenize.ts'),
  },
  { name: 'gan', about: 'two networks, one game: learn to make numbers', load: () => import('./commands/gan.ts') },
  {
    name: 'diffuse',
    about: 'from noise to a picture, led by a prompt',
    load: () => import('./commands/diffuse.ts'),
  },
  { name: 'lab', about: 'list every lab, or open one', load: () => import('./commands/lab.ts') },
  { name: 'verify', about: 'our numbers beside published ones', load: () => import('./commands/verify.ts') },
  { name: 'source', about: 'read the code behind an idea', load: () => import('./commands/source.ts') },
  { name: 'progress', about: 'what you have done in the course', load: () => import('./commands/progress.ts') },
  {
    name: 'doctor',
    about: 'what works on this machine, and where things are',
    load: () => import('./commands/doctor.ts'),
  },
];

const afterHelp = `
Start here:
  genai learn                                  the course, from the beginning
  genai sample "The cat sat on the"            one model, one sentence
  genai sample "The cat sat on the" --probs    what it believes comes next
  genai lab                                    everything there is to play with`;

export interface Invocation {
  readonly io: Io;
  readonly out: Output;
  readonly signal: AbortSignal;
}

/** Runs one command line. Returns the exit status.
 *  @throws InputError when the command line is wrong or a command refuses its input */
export async function program(argv: readonly string[], { io, out, signal }: Invocation): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('-'));
  if (words.length === 0 && !argv.some((word) => /^(-h|--help|-V|--version)$/.test(word)) && isInteractive(io)) {
    return program(['learn', ...argv], { io, out, signal });
  }
  const called = words[0] === 'help' ? words[1] : words[0];
  const root = rootCommand(io);
  let context: CommandContext | undefined;
  for (const { name, about, load } of entries) {
    const command = root
      .command(name)
      .summary(about)
      .description(`${capital(about)}.`);
    inherit(command, root);
    if (name !== called) continue;
    context = { io: plainIo(io, argv), out, signal, argv: argv.slice(argv.indexOf(name) + 1), status: 0 };
    await (await load()).register(command, context);
  }
  try {
    // "help nope" is as wrong as "nope".
    await root.parseAsync(words[0] === 'help' && called && !isKnown(called) ? [called] : [...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') throw usageError(error, called);
    root.outputHelp(); // flags, but no command
  }
  return context?.status ?? 0;
}

function rootCommand(io: Io): Command {
  const root = new Command('genai')
    .description('See what happens inside generative AI: a course and honest toy models, offline, in your terminal.')
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'print the version')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .option('--debug', 'say where an error comes from')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', afterHelp);
  inherit(root, root);
  return root.configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: () => {}, // errors leave as exceptions
  });
}

/** Settings that every command shares. */
function inherit(command: Command, root: Command): void {
  if (command !== root) command.copyInheritedSettings(root).helpOption('-h, --help', 'print help');
  command.exitOverride().allowExcessArguments(false).configureHelp({ helpWidth: 80 });
}

function plainIo(io: Io, argv: readonly string[]): Io {
  const end = argv.indexOf('--');
  if (!argv.slice(0, end < 0 ? undefined : end).includes('--no-color')) return io;
  return { ...io, env: { ...io.env, NO_COLOR: '1', FORCE_COLOR: undefined } };
}

/** commander's words in our form: "error: unknown option '--x'\n(Did you mean --y?)". */
function usageError({ message }: CommanderError, called: string | undefined): InputError {
  const [what, suggestion] = message.replace(/^error: /, '').split('\n');
  const help = isKnown(called)
    ? `See genai ${called} --help.`
    : `There are ${entries.map(({ name }) => name).join(', ')}.`;
  return new InputError(what.replace(/\.$/, ''), undefined, suggestion?.replace(/^\(|\)$/g, '') ?? help);
}

const isKnown = (called: string | undefined): boolean => entries.some(({ name }) => name === called);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
