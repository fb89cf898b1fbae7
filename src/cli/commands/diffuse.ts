/** `genai diffuse`: a picture out of noise, led by a prompt, drawn as it clears up. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { diffuseLab } from '../../labs/diffuse/lab.ts';
import { knobsOf } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';
import type { CommandContext } from '../context.ts';
import { readRequest, shows } from '../diffuse/request.ts';
import { styles } from '../diffuse/views.ts';
import { addKnobs, choiceFlag, kernelFlag } from '../flags.ts';

const examples = `
Examples:
  genai diffuse "a sunset over the mountains"      watch the noise clear up
  genai diffuse "a red boat at night" --style blocks --seed 7
  genai diffuse "a cat" --count 3 --out cats.png   save it; .gif: the way
  genai diffuse "a snowman" --show steps           how it came out of the noise
  genai diffuse "a dog" --init cat.txt             start from a sketch
  genai diffuse "a boat" --model exact             what only copying would give
  genai diffuse --train --save my.weights          train a small network
  genai diffuse "a boat" --weights my.weights      and draw with it

Into a pipe goes the picture alone, as text. With knobs: genai lab diffuse.`;

const lab = diffuseLab as unknown as Lab;

export function register(command: Command, context: CommandContext): void {
  const knobs = knobsOf(lab.params).filter(({ name }) => name !== 'prompt');
  command.argument('[prompt...]', 'what to draw; without it any picture, for - stdin is read');
  addKnobs(command, knobs);
  command.addOption(kernelFlag());
  command
    .description(`${lab.title}. ${lab.about}`)
    .addOption(
      choiceFlag(
        `--show <${shows.join('|')}>`,
        'the picture alone, a strip of steps, or noise that clears up (on terminals)',
        shows,
      ),
    )
    .addOption(choiceFlag('--style <KIND>', `of the picture: ${styles.join(', ')} (default "ascii")`, styles))
    .option('--seed <N>', 'repeat a run: the same seed gives the same picture')
    .option('--json', 'machine-readable output: a line for each step, then the picture')
    .option(
      '--out <FILE>',
      'save the picture as .png, .svg or .txt, how it clears up as a .gif, or a page with the result as .html',
    )
    .option('--force', 'let --out replace a file')
    .addHelpText('after', examples)
    .option('--train', 'train a small network on 16×16 pictures, live, in a minute or two; --steps are then its own')
    .option('--save <FILE>', 'with --train: keep the network, for --weights')
    .action(async (words: string[]) => {
      const { train, save } = command.opts<{ train?: boolean; save?: string }>();
      if (train) return (await import('../diffuse/train.ts')).train(words, command, context);
      if (save !== undefined) throw new InputError('there is no network to save', '--save', 'Add --train.');
      await (await import('../diffuse/paint.ts')).paint(await readRequest(words, command, lab, context), context);
    });
}
