/** A command that is only the name of those below it, such as `genai pack`. */
import type { Command } from 'commander';
import { InputError } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';

/** To be called when all below it are registered: alone it prints its help, and a word that none of them has is told apart. */
export function asGroup(group: Command): void {
  const names = group.commands.map((command) => command.name());
  group
    .usage(`<${names.join('|')}> [options]`)
    .allowExcessArguments(true)
    .action(() => {
      const [word] = group.args;
      if (word !== undefined) {
        throw new InputError(`there is no genai ${group.name()} ${word}`, undefined, suggest(word, names));
      }
      group.outputHelp();
    });
}
