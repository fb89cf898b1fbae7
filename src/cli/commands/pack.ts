/** `genai pack`: for authors of lessons. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import type { CommandContext } from '../context.ts';

const more = `
A pack is a folder: pack.yaml says whose it is, 01-first.yaml, 02-next.yaml ...
are its lessons. CONTRIBUTING.md has it all under "Write lessons of your own".

  genai pack new my-lessons                begin, with an example to change
  genai pack check my-lessons              is it right? Says file, line, column
  genai learn --pack my-lessons            take the lessons`;

const checkMore = `
Exit status: 0 all is well, 1 something is to be mended. A problem is a line on
stdout: file:line:column what. remedy

A pack can use every lab; it executes nothing. The last hint of a challenge
should end with a command that solves it; it is tried without a shell, and one
that is more than the call of a lab is not tried.

--json gives one object: {"ok","pack":{"id","title","author"},"lessons":[{"file",
"id","title","steps","questions"}],"runs","problems":[{"file","line","column",
"what","remedy"}],"untried":[{"file","line","column","command"}]}.`;

export function register(command: Command, context: CommandContext): void {
  command
    .usage('<new|check|schema> [options]')
    .addHelpText('after', more)
    .allowExcessArguments(true) // a word that is none of the commands below is told apart from them
    .action(() => {
      const [word] = command.args;
      if (word === undefined) return command.outputHelp();
      throw new InputError(`there is no genai pack ${word}`, undefined, suggest(word, ['new', 'check', 'schema']));
    });
  command
    .command('new')
    .summary('begin a pack in a new folder')
    .description('Begin a pack: a folder with an example lesson that explains itself.')
    .argument('<DIR>', 'the folder to make; an empty one will do')
    .action(async (folder: string) => (await import('../pack/new.ts')).makePack(folder, context));
  command
    .command('check')
    .summary('is a pack right?')
    .description('Hold a pack to the rules of our own lessons: shapes, labs, quotes, hints, and every answer.')
    .argument('[DIR]', 'its folder (default: this one)')
    .option('--quick', 'only what can be seen by looking: no lab is run')
    .option('--limit <SECONDS>', 'how long one run of a lab may take (default 60)')
    .option('--json', 'machine-readable output')
    .addHelpText('after', checkMore)
    .action(async (folder: string | undefined, flags) =>
      (await import('../pack/check.ts')).checkPack(folder ?? '.', flags, context),
    );
  command
    .command('schema')
    .summary('the JSON Schema of lesson files, for editors')
    .description(
      'Print the JSON Schema of lesson files, or of pack.yaml. An editor uses it after this first line in a file:\n# yaml-language-server: $schema=lesson.schema.json',
    )
    .argument('[what]', 'lesson (the default) or pack')
    .action(async (what: string | undefined) => (await import('../pack/schema.ts')).printSchema(what, context));
}
