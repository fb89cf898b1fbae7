/** `genai gpt`: the tiny transformer. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import type { CommandContext } from '../context.ts';
import { registerSample } from '../gpt/sample.ts';

const more = `
Examples:
  genai gpt sample "The king wanted to"    go on from a text`;

export function register(command: Command, context: CommandContext): void {
  command
    .usage('<command> [options]')
    .addHelpText('after', more)
    .allowExcessArguments(true) // a word that is none of the commands below is told apart from them
    .action(async () => {
      const [word] = command.args;
      const known = command.commands.map((inner) => inner.name());
      if (word !== undefined) throw new InputError(`there is no genai gpt ${word}`, undefined, suggest(word, known));
      command.outputHelp();
    });
  registerSample(command, context);
}
