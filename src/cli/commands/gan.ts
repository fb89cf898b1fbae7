/** `genai gan`: two networks play a game over numbers, drawn as they learn. */
import type { Command } from 'commander';
import { ganLab } from '../../labs/gan/lab.ts';
import type { Lab } from '../../labs/lab.ts';
import type { CommandContext } from '../context.ts';
import { registerLab } from '../lab-face.ts';

const examples = `
Examples:
  genai gan                                   watch it learn a bell curve
  genai gan --target bimodal --g-steps 5 --pack 1 --schedule constant
                                              make the generator collapse
  seq 1 100 | genai gan --data -              imitate your own numbers
  genai gan --json | jq .wasserstein          for scripts: a line each 100 steps
  genai gan --target skewed --out game.gif    the whole training as an animation

The numbers it makes should have the distribution of the target; how far they
are from it is Wasserstein-1, measured with 10,000 numbers. In a playground with
knobs: genai lab gan.`;

export function register(command: Command, context: CommandContext): void {
  registerLab(command, context, ganLab as unknown as Lab, { examples });
}
