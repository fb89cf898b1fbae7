/** `genai progress`: what is done in the course, taking it to another machine, and forgetting it. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import { clean } from '../../render/clean.ts';
import type { CommandContext } from '../context.ts';

const more = `
Examples:
  genai progress                   what is done, and what comes next
  genai progress --json            for scripts
  genai progress --export FILE     all of it, for another machine
  genai progress --import FILE     add what such a file holds
  genai progress --reset --yes     begin anew

FILE may be - for stdout or stdin. An import adds what is not there yet, by
time; once more it adds nothing.

--json gives one object: {"lessons":[{"id","title","steps","done","finished",
"position","answered","first_try_right","last_at"}],"review":{"due","later",
"next_at"}}: position is the id of the step you are at, or null; due and later
are numbers of questions, next_at is when the next one comes back, or null.
Packs that anything is kept of follow as "packs": [{"id","begun","finished",
"done","last_at"}]: begun and finished are numbers of lessons, done of steps.
With --pack lessons and review are the pack's, and "pack" says {"id","title",
"author"}. With --import it is {"events","added"}.`;

interface Flags {
  readonly json?: boolean;
  readonly export?: string;
  readonly import?: string;
  readonly force?: boolean;
  readonly reset?: boolean;
  readonly yes?: boolean;
  readonly pack?: string;
}

export function register(command: Command, context: CommandContext): void {
  command
    .option('--json', 'machine-readable output')
    .option('--pack <DIR>', 'what is done in the lessons of a pack')
    .option('--export <FILE>', 'write all of it to a file, packs too')
    .option('--import <FILE>', 'add what such a file holds')
    .option('--force', 'with --export: replace a file that exists')
    .option('--reset', 'forget everything, packs too')
    .option('--yes', 'with --reset: without asking')
    .addHelpText('after', more)
    .action(() => act(command.opts<Flags>(), context));
}

async function act(flags: Flags, context: CommandContext): Promise<void> {
  const { json = false, yes = false, force = false, pack } = flags;
  const works = (['export', 'import', 'reset'] as const).filter((name) => flags[name] !== undefined);
  if (works.length > 1) {
    const [first, second] = works.map((name) => `--${name}`);
    throw new InputError(`${first} and ${second} are two things`, second, 'Do one after the other.');
  }
  const [work] = works;
  if (yes && work !== 'reset') throw new InputError('--yes goes with --reset', '--yes', 'Add --reset.');
  if (force && work !== 'export') throw new InputError('--force goes with --export', '--force', 'Add --export FILE.');
  if (json && (work === 'export' || work === 'reset')) {
    throw new InputError(`--json does not go with --${work}`, '--json', 'Leave it out.');
  }
  if (work && pack !== undefined) {
    const what = work === 'reset' ? 'forgets' : 'takes';
    throw new InputError(`--${work} ${what} everything`, `--${work}`, 'Leave --pack out.');
  }
  if (work === 'reset') return reset(yes, context);
  if (!work) return show(pack, json, context);
  const { exportProgress, importProgress } = await import('../plain/progress-file.ts');
  if (work === 'export') return exportProgress(flags.export!, force, context);
  return importProgress(flags.import!, json, context);
}

async function show(folder: string | undefined, json: boolean, context: CommandContext): Promise<void> {
  const { io, out } = context;
  const { courseNamed } = await import('../../store/lessons.ts');
  const { readCourse } = await import('../plain/start.ts');
  const { nextOf } = await import('../plain/course-table.ts');
  const { packTable, progressJson, progressTable, reviewLine } = await import('../plain/progress-table.ts');
  const course = await courseNamed(folder);
  const { entries, packs, review } = await readCourse(course, context);
  if (json) {
    await out.json(progressJson({ entries, review, pack: course.pack, packs: course.pack ? undefined : packs }));
    return;
  }
  const { draw } = await import('../draw.ts');
  await out.write(draw(progressTable(entries, course.pack), io));
  if (!course.pack && packs.length > 0) await out.write(`\n${draw(packTable(packs), io)}`);
  const line = reviewLine(review);
  if (line) await out.write(`\n${line}\n`);
  if (review.due.length > 0) {
    io.stderr.write(`hint: ${clean(course.command())} --review asks what you missed\n`);
  }
  const next = nextOf(entries);
  io.stderr.write(
    next ? `hint: go on with ${clean(course.command(next.id))}\n` : 'hint: everything is done; the labs stay open\n',
  );
  if (!course.pack && packs.length > 0) io.stderr.write('hint: genai progress --pack DIR tells more of a pack\n');
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
