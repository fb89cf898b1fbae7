/** `genai gpt sample`: the same as `genai sample --model gpt`. */
import { type Command, Option } from 'commander';
import { gptSampleParams } from '../../labs/gpt-sample/params.ts';
import { knobsOf } from '../../labs/knobs.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs, kernelFlag } from '../flags.ts';
import { flagsOfCounts } from '../refuse-counts.ts';
import { addSampling } from '../sample/request.ts';

const examples = `
Examples:
  genai gpt sample "The king wanted to"                watch it choose
  genai gpt sample "Once upon a time" --probs 5        what it believes is next
  genai gpt sample "" --samples 5 --temperature 0.7    five lines, less wild
  genai gpt sample "The moon" -n 100 --no-cache        reads all anew: slower

The transformer on board has read Toyland, an invented little world in five
thousand lines (genai sample --corpus toyland); of other things it knows
nothing. A line is a document: the text ends where a line ends, or after 50
tokens; with -n it goes on over new lines until N tokens are out. --verbose says
how many tokens a second it drew. genai sample --model gpt is the same; with
knobs in a playground: genai lab gpt-sample. The fields of --json are listed in
README.md under "JSON for scripts".`;

export function registerSample(command: Command, context: CommandContext): void {
  addKnobs(
    command,
    knobsOf(gptSampleParams).filter(({ name }) => name !== 'prompt'),
  );
  command.addOption(kernelFlag());
  addSampling(command);
  // Known, so that they can be refused with a reason.
  for (const flag of flagsOfCounts) command.addOption(new Option(`${flag} [value]`).hideHelp());
  command
    .summary('continue a text, token by token')
    .description('Continue a text, token by token, with a transformer that was trained on Toyland, or your own.')
    .addHelpText('after', examples)
    .action(async (words: string[]) => (await import('../sample/gpt.ts')).sampleGpt(words, command, context));
}
