/** `genai gpt`: the tiny transformer. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { registerSample } from '../gpt/sample.ts';
import { asGroup } from '../group.ts';

const examples = `
Examples:
  genai gpt sample "The king wanted to"       go on from a text`;

export function register(command: Command, context: CommandContext): void {
  command.addHelpText('after', examples);
  registerSample(command.command('sample'), context);
  asGroup(command);
}
