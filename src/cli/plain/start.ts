/** The plain face of the course: with a person at the keyboard it asks, else it reads the lesson out. */
import { checkLesson } from '../../course/check.ts';
import type { LessonFile } from '../../course/lesson-file.ts';
import { InlineHost } from '../../runner/run.ts';
import { fileCorpora } from '../../store/corpora.ts';
import { dataFolder } from '../../store/folders.ts';
import { loadCourse, loadLesson } from '../../store/lessons.ts';
import { ProgressStore } from '../../store/progress.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { courseJson, courseTable, type Entry, entriesOf, nextOf } from './course-table.ts';
import { LineInput } from './line-input.ts';
import { Paper } from './paper.ts';
import { readThrough } from './read-through.ts';
import { Sitting } from './sitting.ts';

/** The lessons and what is done of them; a damaged journal is said on stderr. */
export async function readCourse({ io }: CommandContext): Promise<Entry[]> {
  const course = await loadCourse();
  const { progress, notice } = await new ProgressStore(await dataFolder(io.env)).load();
  if (notice) io.stderr.write(`hint: ${notice}\n`);
  return entriesOf(course, progress);
}

export async function listCourse(context: CommandContext, json: boolean): Promise<void> {
  const { io, out } = context;
  const entries = await readCourse(context);
  if (json) {
    await out.json(courseJson(entries));
    return;
  }
  await out.write(draw(courseTable(entries), io));
  const next = nextOf(entries) ?? entries[0];
  io.stderr.write(`hint: genai learn ${next.id} opens that lesson; so does genai learn ${next.number}\n`);
}

/** @param asks somebody is there to answer */
export async function startPlain(wanted: string | undefined, asks: boolean, context: CommandContext): Promise<void> {
  if (!asks) {
    if (wanted === undefined) return listCourse(context, false);
    return readOut(await loadLesson(wanted), context);
  }
  const { io } = context;
  const input = new LineInput(io);
  try {
    const id = wanted ?? (await chosen(input, context));
    if (id !== undefined) await sit(id, input, context);
  } finally {
    input.close();
    if (input.interrupted.aborted) context.status = 130;
  }
}

async function readOut(file: LessonFile, { io, out, signal }: CommandContext): Promise<void> {
  await checkLesson(file);
  const host = new InlineHost(fileCorpora());
  await readThrough({ lesson: file.lesson, paper: new Paper(io, out), host, signal });
  const how = `genai learn ${file.lesson.id} --plain`;
  io.stderr.write(`hint: this was for reading only; in a terminal ${how} asks the questions and keeps your progress\n`);
}

async function chosen(input: LineInput, context: CommandContext): Promise<string | undefined> {
  const { io, out } = context;
  const entries = await readCourse(context);
  await out.write(draw(courseTable(entries), io));
  const next = nextOf(entries) ?? entries[0];
  const line = await input.ask(`Which lesson? Enter opens ${next.number}, ${next.title}; quit leaves: `);
  if (line === undefined || /^(q|quit|exit)$/i.test(line.trim())) return undefined;
  return line.trim() === '' ? next.id : line;
}

async function sit(id: string, input: LineInput, { io, out, signal }: CommandContext): Promise<void> {
  const file = await loadLesson(id);
  await checkLesson(file);
  const folder = await dataFolder(io.env);
  const store = new ProgressStore(folder);
  const { progress, notice } = await store.load();
  const note = (message: string) => void io.stderr.write(`hint: ${message}\n`);
  if (notice) note(notice);
  const { lesson } = file;
  const host = new InlineHost(fileCorpora());
  const paper = new Paper(io, out);
  const ends = AbortSignal.any([signal, input.interrupted]);
  const sitter = { lesson, paper, host, signal: ends, progress: progress.get(lesson.id), store, folder, input, note };
  const end = await new Sitting(sitter).go();
  if (end === 'left') return;
  const entries = entriesOf(await loadCourse(), (await store.load()).progress);
  const at = entries.findIndex((entry) => entry.id === lesson.id);
  const next = entries[at + 1];
  if (next) await paper.text(`Next: ${next.title}. genai learn ${next.id} --plain`);
}
