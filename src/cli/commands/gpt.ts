/** `genai gpt`: the tiny transformer. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { registerAttention } from '../gpt/attention.ts';
import { registerSample } from '../gpt/sample.ts';
import { registerTrain } from '../gpt/train.ts';
import { asGroup } from '../group.ts';

const examples = `
Examples:
  genai gpt train poems.txt --save my.gpt     teach it a text of your own
  genai gpt sample "The king wanted to"       go on from a text
  genai gpt attention "Ada Pepper lives in"   who looks at whom, and why`;

export function register(command: Command, context: CommandContext): void {
  command.addHelpText('after', examples);
  registerTrain(command.command('train'), context);
  registerSample(command.command('sample'), context);
  registerAttention(command.command('attention'), context);
  asGroup(command);
}
