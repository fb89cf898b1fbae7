/** `genai gpt train`: the tiny transformer learns from any text, and the run is kept if wanted. */
import type { Command } from 'commander';
import { params } from '../../labs/gpt-train/params.ts';
import { knobsOf } from '../../labs/knobs.ts';
import type { CommandContext } from '../context.ts';
import { addKnobs, kernelFlag } from '../flags.ts';

const examples = `
Examples:
  genai gpt train                             watch it learn to write
  genai gpt train poems.txt --save my.gpt     from your own text; keep it
  genai gpt train --resume my.gpt             go on, to the very same numbers
  genai gpt train --resume my.gpt --steps 3000     or longer than was planned
  genai gpt train --unit char --preset microgpt    as small as can be
  git log --format=%s | genai gpt train - --unit char
  genai gpt train --json | jq .held_out_loss  for scripts: a line for each look

Ctrl-C ends it early; what --save names is kept then too, and every now and then
on the way. The file is the run, with all it takes to go on, and what genai gpt
sample --weights FILE writes with. Into a pipe goes the loss on text that it
never saw; --json gives {"step","of","train_loss","held_out_loss",
"held_out_bits_per_byte","text"} for each look, and last a line with "done".
Exit status 1: it blew up, or ended far worse than knowing nothing.
In a playground with knobs: genai lab gpt-train.`;

export function registerTrain(command: Command, context: CommandContext): void {
  command.argument('[FILE]', 'the text to learn from, as --corpus names it; - is stdin');
  addKnobs(
    command,
    knobsOf(params).filter(({ name }) => name !== 'resume'),
  );
  command
    .addOption(kernelFlag())
    .summary('let it learn from a text')
    .description(
      'Train a tiny transformer on a text, and watch what it writes by now. First come letters, then words, then sentences; the ' +
        'loss on text that it never saw tells whether it learns more than the text.',
    )
    .option('--save <FILE>', 'keep the run: to go on with, and to write with')
    .option('--checkpoint-every <N>', 'steps between two times that it is saved on the way (200 without it)')
    .option('--resume <FILE>', 'go on with a run that was saved, and save it there again')
    .option('--seed <N>', 'repeat a run: the same seed gives the same result')
    .option('--json', 'machine-readable output: a line for each look, then the result')
    .option(
      '--out <FILE>',
      'save the last picture as .png, .svg or .txt, all of them as a .gif, or a page with the result as .html',
    )
    .option('--force', 'let --save and --out replace a file')
    .addHelpText('after', examples)
    .action(async (text?: string) => {
      const { readRequest } = await import('./train-request.ts');
      await (await import('./train-run.ts')).train(await readRequest(text, command, context), context);
    });
}
