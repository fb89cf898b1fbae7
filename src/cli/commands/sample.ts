/** `genai sample`: continue a text, token by token, with a model that only counted. */
import type { Command } from 'commander';
import { knobsOf } from '../../labs/knobs.ts';
import { networkParams, sampleParams } from '../../labs/sample/params.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs, choiceFlag, kernelFlag, modelNames } from '../flags.ts';
import { sampleNgram } from '../sample/ngram.ts';
import { addSampling } from '../sample/request.ts';

const modelAbout = 'who goes on: counts, or the transformer of genai gpt sample (default "ngram")';

const examples = `
Examples:
  genai sample "The cat sat on the"                    watch it choose
  genai sample "The cat sat on the" --probs 3 --json   for scripts: what is next
  genai sample "My robot" --corpus toyland --order 3   a larger world
  genai sample "" --corpus names.txt --unit char --order 4 --samples 10
  genai sample "The zebra" --corpus toyland --unit bpe --order 4
  genai sample "The king" --model gpt                  the same by a transformer
  cat poems.txt | genai sample "The moon" --corpus -   learn from any text

A line of the corpus is a document. The text ends where a line ends, or after 50
tokens; with -n it goes on over new lines until N tokens are out. The fields of
--json are listed in README.md under "JSON for scripts".`;

export function register(command: Command, context: CommandContext): void {
  const knobs = knobsOf(sampleParams).filter(({ name }) => name !== 'prompt');
  addKnobs(command, knobs);
  command.addOption(choiceFlag(`--model <${modelNames.join('|')}>`, modelAbout, modelNames));
  addKnobs(command, knobsOf(networkParams));
  command.addOption(kernelFlag());
  addSampling(command);
  command
    .option('--why', 'the lines of the corpus that taught each choice')
    .addHelpText('after', examples)
    .action(async (words: string[]) => {
      if (command.opts().model !== 'gpt') return sampleNgram(words, command, context);
      await (await import('../sample/gpt.ts')).sampleGpt(words, command, context);
    });
}
