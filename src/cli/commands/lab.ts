/** `genai lab`: every lab in a list, or one opened: on a terminal as a playground, else its result. All knobs are flags. */
import type { Command } from 'commander';
import { findLab, labIds } from '../../labs/index.ts';
import { knobsOf, parseParams } from '../../labs/knobs.ts';
import type { Lab } from '../../labs/lab.ts';
import { text } from '../../render/frame.ts';
import { InlineHost, runEvents } from '../../runner/run.ts';
import { recordRun } from '../../store/challenge.ts';
import { fileCorpora } from '../../store/corpora.ts';
import { dataFolder } from '../../store/folders.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { addKnobs, givenKnobs, seedOf } from '../flags.ts';
import { interruptible } from '../interruptible.ts';
import { isInteractive, surfaceOf } from '../io.ts';

export async function register(command: Command, context: CommandContext): Promise<void> {
  command.argument('[id]', 'which lab; without it, all of them are listed').option('--json', 'machine-readable output');
  const words = context.argv.filter((word) => !word.startsWith('-'));
  // Flags may come first, and their values look like words; which flags there are, only the lab can tell.
  const id = words.find((word) => labIds.includes(word)) ?? words[0];
  if (id === undefined) {
    command.action(() => list(context, Boolean(command.opts().json)));
    return;
  }
  const lab = await findLab(id);
  const knobs = knobsOf(lab.params);
  addKnobs(command, knobs);
  command
    .description(`${lab.title}. ${lab.about}`)
    .option('--seed <N>', 'repeat a run: the same seed gives the same result')
    .action(async (given: string | undefined) => {
      if (given !== id) await findLab(given ?? '');
      const params = parseParams(lab.params, givenKnobs(command, knobs)) as Record<string, unknown>;
      const { json, seed } = command.opts<{ json?: boolean; seed?: string }>();
      await open(lab, params, seedOf(seed), Boolean(json), context);
    });
}

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

async function open(
  lab: Lab,
  params: Record<string, unknown>,
  seed: number,
  json: boolean,
  context: CommandContext,
): Promise<void> {
  const { io, out, signal } = context;
  if (isInteractive(io) && !json) {
    const { startTui } = await import('../../tui/index.ts');
    const start = { screen: 'lab' as const, id: lab.id, params, seed };
    const { stdin, stdout, env } = io;
    context.status = await startTui({ stdin, stdout, env, surface: surfaceOf(stdout, io), start });
    return;
  }
  const events = runEvents(new InlineHost(fileCorpora(io.stdin)), { lab: lab.id, params, seed });
  let state = lab.start(params);
  const step = interruptible(signal);
  for (;;) {
    const { value, done } = await events.next();
    await step();
    if (done) {
      const result = value as object;
      if (json) await out.json({ done: true, lab: lab.id, seed, ...result });
      else await out.write(draw(lab.view(state, { width: surfaceOf(io.stdout, io).width, height: 24 }), io));
      if (!json && lab.chance !== false) await out.write(draw(text(`seed ${seed}`, 'muted'), io));
      await recordRun(await dataFolder(io.env), async () => ({ lab: lab.id, params, seed, result }));
      return;
    }
    state = lab.reduce(state, value);
    const line = lab.line ? lab.line(value) : value;
    if (json && line !== undefined && !(await out.json(line))) return;
  }
}
