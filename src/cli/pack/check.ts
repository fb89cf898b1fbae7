/** `genai pack check`: a pack held to the rules of our own lessons. All that is wrong is told, not only the first. */
import { questionOf } from '../../course/answer.ts';
import { lookAcross, lookAt } from '../../course/check-course.ts';
import { runProblems } from '../../course/check-runs.ts';
import type { LessonFile } from '../../course/lesson-file.ts';
import { packFile } from '../../course/lesson-key.ts';
import { type Examined, examineLesson, examinePack } from '../../course/load.ts';
import { InputError, quoted } from '../../data/input-error.ts';
import { clean } from '../../render/clean.ts';
import { type CourseFolder, folderOfPack, labelOf, lessonNames, openCourse, readText } from '../../store/lessons.ts';
import type { CommandContext } from '../context.ts';
import { Progress } from '../progress-line.ts';
import { asInput, lineOf, nameOf, type Place, type Problem, placeOf, problemOf } from './place.ts';
import { TimedRuns } from './timed-runs.ts';

const usualSeconds = 60;

export interface CheckFlags {
  readonly quick?: boolean;
  readonly limit?: string;
  readonly json?: boolean;
}

interface Untried extends Place {
  readonly command: string;
}

/** What is read, and where what is wrong is told. */
interface Work {
  readonly folder: CourseFolder;
  readonly context: CommandContext;
  tell(problem: InputError): Promise<void>;
}

export async function checkPack(given: string, flags: CheckFlags, context: CommandContext): Promise<void> {
  const { io, out } = context;
  const seconds = secondsOf(flags);
  const folder = folderOfPack(given);
  const problems: Problem[] = [];
  const tell = async (problem: InputError): Promise<void> => {
    problems.push(problemOf(problem, given));
    if (!flags.json) await out.write(`${lineOf(problems.at(-1)!)}\n`);
  };
  const work: Work = { folder, context, tell };
  const pack = await examined(work, packFile, examinePack);
  const lessons = await readLessons(work);
  for (const problem of lookAcross(lessons)) await tell(problem);
  const { quote } = openCourse(folder);
  for (const lesson of lessons) for (const problem of await lookAt(lesson, quote)) await tell(problem);
  const { runs, untried } = flags.quick ? { runs: 0, untried: [] } : await runAll(lessons, seconds, work);
  context.status = problems.length === 0 ? 0 : 1;
  const summary = lessons.map(({ file, lesson: { id, title, steps } }) => ({
    file,
    id,
    title,
    steps: steps.length,
    questions: steps.filter(questionOf).length,
  }));
  if (flags.json) {
    await out.json({ ok: problems.length === 0, pack: pack ?? null, lessons: summary, runs, problems, untried });
    return;
  }
  for (const { command, ...place } of untried) {
    io.stderr.write(`hint: ${nameOf(place)} was not tried, it is more than the call of a lab: ${command}\n`);
  }
  const total = (of: 'steps' | 'questions'): number => summary.reduce((sum, lesson) => sum + lesson[of], 0);
  const counted = [
    many(lessons.length, 'lesson'),
    many(total('steps'), 'step'),
    many(total('questions'), 'question'),
    flags.quick ? 'no lab run' : many(runs, 'run'),
  ].join(', ');
  if (problems.length === 0) await out.write(`${counted}: all is well.\n`);
  else io.stderr.write(`hint: ${many(problems.length, 'problem')} in ${counted}\n`);
}

async function readLessons(work: Work): Promise<LessonFile[]> {
  let names: string[] = [];
  try {
    names = await lessonNames(work.folder);
  } catch (error) {
    await work.tell(asInput(error));
  }
  const lessons: LessonFile[] = [];
  for (const name of names) {
    const lesson = await examined(work, name, examineLesson);
    if (lesson) lessons.push(lesson);
  }
  return lessons;
}

/** What a file says, if it can be used; what is wrong with it is told. */
async function examined<T>(
  { folder, tell }: Work,
  name: string,
  examine: (text: string, label: string) => Examined<T>,
): Promise<T | undefined> {
  try {
    const { value, problems } = examine(await readText(folder, name), labelOf(folder, name));
    for (const problem of problems) await tell(problem);
    return value;
  } catch (error) {
    await tell(asInput(error));
    return undefined;
  }
}

/** @returns how many runs were made, and the commands of hints that were not tried */
async function runAll(
  lessons: readonly LessonFile[],
  seconds: number,
  { folder, context, tell }: Work,
): Promise<{ readonly runs: number; readonly untried: readonly Untried[] }> {
  const { io, signal } = context;
  const untried: Untried[] = [];
  const progress = new Progress(io);
  let place = '';
  const runs = new TimedRuns({
    within: folder.path,
    seconds,
    signal,
    took: (lab, time) => context.detail(`${place}, ${lab}: ${time.toFixed(1)} s`),
    progress: (lab, share) =>
      progress.show(`${place}, ${lab}${share === undefined ? '' : ` ${Math.floor(share * 100)} %`}`),
  });
  if (lessons.length > 0)
    io.stderr.write(`hint: running the labs; each run may take ${seconds} s (--limit), --quick runs none\n`);
  try {
    for (const [index, lesson] of lessons.entries()) {
      place = `lesson ${index + 1} of ${lessons.length}: ${lesson.lesson.title}`;
      const bench = {
        run: runs.run,
        untried: (command: string, where: string) => void untried.push({ ...placeOf(where), command: clean(command) }),
      };
      for await (const problem of runProblems(lesson, bench)) {
        progress.clear();
        await tell(problem);
      }
    }
  } finally {
    progress.clear();
    runs.close();
  }
  return { runs: runs.count, untried };
}

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** @throws InputError when it is no time */
function secondsOf({ limit, quick }: CheckFlags): number {
  if (limit === undefined) return usualSeconds;
  if (quick) throw new InputError('--quick runs no lab', '--limit', 'Leave one of them out.');
  const seconds = Number(limit);
  if (limit.trim() !== '' && seconds >= 1 && seconds <= 86_400) return seconds;
  throw new InputError(`${quoted(limit)} is no limit`, '--limit', 'Give seconds, from 1 to 86400.');
}
