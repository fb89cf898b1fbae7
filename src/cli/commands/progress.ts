/** `genai progress`: what is done in the course, and forgetting it. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import type { CommandContext } from '../context.ts';

const more = `
--json gives one object: {"lessons":[{"id","title","steps","done","finished",
"position","answered","first_try_right","last_at"}]}: position is the id of the
step you are at, or null.`;

interface Flags {
  readonly json?: boolean;
  readonly reset?: boolean;
  readonly yes?: boolean;
}

export function register(command: Command, context: CommandContext): void {
  command
    .option('--json', 'machine-readable output')
    .option('--reset', 'forget everything')
    .option('--yes', 'with --reset: without asking')
    .addHelpText('after', more)
    .action(() => {
      const { json, reset: forget, yes } = command.opts<Flags>();
      if (yes && !forget) throw new InputError('--yes goes with --reset', '--yes', 'Add --reset.');
      return forget ? reset(Boolean(yes), context) : show(Boolean(json), context);
    });
}

async function show(json: boolean, context: CommandContext): Promise<void> {
  const { io, out } = context;
  const { readCourse } = await import('../plain/start.ts');
  const { nextOf, progressJson, progressTable } = await import('../plain/course-table.ts');
  const entries = await readCourse(context);
  if (json) {
    await out.json(progressJson(entries));
    return;
  }
  const { draw } = await import('../draw.ts');
  await out.write(draw(progressTable(entries), io));
  const next = nextOf(entries);
  io.stderr.write(
    next ? `hint: go on with genai learn ${next.id}\n` : 'hint: everything is done; the labs stay open\n',
  );
}

async function reset(sure: boolean, context: CommandContext): Promise<void> {
  const { io, out } = context;
  const { dataFolder } = await import('../../store/folders.ts');
  const { ProgressStore } = await import('../../store/progress.ts');
  const { closeChallenge } = await import('../../store/challenge.ts');
  const folder = await dataFolder(io.env);
  if (!sure && !(await confirmed(folder, context))) {
    if (context.status === 0) await out.write('Nothing was forgotten.\n');
    return;
  }
  await new ProgressStore(folder).reset();
  await closeChallenge(folder);
  await out.write('Your progress is forgotten.\n');
}

async function confirmed(folder: string, context: CommandContext): Promise<boolean> {
  const { io } = context;
  if (!io.stdin.isTTY) throw new InputError('this forgets all your progress', '--reset', 'Add --yes if you are sure.');
  const { LineInput } = await import('../plain/line-input.ts');
  const input = new LineInput(io);
  try {
    const line = await input.ask(`Forget all progress in ${folder}? Type yes: `);
    if (input.interrupted.aborted) context.status = 130;
    return line?.trim().toLowerCase() === 'yes';
  } finally {
    input.close();
  }
}
