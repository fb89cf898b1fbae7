/** Flags of every command that goes on from a prompt, besides the knobs of its model. */
import type { Command } from 'commander';

export function addSampling(command: Command): void {
  command
    .argument('[prompt...]', 'text to continue; without it, or for -, stdin is read')
    .option('--seed <N>', 'repeat a run: the same seed gives the same text')
    .option('--samples <K>', 'K texts, one a line; the first uses the seed, each next one the seed after it')
    .option('--no-echo', 'only the new text, without the prompt')
    .option('--probs [K]', 'instead of text, the K likeliest next tokens (default 10)')
    .option('--explain', 'every step: the distribution, the draw, the pick')
    .option('--json', 'machine-readable output');
}
