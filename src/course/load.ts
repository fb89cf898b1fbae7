/** From the text of a lesson file to a lesson, or to the first thing that is wrong with it, with line and column.
 *  What needs a lab to know (knobs, params) is checked in check.ts. */
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { type Lesson, LessonSchema } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import { type Locate, locator, type Path } from './positions.ts';
import { brokenRules } from './rules.ts';
import { asInputError, yamlError } from './wrong-shape.ts';

/** A lesson file with positions, for checks that come later.
 *  @throws InputError with file:line:column */
export function readLesson(text: string, file: string): LessonFile {
  const lines = new LineCounter();
  const document = documentOf(text, lines, file);
  const error = document.errors[0];
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw yamlError(error, `${file}:${line}:${col}`);
  }
  checkNodes(document.contents, ({ range }) => {
    const { line, col } = lines.linePos(range?.[0] ?? 0);
    return `${file}:${line}:${col}`;
  });
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

/** More than any lesson has; what nests without end would fill the stack. */
const deepest = 20;

const tooDeep = (where: string): InputError =>
  new InputError('values stand in values without end', where, `A lesson has at most ${deepest} levels.`);

function documentOf(text: string, lineCounter: LineCounter, file: string): ReturnType<typeof parseDocument> {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(`${file}:1:1`); // the stack was full
    throw error;
  }
}

/** @throws InputError for names of fields that are no words, and for values too deep in values: what comes next takes its time with
 *  them, and has no use for them */
function checkNodes(node: unknown, place: (node: Node) => string, depth = 0): void {
  if (isNode(node) && depth > deepest) throw tooDeep(place(node));
  if (isSeq(node)) for (const item of node.items) checkNodes(item, place, depth + 1);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (isNode(key) && !isScalar(key)) {
      throw new InputError(
        'the name of a field has to be a word',
        place(key),
        'Take out the "?", or put it in quotes.',
      );
    }
    checkNodes(value, place, depth + 1);
  }
}

function plainData(document: ReturnType<typeof parseDocument>, locate: Locate): unknown {
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // An alias inside of what it names has no end.
    const unknown = /^Unresolved alias .*: (.*)$/s.exec((error as Error).message)?.[1];
    const what = unknown === undefined ? 'there are too many aliases' : `the alias "${unknown}" stands for nothing`;
    throw new InputError(clean(what), locate([]), 'Write values out instead of using aliases.');
  }
  return cleanTexts(data, locate, []);
}

function cleanTexts(value: unknown, locate: Locate, path: Path): unknown {
  if (path.length > deepest) throw tooDeep(locate(path));
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((entry, index) => cleanTexts(entry, locate, [...path, index]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, entry]) => [
    clean(name),
    cleanTexts(entry, locate, [...path, name]),
  ]);
  return Object.fromEntries(entries);
}
