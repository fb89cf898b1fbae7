/** From the text of a lesson file to a lesson, or to the first thing that is wrong with it, with line and column.
 *  What needs a lab to know (knobs, params) is checked in check.ts. */
import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { type Lesson, LessonSchema } from './lesson.ts';
import { type Locate, locator } from './positions.ts';
import { brokenRules } from './rules.ts';
import { asInputError, yamlError } from './wrong-shape.ts';

export interface LessonFile {
  /** Every text in it is free of control characters. */
  readonly lesson: Lesson;
  readonly file: string;
  /** "file:line:column" of a value, such as ['steps', 2, 'run', 'params', 'order']. */
  readonly locate: Locate;
}

/** A lesson file with positions, for checks that come later.
 *  @throws InputError with file:line:column */
export function readLesson(text: string, file: string): LessonFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const error = document.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw yamlError(error, `${file}:${line}:${col}`);
  }
  const locate = locator(document, lines, file);
  const parsed = LessonSchema.safeParse(plainData(document, locate));
  if (!parsed.success) throw asInputError(parsed.error.issues, locate);
  for (const { path, what, remedy } of brokenRules(parsed.data)) throw new InputError(what, locate(path), remedy);
  return { lesson: parsed.data, file, locate };
}

/** @throws InputError with file:line:column */
export function parseLesson(text: string, file: string): Lesson {
  return readLesson(text, file).lesson;
}

/** @throws InputError when two lessons of a course have the same id */
export function checkCourse(files: readonly LessonFile[]): void {
  const seen = new Map<string, LessonFile>();
  for (const file of files) {
    const other = seen.get(file.lesson.id);
    if (other) {
      const what = `the lesson id "${file.lesson.id}" is taken by ${other.file}`;
      throw new InputError(what, file.locate(['id']), 'Give each lesson an id of its own.');
    }
    seen.set(file.lesson.id, file);
  }
}

function plainData(document: ReturnType<typeof parseDocument>, locate: Locate): unknown {
  try {
    return cleanTexts(document.toJS({ maxAliasCount: 100 }));
  } catch {
    // An alias inside of what it names has no end.
    throw new InputError('there are too many aliases', locate([]), 'Write values out instead of using aliases.');
  }
}

function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [clean(name), cleanTexts(entry)]));
}
