/** From the text of a lesson file to a lesson, or to the first thing that is wrong with it, with line and column.
 *  What needs a lab to know (knobs, params) is checked in check.ts. */
import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { type Lesson, LessonSchema } from './lesson.ts';
import { type Locate, locator, type Path } from './positions.ts';
import { brokenRules } from './rules.ts';

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
    const what = `this is not YAML: ${error.message.split('\n')[0].replace(/[.:]\s*$/, '')}`;
    throw new InputError(what, `${file}:${line}:${col}`, 'Mend the indentation, quotes or colons there.');
  }
  const locate = locator(document, lines, file);
  const parsed = LessonSchema.safeParse(cleanTexts(plainData(document, locate)));
  if (!parsed.success) throw asInputError(sharpest(parsed.error.issues[0]), locate);
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
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new InputError((error as Error).message, locate([]), 'Write values out instead of using aliases.');
  }
}

function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map(cleanTexts);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [clean(name), cleanTexts(entry)]));
}

interface Issue {
  readonly issue: z.core.$ZodIssue;
  readonly path: Path;
}

/** Of a union that nothing fits: the issue of the member that got furthest, for that is the one that was meant. */
function sharpest(issue: z.core.$ZodIssue, above: Path = []): Issue {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path };
  const members = issue.errors.map((issues) => sharpest(issues[0], path));
  const deepest = members.reduce((best, member) => (depth(member) > depth(best) ? member : best));
  return depth(deepest) > path.length ? deepest : { issue, path };
}

/** An unknown field says that the rest was near; a wrong type at the top that nothing was. */
const depth = ({ issue, path }: Issue): number => path.length + (issue.code === 'unrecognized_keys' ? 0.5 : 0);

function asInputError({ issue, path }: Issue, locate: Locate): InputError {
  const name = [...path].reverse().find((part) => typeof part === 'string');
  const field = name === undefined ? 'the lesson' : `"${String(name)}"`;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) {
        return new InputError(`${field} is missing`, locate(path.slice(0, -1)), `Add ${field}: a ${issue.expected}.`);
      }
      return new InputError(
        `${field} has to be a ${issue.expected}`,
        locate(path),
        'Change it, or quote it if a text.',
      );
    case 'unrecognized_keys': {
      const at = locate([...path, issue.keys[0]]);
      return new InputError(`there is no field "${issue.keys[0]}" here`, at, `${schemaHint}`);
    }
    case 'invalid_union': {
      const what =
        'note' in issue && issue.note
          ? `this ${field} is not known`
          : `${field} is none of the things that may stand here`;
      return new InputError(what, locate(path), schemaHint);
    }
    default:
      return new InputError(`${field}: ${lower(issue.message)}`, locate(path), schemaHint);
  }
}

const schemaHint = '`genai pack schema` lists what may stand where.';
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
