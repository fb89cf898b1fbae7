/** From the text of a lesson file or a pack.yaml to what it says, or to what is wrong with it, with line and column.
 *  What needs a lab to know (knobs, params) is checked in check.ts. */
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type * as z from 'zod';
import { InputError } from '../data/input-error.ts';
import { clean } from '../render/clean.ts';
import { tooDeepAt } from './depth.ts';
import { type Lesson, LessonSchema } from './lesson.ts';
import type { LessonFile } from './lesson-file.ts';
import { type Pack, PackSchema } from './pack.ts';
import { inOrder, type Locate, locator, type Path } from './positions.ts';
import { brokenRules } from './rules.ts';
import { asInputErrors, yamlError } from './wrong-shape.ts';

/** A lesson needs 8. */
const mostLevels = 20;

/** What a text came to; `value` is there when nothing is wrong. */
export interface Examined<T> {
  readonly value?: T;
  /** In the order of the file, as far as it can be read. */
  readonly problems: readonly InputError[];
}

/** A lesson file with positions, for checks that come later. */
export function examineLesson(text: string, file: string): Examined<LessonFile> {
  const { value: lesson, locate, problems } = examine(LessonSchema, text, file);
  if (!lesson) return { problems };
  const broken = [...brokenRules(lesson)].map(({ path, what, remedy }) => new InputError(what, locate(path), remedy));
  return broken.length > 0 ? { problems: broken } : { value: { lesson, file, locate }, problems };
}

/** @throws InputError with file:line:column for the first problem */
export const readLesson = (text: string, file: string): LessonFile => orThrow(examineLesson(text, file));

/** @throws InputError with file:line:column */
export const parseLesson = (text: string, file: string): Lesson => readLesson(text, file).lesson;

/** What pack.yaml says. */
export const examinePack = (text: string, file: string): Examined<Pack> => examine(PackSchema, text, file);

/** @throws the first problem */
export function orThrow<T>({ value, problems }: Examined<T>): T {
  if (problems.length > 0) throw problems[0];
  return value as T;
}

function examine<T>(schema: z.ZodType<T>, text: string, file: string): Examined<T> & { readonly locate: Locate } {
  const lines = new LineCounter();
  let locate: Locate = () => `${file}:1:1`;
  const at = ({ line, col }: { line: number; col: number }): string => `${file}:${line}:${col}`;
  const deep = tooDeepAt(text, mostLevels);
  if (deep) return { problems: [tooDeep(at(deep))], locate };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const [error] = [...document.errors, ...document.warnings];
    if (error) {
      // What follows an error in YAML is mostly its echo.
      return { problems: [yamlError(error, at(lines.linePos(error.pos[0])))], locate };
    }
    checkNames(document.contents, ({ range }) => at(lines.linePos(range?.[0] ?? 0)));
    locate = locator(document, lines, file);
    const parsed = schema.safeParse(plainData(document, locate));
    if (parsed.success) return { value: parsed.data, problems: [], locate };
    return { problems: inOrder(asInputErrors(parsed.error.issues, locate)), locate };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { problems: [error], locate };
  }
}

const tooDeep = (where: string): InputError => new InputError('this is nested too deeply', where, 'Take out a level.');

/** @throws InputError for names of fields that are no words: what comes next takes its time with them, and has no use for them */
function checkNames(node: unknown, place: (node: Node) => string): void {
  if (isSeq(node)) for (const item of node.items) checkNames(item, place);
  if (!isMap(node)) return;
  for (const { key, value } of node.items) {
    if (isNode(key) && !isScalar(key)) {
      throw new InputError(
        'the name of a field has to be a word',
        place(key),
        'Take out the "?", or put it in quotes.',
      );
    }
    checkNames(value, place);
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
  if (path.length > mostLevels) throw tooDeep(locate(path));
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((entry, index) => cleanTexts(entry, locate, [...path, index]));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, entry]) => [
    clean(name),
    cleanTexts(entry, locate, [...path, name]),
  ]);
  return Object.fromEntries(entries);
}
