/** `genai man`: the manual page, made from what the commands say of themselves. On a terminal it is opened with `man`. */
import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { manual } from '../describe/manual.ts';
import { storedPage } from '../describe/stored.ts';
import { version } from '../version.ts';

const more = `
Examples:
  genai man                  read it
  genai man > genai.1        keep it as a file, for man(1)
  genai man --json           the same for programs: every command with its
                             arguments, flags and values`;

export function register(command: Command, context: CommandContext): void {
  command
    .option('--json', 'machine-readable output')
    .addHelpText('after', more)
    .action(async () => {
      const { io, out, definitions } = context;
      const root = await definitions();
      if (command.opts().json) return void (await out.json(root));
      const page = (await storedPage()) ?? manual(root, new Date().toISOString().slice(0, 10), version());
      if (io.stdout.isTTY) context.status = await (await import('../describe/pager.ts')).showPage(page);
      else await out.write(page);
    });
}
