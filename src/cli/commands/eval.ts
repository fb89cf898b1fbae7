/** `genai eval`: how well does a language model predict a text? */
import type { Command } from 'commander';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { KernelName } from '../../nn/kernels/kernels.ts';
import type { CommandContext } from '../context.ts';
import { evaluate } from '../eval/evaluate.ts';
import { evalParams } from '../eval/params.ts';
import { addKnobs, givenKnobs, kernelFlag, refuseNetwork } from '../flags.ts';
import { refuseCounts } from '../refuse-counts.ts';

const examples = `
Examples:
  genai eval "The cat sat on the mat." --lines
                                            one sentence, by the corpus cat
  genai eval --corpus names.txt --unit char --lines
                                            the text that it learned from
  genai eval --corpus names.txt --held-out others.txt --smoothing kneser-ney
  genai eval "The king was happy." --model gpt
                                            the same, by the transformer
  git log --format=%s | genai eval --corpus - --lines --order 3

Scored is the text given, else what comes in on stdin, else the text that the
model learned from, which a network has no more. Every token is predicted, the
first one and the end mark of a document too. Nats a token: the mean of -ln p,
lower is better; perplexity is e to that. A token of probability 0 makes them
infinite: JSON says null, and unseen counts such tokens.

Smoothing:
  none        what genai sample draws by: the counts after the longest context,
              up to order - 1 tokens, that ever occurred
  add-K       K more of everything, after the whole context
  kneser-ney  all shorter contexts mixed in; keeps a place for unknown tokens

The fields of --json are listed in README.md under "JSON for scripts".`;

export function register(command: Command, context: CommandContext): void {
  const knobs = knobsOf(evalParams);
  command.argument('[text...]', 'text to score; for -, and without it where stdin is no terminal, stdin is read');
  addKnobs(command, knobs);
  command.addOption(kernelFlag());
  command
    .option('--no-lines', 'The whole text is one document, also for a network that learned from lines')
    .description('How well a language model predicts a text: nats a token, perplexity, bits a byte.')
    .option('--json', 'machine-readable output')
    .addHelpText('after', examples)
    .action(async (words: string[]) => {
      const params = parseParams(evalParams, givenKnobs(command, knobs));
      const { json = false, kernel, ...options } = command.opts<{ json?: boolean; kernel?: KernelName }>();
      if (params.model === 'gpt') refuseCounts(options, 'genai eval');
      else refuseNetwork({ ...options, kernel });
      await evaluate(words, { params, kernel, json }, context);
    });
}
