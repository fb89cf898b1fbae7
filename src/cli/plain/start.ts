/** The plain face of the course: with a person at the keyboard it asks, else it reads the lesson out. */
import { checkLesson } from '../../course/check.ts';
import type { LessonFile } from '../../course/lesson-file.ts';
import { keptOf } from '../../course/lesson-key.ts';
import { changesBetween } from '../../course/progress-changes.ts';
import { type OpenedReview, openReview } from '../../course/review-plan.ts';
import { questions } from '../../course/review-session.ts';
import { clean } from '../../render/clean.ts';
import { InlineHost } from '../../runner/run.ts';
import { dataFolder } from '../../store/folders.ts';
import { type Course, dataOf } from '../../store/lessons.ts';
import { ProgressStore } from '../../store/progress.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { appender } from './appender.ts';
import { courseJson, courseTable, type Entry, entriesOf, nextOf } from './course-table.ts';
import { LineInput } from './line-input.ts';
import { noteOn } from './note.ts';
import { Paper } from './paper.ts';
import { type PackSum, sumPacks } from './progress-table.ts';
import { readThrough } from './read-through.ts';
import { listReview, review } from './review.ts';
import { type Sitter, Sitting } from './sitting.ts';

/** The lessons of a course and what is done of them; a damaged journal is said on stderr. */
export async function readCourse(
  course: Course,
  { io }: CommandContext,
): Promise<{ readonly entries: Entry[]; readonly packs: PackSum[]; readonly review: OpenedReview }> {
  const files = await course.lessons();
  const { progress, reviews, notice } = await new ProgressStore(await dataFolder(io.env)).load();
  if (notice) noteOn(io)(notice);
  const lessons = files.map(({ lesson }) => lesson);
  const review = await openReview(keptOf(reviews, course.pack?.id), lessons, Date.now());
  return { entries: entriesOf(files, keptOf(progress, course.pack?.id)), packs: sumPacks(progress), review };
}

export async function listCourse(course: Course, context: CommandContext, json: boolean): Promise<void> {
  const { io, out } = context;
  const { entries } = await readCourse(course, context);
  if (json) {
    await out.json(courseJson(entries, course.pack));
    return;
  }
  await out.write(draw(courseTable(entries, course.pack), io));
  const next = nextOf(entries) ?? entries[0];
  const command = clean(course.command(next.id));
  io.stderr.write(`hint: ${command} opens that lesson; so does its number, ${next.number}\n`);
}

interface Wanted {
  readonly lesson?: string;
  readonly review?: boolean;
}

/** @param asks somebody is there to answer */
export async function startPlain(
  course: Course,
  wanted: Wanted,
  asks: boolean,
  context: CommandContext,
): Promise<void> {
  if (!asks) {
    if (wanted.review) return listReview(course, context);
    if (wanted.lesson === undefined) return listCourse(course, context, false);
    return readOut(course, await course.lesson(wanted.lesson), context);
  }
  const { io } = context;
  const input = new LineInput(io);
  try {
    const isSaid = wanted.lesson !== undefined || wanted.review;
    const { lesson, review: again } = isSaid ? wanted : await chosen(course, input, context);
    if (again) await review(course, input, context);
    else if (lesson !== undefined) await sit(course, lesson, input, context);
  } finally {
    input.close();
    if (input.interrupted.aborted) context.status = 130;
  }
}

async function readOut(course: Course, file: LessonFile, { io, out, signal }: CommandContext): Promise<void> {
  await checkLesson(file);
  const host = new InlineHost(await dataOf(course));
  await readThrough({ course, lesson: file.lesson, paper: new Paper(io, out), host, signal });
  const how = `${clean(course.command(file.lesson.id))} --plain`;
  io.stderr.write(`hint: this was for reading only; in a terminal ${how} asks the questions and keeps your progress\n`);
}

async function chosen(course: Course, input: LineInput, context: CommandContext): Promise<Wanted> {
  const { io, out } = context;
  const { entries, review } = await readCourse(course, context);
  const due = review.due.length;
  await out.write(draw(courseTable(entries, course.pack), io));
  const next = nextOf(entries) ?? entries[0];
  if (due > 0) await out.write(`\n${questions(due)} to review: type review.\n`);
  const line = await input.ask(`Which lesson? Enter opens ${next.number}, ${next.title}; quit leaves: `);
  const word = line?.trim();
  if (word === undefined || /^(q|quit|exit)$/i.test(word)) return {};
  if (/^review$/i.test(word)) return { review: true };
  return { lesson: word === '' ? next.id : word };
}

async function sit(course: Course, id: string, input: LineInput, { io, out, signal }: CommandContext): Promise<void> {
  const file = await course.lesson(id);
  await checkLesson(file);
  const folder = await dataFolder(io.env);
  const store = new ProgressStore(folder);
  const { progress, notice } = await store.load();
  const note = noteOn(io);
  if (notice) note(notice);
  const { lesson } = file;
  const host = new InlineHost(await dataOf(course));
  const paper = new Paper(io, out);
  const left = progress.get(course.key(lesson.id));
  const ends = AbortSignal.any([signal, input.interrupted]);
  const append = appender(store, note);
  const keep: Sitter['keep'] = (before, after) => append(course.key(lesson.id), changesBetween(before, after));
  const sitter = { course, lesson, paper, host, signal: ends, progress: left, folder, input, keep };
  const end = await new Sitting(sitter).go();
  if (end === 'left') return;
  const lessons = await course.lessons();
  const next = lessons[lessons.findIndex((other) => other.lesson.id === lesson.id) + 1]?.lesson;
  if (next) await paper.text(`Next: ${next.title}. ${course.command(next.id)} --plain`);
}
