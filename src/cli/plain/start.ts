/** The plain face of the course: with a person at the keyboard it asks, else it reads the lesson out. */
import { checkLesson } from '../../course/check.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { LessonFile } from '../../course/lesson-file.ts';
import { changesBetween } from '../../course/progress-changes.ts';
import type { Reviews } from '../../course/review.ts';
import { openReview } from '../../course/review-plan.ts';
import { questions } from '../../course/review-session.ts';
import { InlineHost } from '../../runner/run.ts';
import { fileCorpora } from '../../store/corpora.ts';
import { dataFolder } from '../../store/folders.ts';
import { loadCourse, loadLesson } from '../../store/lessons.ts';
import { ProgressStore } from '../../store/progress.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { appender } from './appender.ts';
import { courseJson, courseTable, type Entry, entriesOf, nextOf } from './course-table.ts';
import { LineInput } from './line-input.ts';
import { noteOn } from './note.ts';
import { Paper } from './paper.ts';
import { readThrough } from './read-through.ts';
import { listReview, review } from './review.ts';
import { type Sitter, Sitting } from './sitting.ts';

interface Course {
  readonly entries: Entry[];
  readonly lessons: readonly Lesson[];
  readonly reviews: Reviews;
}

/** The lessons and what is done of them; a damaged journal is said on stderr. */
export async function readCourse({ io }: CommandContext): Promise<Course> {
  const course = await loadCourse();
  const { progress, reviews, notice } = await new ProgressStore(await dataFolder(io.env)).load();
  if (notice) noteOn(io)(notice);
  return { entries: entriesOf(course, progress), lessons: course.map(({ lesson }) => lesson), reviews };
}

export async function listCourse(context: CommandContext, json: boolean): Promise<void> {
  const { io, out } = context;
  const { entries } = await readCourse(context);
  if (json) {
    await out.json(courseJson(entries));
    return;
  }
  await out.write(draw(courseTable(entries), io));
  const next = nextOf(entries) ?? entries[0];
  io.stderr.write(`hint: genai learn ${next.id} opens that lesson; so does genai learn ${next.number}\n`);
}

interface Wanted {
  readonly lesson?: string;
  readonly review?: boolean;
}

/** @param asks somebody is there to answer */
export async function startPlain(wanted: Wanted, asks: boolean, context: CommandContext): Promise<void> {
  if (!asks) {
    if (wanted.review) return listReview(context);
    return wanted.lesson === undefined ? listCourse(context, false) : readOut(await loadLesson(wanted.lesson), context);
  }
  const { io } = context;
  const input = new LineInput(io.stdin, io.stdout.isTTY ? io.stdout : io.stderr);
  try {
    const { lesson, review: again } =
      wanted.lesson !== undefined || wanted.review ? wanted : await chosen(input, context);
    if (again) await review(input, context);
    else if (lesson !== undefined) await sit(lesson, input, context);
  } finally {
    input.close();
    if (input.interrupted) context.status = 130;
  }
}

async function readOut(file: LessonFile, { io, out, signal }: CommandContext): Promise<void> {
  await checkLesson(file);
  const host = new InlineHost(fileCorpora());
  await readThrough({ lesson: file.lesson, paper: new Paper(io, out), host, signal });
  const how = `genai learn ${file.lesson.id} --plain`;
  io.stderr.write(`hint: this was for reading only; in a terminal ${how} asks the questions and keeps your progress\n`);
}

async function chosen(input: LineInput, context: CommandContext): Promise<Wanted> {
  const { io, out } = context;
  const { entries, lessons, reviews } = await readCourse(context);
  const due = (await openReview(reviews, lessons, Date.now())).due.length;
  await out.write(draw(courseTable(entries), io));
  const next = nextOf(entries) ?? entries[0];
  if (due > 0) await out.write(`\n${questions(due)} to review: type review.\n`);
  const line = await input.ask(`Which lesson? Enter opens ${next.number}, ${next.title}; quit leaves: `);
  const word = line?.trim();
  if (word === undefined || /^(q|quit|exit)$/i.test(word)) return {};
  if (/^review$/i.test(word)) return { review: true };
  return { lesson: word === '' ? next.id : word };
}

async function sit(id: string, input: LineInput, { io, out, signal }: CommandContext): Promise<void> {
  const file = await loadLesson(id);
  await checkLesson(file);
  const folder = await dataFolder(io.env);
  const store = new ProgressStore(folder);
  const { progress, notice } = await store.load();
  const note = noteOn(io);
  if (notice) note(notice);
  const { lesson } = file;
  const host = new InlineHost(fileCorpora());
  const paper = new Paper(io, out);
  const append = appender(store, note);
  const keep: Sitter['keep'] = (before, after) => append(lesson.id, changesBetween(before, after));
  const sitter = { lesson, paper, host, signal, progress: progress.get(lesson.id), folder, input, keep };
  const end = await new Sitting(sitter).go();
  if (end === 'left') return;
  const entries = entriesOf(await loadCourse(), (await store.load()).progress);
  const at = entries.findIndex((entry) => entry.id === lesson.id);
  const next = entries[at + 1];
  if (next) await paper.text(`Next: ${next.title}. genai learn ${next.id} --plain`);
}
