/** `genai lab`: every lab in a list, or one opened: on a terminal as a playground, else its result. All knobs are flags. */
import { Argument, type Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { suggest } from '../../data/near-miss.ts';
import { findLab, labIds } from '../../labs/index.ts';
import { asFlag, knobsOf } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { registerLab } from '../lab-face.ts';
import { openScreen } from '../screen.ts';

export const forms = labIds;

const listExamples = `
Examples:
  genai lab                             every lab
  genai lab gan                         open one; q leaves it
  genai lab gan --help                  its knobs, which are flags
  genai lab sample --order 3 --seed 7   with knobs turned
  genai lab gradient --json             for scripts: every step, then the result
  genai lab gradient --out path.svg     its last picture as a file
  genai lab gradient --out path.html    the same as a page, with the result`;

/** Made from its knobs, so that every lab has one. */
function exampleOf({ id, params }: Lab): string {
  const knob = knobsOf(params).find(({ kind }) => kind === 'choice');
  const other = knob?.choices?.find((choice) => choice !== knob.default);
  const turned = knob && other ? ` ${asFlag(knob.name)} ${other}` : '';
  return `
Examples:
  genai lab ${id}${turned}

On a terminal that opens a playground, which q leaves; into a pipe goes the
result. With --json, or --out, it just runs.`;
}

export async function register(command: Command, context: CommandContext): Promise<void> {
  const words = context.argv.filter((word) => !word.startsWith('-'));
  // Flags may come first, and their values look like words; which flags there are, only the lab can tell.
  const id = words.find((word) => labIds.includes(word)) ?? words[0];
  if (id === undefined) {
    command
      .usage('[id] [options]')
      .addHelpText('after', listExamples)
      .option('--json', 'machine-readable output')
      .action(() => list(context, Boolean(command.opts().json)));
    return;
  }
  const lab = await findLab(id);
  // The lab is known by now; its name is only taken off the command line.
  command.summary(lab.title);
  command.usage(`${id} [options]`).addArgument(new Argument('<id>').argParser(knownAs(id)));
  registerLab(command, context, lab, {
    examples: exampleOf(lab),
    play: (params, seed, kernel) => openScreen({ screen: 'lab', id, params, seed }, context, { kernel }),
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
