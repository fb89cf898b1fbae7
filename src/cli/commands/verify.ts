/** `genai verify`: our numbers beside published ones; status 1 when one is missed. */
import type { Command } from 'commander';
import type { Lab } from '../../labs/lab.ts';
import { verifyLab } from '../../labs/verify/lab.ts';
import type { CommandContext } from '../context.ts';
import { registerLab } from '../lab-face.ts';

const examples = `
Examples:
  genai verify                     compute them all; status 1 when one is missed
  genai verify --data names.txt    also what was published of it
  genai verify --only gpt          figures of one kind
  genai verify --json              a line for each figure, then the sum

--data takes texts that figures were published about, more than one if given
again: names.txt of makemore (32,033 names), input.txt of tiny-shakespeare
(1.1 MB; a network learns from it for some minutes). What is not given is
skipped.`;

export function register(command: Command, context: CommandContext): void {
  registerLab(command, context, verifyLab as unknown as Lab, { examples });
}
