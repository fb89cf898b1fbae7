/** `genai completion`: the script that lets TAB finish words; without a shell, how to install it. */
import { Argument, type Command } from 'commander';
import { InputError, quoted } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { type Shell, scripts, shells } from '../completion/scripts.ts';
import type { CommandContext } from '../context.ts';

const more = `
Examples:
  genai completion         how to install it in your shell
  genai completion zsh     the script itself

TAB then finishes commands, flags and their values, labs, lessons, topics and
names of files, for genai and genai-tutor.`;

export function register(command: Command, { io, out }: CommandContext): void {
  const argument = new Argument('[shell]', 'bash, zsh or fish; without it, how to install it is told').argParser(
    shellOf,
  );
  argument.argChoices = [...shells];
  command.addArgument(argument).addHelpText('after', more);
  command.action(async (shell: Shell | undefined) => {
    if (shell === undefined) await out.write(howTo(current(io.env)));
    else {
      await out.write(scripts[shell]);
      if (io.stdout.isTTY) io.stderr.write('hint: this is the script; genai completion tells how to install it\n');
    }
  });
}

function shellOf(word: string): Shell {
  const shell = shells.find((name) => name === word);
  if (shell) return shell;
  throw new InputError(`there is no completion for ${quoted(word)}`, undefined, suggest(word, shells));
}

/** The shell a person has chosen to log in with. */
const current = ({ SHELL = '' }: NodeJS.ProcessEnv): Shell | undefined =>
  shells.find((name) => new RegExp(`(^|/)${name}$`).test(SHELL));

const lines: Record<Shell, readonly [now: string, file: string]> = {
  bash: ['eval "$(genai completion bash)"', '~/.bashrc'],
  zsh: ['eval "$(genai completion zsh)"', '~/.zshrc'],
  fish: ['genai completion fish | source', '~/.config/fish/config.fish'],
};

function howTo(shell: Shell | undefined): string {
  const told = shell ? [shell] : shells;
  const parts = told.map((name) => {
    const [now, file] = lines[name];
    const which = name === shell ? `${name}, your shell` : name;
    return `In ${which}: this line lets TAB finish words in the window you are in.

  ${now}

To have it in every new window too, add it to ${file}:

  echo '${now}' >> ${file}
`;
  });
  const others = shells.filter((name) => !told.includes(name)).map((name) => `genai completion ${name}`);
  const more = others.length > 0 ? `\nThe scripts for other shells: ${others.join(', ')}.\n` : '';
  return parts.join('\n') + more;
}
