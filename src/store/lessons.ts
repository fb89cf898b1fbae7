/** The lessons of the course: lessons/NN-name.yaml of the package, in the order of their names. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCourse, type LessonFile } from '../course/lesson-file.ts';
import { InputError } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';
import { compiledLesson } from './compiled-lessons.ts';
import { packageRoot } from './folders.ts';
import { readError } from './read-error.ts';

const courseFolder = (): string => join(packageRoot(), 'lessons');

/** @throws InputError with file:line:column for the first lesson that cannot be used */
export async function loadCourse(folder = courseFolder()): Promise<LessonFile[]> {
  const files: LessonFile[] = [];
  for (const name of await lessonNames(folder)) files.push(await readFileOf(folder, name));
  checkCourse(files);
  return files;
}

/** @param wanted its id, its number ("2", "02") or the name of its file
 *  @throws InputError when there is none, or it cannot be used; what ails another lesson is no hindrance */
export async function loadLesson(wanted: string, folder = courseFolder()): Promise<LessonFile> {
  const names = await lessonNames(folder);
  const named = names.find((name) => isName(wanted.trim(), name));
  if (named !== undefined) return readFileOf(folder, named);
  const ids: string[] = [];
  let damage: unknown;
  for (const name of names) {
    try {
      const file = await readFileOf(folder, name);
      if (file.lesson.id === wanted.trim()) return file;
      ids.push(file.lesson.id);
    } catch (error) {
      damage ??= error;
    }
  }
  if (damage && ids.length === 0) throw damage;
  throw new InputError(`there is no lesson "${wanted}"`, undefined, suggest(wanted, ids));
}

/** Whether "2", "02", "02-next-token", "02-next-token.yaml" or that in lessons/ names the file "02-next-token.yaml". */
function isName(wanted: string, name: string): boolean {
  const stem = name.replace(/\.ya?ml$/, '');
  if (/^\d+$/.test(wanted)) return Number(wanted) === Number(/^\d+/.exec(stem)?.[0] ?? Number.NaN);
  return wanted === name || wanted === stem || wanted.replace('\\', '/') === `lessons/${name}`;
}

async function lessonNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  } catch (error) {
    throw readError(error, folder);
  }
}

async function readFileOf(folder: string, name: string): Promise<LessonFile> {
  const label = `lessons/${name}`;
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, name));
  } catch (error) {
    throw readError(error, label);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError('this is not UTF-8 text', `${label}:1:1`, 'Save it as UTF-8.');
  }
  const lesson = await compiledLesson(name, text);
  if (lesson) return { lesson, file: label, locate: () => label };
  return (await import('../course/load.ts')).readLesson(text, label);
}
