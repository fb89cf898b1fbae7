/** `genai learn`: the course. On a terminal it fills the screen; as plain text it asks its questions line by line, or is
 *  read out where nobody can answer. */
import type { Command } from 'commander';
import { InputError } from '../../data/input-error.ts';
import type { Course } from '../../store/lessons.ts';
import type { Start } from '../../tui/state.ts';
import type { CommandContext } from '../context.ts';
import { isInteractive } from '../io.ts';
import { openScreen } from '../screen.ts';

const more = `
Examples:
  genai learn                        choose a lesson, or go on where you left
  genai learn next-token             one lesson; genai learn 2 is the same one
  genai learn next-token --plain     as readable text
  genai learn --list                 all of them, and how far you are
  genai learn --review               what you missed, asked again

Without a terminal, or with --plain, a lesson is plain text: its experiments are
run, and its questions are asked on stdin when that is a terminal (good for
screen readers). Progress is kept; see genai progress.

A question that you missed comes back after a day; known then, after 3, 7 and 21
more. --review asks those that are due; without a terminal it lists them. With
--pack they are the pack's.

--list --json gives one object: {"lessons":[{"id","number","title","part",
"minutes","steps","done","finished","position"}]}: steps and done are numbers of
steps, position is the id of the step you are at, or null. With --pack it begins
with "pack":{"id","title","author"}.

A pack is a folder with lessons of somebody else. They can read the files in
that folder and nothing else, and they run nothing but the labs of this program.
genai pack new makes one.`;

interface Flags {
  readonly list?: boolean;
  readonly plain?: boolean;
  readonly review?: boolean;
  readonly json?: boolean;
  readonly pack?: string;
}

export const values = {
  async lesson() {
    const { openCourse } = await import('../../store/lessons.ts');
    return (await openCourse().lessons()).map(({ lesson: { id, title } }) => ({ value: id, about: title }));
  },
};

export function register(command: Command, context: CommandContext): void {
  command
    .argument('[lesson]', 'its id or its number; without it, you choose')
    .option('--list', 'every lesson, and how far you are')
    .option('--review', 'questions that you missed and that are due again')
    .option('--plain', 'plain text instead of a full screen')
    .option('--pack <DIR>', 'the lessons of a pack instead of ours')
    .option('--json', 'with --list: machine-readable output')
    .addHelpText('after', more)
    .action((lesson: string | undefined) => learn(lesson, command.opts<Flags>(), context));
}

async function learn(lesson: string | undefined, flags: Flags, context: CommandContext): Promise<void> {
  const { io } = context;
  const plain = flags.plain || io.env.INK_SCREEN_READER === 'true';
  if (flags.json && !flags.list) throw new InputError('--json goes with --list', '--json', 'Add --list.');
  if (flags.list && lesson !== undefined) {
    throw new InputError('--list lists every lesson', '--list', `Leave it out to open ${lesson}.`);
  }
  if (flags.review && (flags.list || lesson !== undefined)) {
    const remedy = `Leave out ${flags.list ? '--list' : lesson}.`;
    throw new InputError('--review asks about all lessons, and is by itself', '--review', remedy);
  }
  const { courseNamed } = await import('../../store/lessons.ts');
  const course = await courseNamed(flags.pack);
  if (flags.list) return (await import('../plain/start.ts')).listCourse(course, context, Boolean(flags.json));
  if (!plain && isInteractive(io)) {
    const pack = course.pack && course;
    if (pack) await pack.lessons();
    return openScreen(await startOf(course, lesson, flags), context, { pack });
  }
  // Without --plain a piped stdout has a reader such as `less`, which wants the keys for itself.
  const asks = Boolean(io.stdin.isTTY && (io.stdout.isTTY || plain));
  return (await import('../plain/start.ts')).startPlain(course, { lesson, review: flags.review }, asks, context);
}

/** A lesson that is not there, or is damaged, is said before the screen is taken. */
async function startOf(course: Course, wanted: string | undefined, { review }: Flags): Promise<Start> {
  if (review) return { screen: 'review' };
  return wanted === undefined ? { screen: 'home' } : { screen: 'lesson', id: (await course.lesson(wanted)).lesson.id };
}
