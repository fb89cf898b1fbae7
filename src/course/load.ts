/** From the text of a lesson file to a lesson, or to the first thing that is wrong with it, with line and column.
 *  What needs a lab to know (knobs, params) is checked in check.ts. */
import { LineCounter, parseDocument } from 'yaml';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { type Lesson, LessonSchema } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import { type Locate, locator } from './positions.ts';
import { brokenRules } from './rules.ts';
import { asInputError, yamlError } from './wrong-shape.ts';

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
