/** `genai gpt`: the tiny transformer. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { registerTrain } from '../gpt/train.ts';
import { asGroup } from '../group.ts';

const examples = `
Examples:
  genai gpt train poems.txt --save my.gpt     teach it a text of your own`;

export function register(command: Command, context: CommandContext): void {
  command.addHelpText('after', examples);
  registerTrain(command.command('train'), context);
  asGroup(command);
}
