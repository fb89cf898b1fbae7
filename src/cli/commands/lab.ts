/** `genai lab`: every lab in a list, or one opened: on a terminal as a playground, else its result. All knobs are flags. */
import { Argument, type Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { findLab, labIds } from '../../labs/index.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { registerLab } from '../lab-face.ts';
import { openScreen } from '../screen.ts';

export async function register(command: Command, context: CommandContext): Promise<void> {
  const words = context.argv.filter((word) => !word.startsWith('-'));
  // Flags may come first, and their values look like words; which flags there are, only the lab can tell.
  const id = words.find((word) => labIds.includes(word)) ?? words[0];
  if (id === undefined) {
    command
      .usage('[id] [options]')
      .option('--json', 'machine-readable output')
      .action(() => list(context, Boolean(command.opts().json)));
    return;
  }
  const lab = await findLab(id);
  // The lab is known by now; its name is only taken off the command line.
  command.usage(`${id} [options]`).addArgument(new Argument('<id>').argParser(knownAs(id)));
  registerLab(command, context, lab, {
    play: (params, seed, kernel) => openScreen({ screen: 'lab', id, params, seed }, context, kernel),
  });
}

/** @throws InputError for another word at the name's place */
const knownAs =
  (id: string) =>
  (word: string): string => {
    if (word === id) return word;
    throw new InputError(`there is no lab "${word}"`, undefined, suggest(word, labIds));
  };

async function list({ io, out }: CommandContext, json: boolean): Promise<void> {
  const labs = await Promise.all(labIds.map(findLab));
  if (json) {
    for (const { id, title, about } of labs) await out.json({ id, title, about });
    return;
  }
  const columns = [{ title: 'lab' }, { title: 'what it shows' }];
  await out.write(draw({ kind: 'table', columns, rows: labs.map(({ id, title }) => [id, title]) }, io));
  io.stderr.write('hint: open one with genai lab <id>; its knobs are flags, see genai lab <id> --help\n');
}
