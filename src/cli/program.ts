/** The command line: which commands there are, and running the one that was called. Only that one's module is loaded. */
import { Command, CommanderError } from 'commander';
import { clean } from '../render/clean.ts';
import type { CommandContext, CommandModule } from './context.ts';
import type { Definition } from './describe/definition.ts';
import { globalFlags, globalsOf, ioFor } from './globals.ts';
import { type Io, isInteractive } from './io.ts';
import type { Output } from './output.ts';
import { version } from './version.ts';

interface Entry {
  readonly name: string;
  readonly about: string;
  load(): Promise<CommandModule>;
}

/** In the order of help. */
export const entries: readonly Entry[] = [
  { name: 'learn', about: 'the course', load: () => import('./commands/learn.ts') },
  { name: 'sample', about: 'continue a text, token by token', load: () => import('./commands/sample.ts') },
  {
    name: 'tokenize',
    about: 'cut a text into the tokens that models read',
    load: () => import('./commands/tokenize.ts'),
  },
  { name: 'eval', about: 'how well a model predicts a text', load: () => import('./commands/eval.ts') },
  { name: 'gpt', about: 'the tiny transformer: train it, write, see inside', load: () => import('./commands/gpt.ts') },
  { name: 'chat', about: 'talk with a little chat model, at any stage', load: () => import('./commands/chat.ts') },
  { name: 'trace', about: 'one text on its way through a transformer', load: () => import('./commands/trace.ts') },
  {
    name: 'pipeline',
    about: 'from raw pages to an aligned chat model, stage by stage',
    load: () => import('./commands/pipeline.ts'),
  },
  { name: 'serve', about: 'the models behind an OpenAI-compatible API', load: () => import('./commands/serve.ts') },
  { name: 'gan', about: 'two networks, one game: learn to make numbers', load: () => import('./commands/gan.ts') },
  {
    name: 'diffuse',
    about: 'from noise to a picture, led by a prompt',
    load: () => import('./commands/diffuse.ts'),
  },
  { name: 'lab', about: 'list every lab, or open one', load: () => import('./commands/lab.ts') },
  { name: 'verify', about: 'our numbers beside published ones', load: () => import('./commands/verify.ts') },
  { name: 'source', about: 'read the code behind an idea', load: () => import('./commands/source.ts') },
  { name: 'pack', about: 'lessons of your own: begin, check', load: () => import('./commands/pack.ts') },
  { name: 'progress', about: 'what you have done in the course', load: () => import('./commands/progress.ts') },
  {
    name: 'doctor',
    about: 'what works on this machine, and where things are',
    load: () => import('./commands/doctor.ts'),
  },
  { name: 'completion', about: 'let TAB finish words in your shell', load: () => import('./commands/completion.ts') },
  { name: 'man', about: 'all of this as one manual page', load: () => import('./commands/man.ts') },
];

const afterHelp = `
Start here:
  genai learn                                  the course, from the beginning
  genai sample "The cat sat on the"            one model, one sentence
  genai sample "The cat sat on the" --probs    what it believes comes next
  genai lab                                    everything there is to play with
  genai completion                             let TAB finish words`;

const everywhere = `
Everywhere: ${globalFlags.map(([flag]) => flag).join(', ')}; see genai --help.`;

export interface Invocation {
  readonly io: Io;
  readonly out: Output;
  readonly signal: AbortSignal;
}

/** Runs one command line. Returns the exit status.
 *  @throws InputError when the command line is wrong or a command refuses its input */
export async function program(argv: readonly string[], invocation: Invocation): Promise<number> {
  const words = argv.filter((word) => !word.startsWith('-'));
  if (words.length === 0 && !argv.some((word) => /^(-h|--help|-V|--version)$/.test(word))) {
    if (isInteractive(invocation.io)) return program(['learn', ...argv], invocation);
  }
  const called = words[0] === 'help' ? words[1] : words[0];
  const entry = entries.find(({ name }) => name === called);
  const globals = globalsOf(argv);
  const io = ioFor(invocation.io, globals);
  const begun = performance.now();
  const detail = (line: string): void => {
    if (globals.verbose) io.stderr.write(`${clean(line)}\n`);
  };
  const context: CommandContext = {
    ...invocation,
    io,
    argv: entry ? argv.slice(argv.indexOf(entry.name) + 1) : [],
    detail,
    definitions: () => definitions(invocation),
    status: 0,
  };
  const root = rootCommand(io);
  for (const each of entries) {
    const command = addTo(root, each);
    if (each === entry) await (await entry.load()).register(command, context);
  }
  try {
    // "help nope" is as wrong as "nope", and "help pack new" is the same as "pack new --help".
    const helped = words[0] === 'help' && called !== undefined;
    const line = helped ? (entry ? [...words.slice(1), '--help'] : [called]) : [...argv];
    await root.parseAsync(line, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') {
      const { usageError } = await import('./usage-error.ts');
      throw await usageError(error, { argv, called, root, definitions: context.definitions });
    }
    root.outputHelp(); // flags, but no command
  }
  if (entry) detail(`took ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  return context.status;
}

/** The whole command line, described: as the build wrote it down, or from what the commands register here and now. */
export async function definitions(invocation: Invocation): Promise<Definition> {
  const { stored } = await import('./describe/stored.ts');
  return (await stored()) ?? describeAll(invocation);
}

async function describeAll(invocation: Invocation): Promise<Definition> {
  const { describe, valuesOf } = await import('./describe/describe.ts');
  const root = rootCommand(invocation.io);
  const describeForm = async (module: CommandModule, entry: Entry, argv: readonly string[]): Promise<Definition> => {
    const command = addTo(rootCommand(invocation.io), entry);
    await module.register(command, {
      ...invocation,
      argv,
      detail: () => {},
      definitions: () => definitions(invocation),
      status: 0,
    });
    return describe(command, await valuesOf(module));
  };
  const described = entries.map(async (entry) => {
    const module = await entry.load();
    const forms = (module.forms ?? []).map(async (form): Promise<Definition> => {
      const { arguments: all, ...others } = await describeForm(module, entry, [form]);
      return { ...others, name: form, usage: '[options]', arguments: all.slice(1) };
    });
    const plain = await describeForm(module, entry, []);
    return { ...plain, commands: [...plain.commands, ...(await Promise.all(forms))] };
  });
  return { ...describe(root), commands: [...(await Promise.all(described)), helpDefinition] };
}

/** commander keeps it to itself. */
const helpDefinition: Definition = {
  name: 'help',
  summary: 'print help for a command',
  about: 'Print help for a command.',
  usage: '[command]',
  arguments: [
    {
      name: 'command',
      about: 'which one',
      required: false,
      variadic: false,
      values: entries.map(({ name, about }) => ({ value: name, about })),
    },
  ],
  flags: [],
  commands: [],
  notes: '',
};

function rootCommand(io: Io): Command {
  const root = new Command('genai')
    .description('See what happens inside generative AI: a course and honest toy models, offline, in your terminal.')
    .usage('<command> [options]')
    .version(version(), '-V, --version', 'print the version');
  for (const [flag, about] of globalFlags) root.option(flag, about);
  return root
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', afterHelp)
    .addHelpText('afterAll', ({ command }) => (command === root ? '' : everywhere))
    .exitOverride()
    .allowExcessArguments(false)
    .configureHelp({
      helpWidth: 80,
      // As written, but in one style; the words to choose from are in it already.
      optionDescription: ({ description, defaultValue, negate }) =>
        capital(description) +
        (defaultValue === undefined || negate ? '' : ` (default ${JSON.stringify(defaultValue)})`),
      argumentDescription: ({ description }) => capital(description),
      subcommandDescription: (command) => capital(command.summary() || command.description()),
    })
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => {}, // errors leave as exceptions
    });
}

/** A command below another has the settings of that one. */
const addTo = (root: Command, { name, about }: Entry): Command =>
  root
    .command(name)
    .summary(about)
    .description(`${capital(about)}.`)
    .helpOption('-h, --help', 'print help');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
