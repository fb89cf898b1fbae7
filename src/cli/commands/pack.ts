/** `genai pack`: for authors of lessons. */
import { Argument, type Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import type { CommandContext } from '../context.ts';
import { asGroup } from '../group.ts';

const kinds = ['lesson', 'pack'] as const;

const more = `
Examples:
  genai pack new my-lessons                begin, with an example to change
  genai pack check my-lessons              is it right? Says file, line, column
  genai learn --pack my-lessons            take the lessons

A pack is a folder: pack.yaml says whose it is; 01-first.yaml, 02-next.yaml and
so on are its lessons. They can use every lab, our own source, and the files in
the folder; nothing in a pack is executed. CONTRIBUTING.md has it all under
"Write lessons of your own".`;

const newMore = `
Examples:
  genai pack new my-lessons`;

const checkMore = `
Examples:
  genai pack check my-lessons --quick      by looking: a second
  genai pack check my-lessons --json       for scripts

Exit status: 0 all is well, 1 something is to be mended. A problem is a line on
stdout: file:line:column what. remedy

The last hint of a challenge should end with a command that solves it. It is
tried without a shell; one that is more than the call of a lab is not tried.

--json gives one object: {"ok","pack":{"id","title","author"},"lessons":
[{"file","id","title","steps","questions"}],"runs","problems":[{"file","line",
"column","what","remedy"}],"untried":[{"file","line","column","command"}]}.`;

const schemaMore = `
Examples:
  genai pack schema > lesson.schema.json

An editor that knows YAML uses it after this first line in a lesson:
# yaml-language-server: $schema=lesson.schema.json`;

export function register(command: Command, context: CommandContext): void {
  command.addHelpText('after', more);
  command
    .command('new')
    .summary('begin a pack in a new folder')
    .description('Begin a pack: a folder with an example lesson that explains itself.')
    .argument('<DIR>', 'the folder to make; an empty one will do')
    .addHelpText('after', newMore)
    .action(async (folder: string) => (await import('../pack/new.ts')).makePack(folder, context));
  command
    .command('check')
    .summary('is a pack right?')
    .description('Hold a pack to the rules of our own lessons: shapes, labs, quotes, hints, and every answer.')
    .argument('[DIR]', 'its folder; without it the one you are in')
    .option('--quick', 'only what can be seen by looking: no lab is run')
    .option('--limit <SECONDS>', 'how long one run of a lab may take (60 without it)')
    .option('--json', 'machine-readable output')
    .addHelpText('after', checkMore)
    .action(async (folder: string | undefined, flags) =>
      (await import('../pack/check.ts')).checkPack(folder ?? '.', flags, context),
    );
  command
    .command('schema')
    .summary('the JSON Schema of lesson files, for editors')
    .description('Print the JSON Schema of lesson files, or of pack.yaml, for editors.')
    .addArgument(kindArgument())
    .addHelpText('after', schemaMore)
    .action(async (kind) => (await import('../pack/schema.ts')).printSchema(kind, context));
  asGroup(command);
}

function kindArgument(): Argument {
  const argument = new Argument('[of]', 'lesson or pack; without it lesson').argParser((word) => {
    if ((kinds as readonly string[]).includes(word)) return word;
    throw new InputError(`there is no schema of "${word}"`, undefined, suggest(word, kinds));
  });
  argument.argChoices = [...kinds];
  return argument;
}
