/** `genai sample`: continue a text, token by token, with a model that only counted. */
import type { Command } from 'commander';
import { knobsOf } from '../../labs/knobs.ts';
import { sampleParams } from '../../labs/sample/params.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs } from '../flags.ts';
import { readRequest } from '../sample/request.ts';
import { sample } from '../sample/sample.ts';

const examples = `
Examples:
  genai sample "The cat sat on the"                    watch it choose
  genai sample "The cat sat on the" --probs 3 --json   for scripts: what is next
  genai sample "My robot" --corpus toyland --order 3   a larger world
  genai sample "" --corpus names.txt --unit char --order 4 --samples 10
  cat poems.txt | genai sample "The moon" --corpus -   learn from any text

A line of the corpus is a document. The text ends where a line ends, or after 50
tokens; with -n it goes on over new lines until N tokens are out. The fields of
--json are listed in README.md under "JSON for scripts".`;

export function register(command: Command, context: CommandContext): void {
  const knobs = knobsOf(sampleParams).filter(({ name }) => name !== 'prompt');
  command.argument('[prompt...]', 'text to continue; without it, or for -, stdin is read');
  addKnobs(command, knobs);
  command
    .option('--seed <N>', 'repeat a run: the same seed gives the same text')
    .option('--samples <K>', 'K texts, one a line; the first uses the seed, each next one the seed after it')
    .option('--no-echo', 'only the new text, without the prompt')
    .option('--probs [K]', 'instead of text, the K likeliest next tokens (default 10)')
    .option('--explain', 'every step: the distribution, the draw, the pick')
    .option('--why', 'the lines of the corpus that taught each choice')
    .option('--json', 'machine-readable output')
    .addHelpText('after', examples)
    .action(async (words: string[]) => {
      context.status = await sample(await readRequest(words, command, knobs, context), context);
    });
}
