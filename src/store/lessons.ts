/** Courses: ours, lessons/NN-name.yaml of the package, and packs of others. The lessons of a course stand in the order of the
 *  names of their files. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LessonFile, numberOf, twinProblems } from '../course/lesson-file.ts';
import { lessonKey, packFile } from '../course/lesson-key.ts';
import type { Pack } from '../course/pack.ts';
import { type Region, regionOf } from '../course/source.ts';
import type { DataSource } from '../data/corpus.ts';
import { InputError } from '../data/input-error.ts';
import { suggest } from '../data/near-miss.ts';
import { compiledLesson } from './compiled-lessons.ts';
import { packageRoot } from './folders.ts';
import { decodeText, packData, packFolder, packText } from './pack-files.ts';
import { readError } from './read-error.ts';
import { readRegion } from './sources.ts';

/** The most lessons of a pack. */
const mostLessons = 100;

/** Where lessons come from, and what their steps may read. */
export interface CourseFolder {
  /** Where it really is. */
  readonly path: string;
  /** What errors call it. */
  readonly label: string;
  /** It is somebody else's. */
  readonly foreign: boolean;
}

export interface Course {
  /** Of a pack; ours has none. */
  readonly pack?: Pack;
  /** Of a pack: the one folder whose files its labs may read. */
  readonly within?: string;
  /** The command that opens it, or one of its lessons. */
  command(lesson?: string): string;
  /** What the progress of a lesson is kept under. */
  key(lesson: string): string;
  /** @throws InputError with file:line:column for the first lesson that cannot be used */
  lessons(): Promise<LessonFile[]>;
  /** @param wanted its id, its number ("2", "02") or the name of its file
   *  @throws InputError when there is none, or it cannot be used; what ails another lesson is no hindrance */
  lesson(wanted: string): Promise<LessonFile>;
  /** @throws InputError when it is not there */
  quote(file: string, region?: string): Promise<Region>;
}

/** Our own. */
export const ourFolder = (): CourseFolder => ({
  path: join(packageRoot(), 'lessons'),
  label: 'lessons',
  foreign: false,
});

/** @param given as the person named it
 *  @throws InputError when it is no folder */
export const folderOfPack = (given: string): CourseFolder => ({ path: packFolder(given), label: given, foreign: true });

export const openCourse = (folder = ourFolder()): Course => courseIn(folder);

/** @param given its folder
 *  @throws InputError when that is no pack */
export async function openPack(given: string): Promise<Course> {
  const folder = folderOfPack(given);
  return courseIn(folder, await readPack(folder));
}

/** Ours, or the pack that was asked for. */
export const courseNamed = async (pack: string | undefined): Promise<Course> =>
  pack === undefined ? openCourse() : openPack(pack);

function courseIn(folder: CourseFolder, pack?: Pack): Course {
  return {
    pack,
    within: folder.foreign ? folder.path : undefined,
    command: (lesson) =>
      ['genai learn', ...(pack ? [`--pack ${shellWord(folder.label)}`] : []), ...(lesson ? [lesson] : [])].join(' '),
    key: (lesson) => lessonKey(lesson, pack?.id),
    lessons: () => allLessons(folder),
    lesson: (wanted) => findLesson(folder, wanted),
    quote: (file, region) => quote(folder, file, region),
  };
}

/** A word of a command line, so that it can be copied from the screen. */
export const shellWord = (text: string): string =>
  /^[\w./:@%+,=\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** @throws InputError when there is no pack.yaml, or it is wrong */
export async function readPack(folder: CourseFolder): Promise<Pack> {
  const label = labelOf(folder, packFile);
  const { examinePack, orThrow } = await import('../course/load.ts');
  if (!existsSync(join(folder.path, packFile))) {
    throw new InputError(
      `there is no ${packFile} in it`,
      folder.label,
      'See genai pack new, which makes a pack with one.',
    );
  }
  return orThrow(examinePack(await readText(folder, packFile), label));
}

async function allLessons(folder: CourseFolder): Promise<LessonFile[]> {
  const files: LessonFile[] = [];
  for (const name of await lessonNames(folder)) files.push(await readLessonFile(folder, name));
  for (const problem of twinProblems(files)) throw problem;
  return files;
}

async function findLesson(folder: CourseFolder, wanted: string): Promise<LessonFile> {
  const names = await lessonNames(folder);
  const named = names.find((name, index) => isName(wanted.trim(), name, index, folder));
  if (named !== undefined) return readLessonFile(folder, named);
  const ids: string[] = [];
  let damage: unknown;
  for (const name of names) {
    try {
      const file = await readLessonFile(folder, name);
      if (file.lesson.id === wanted.trim()) return file;
      ids.push(file.lesson.id);
    } catch (error) {
      damage ??= error;
    }
  }
  if (damage && ids.length === 0) throw damage;
  throw new InputError(`there is no lesson "${wanted}"`, undefined, suggest(wanted, ids));
}

/** Whether "2", "02", "02-next-token", "02-next-token.yaml" or that in its folder names the file "02-next-token.yaml". */
function isName(wanted: string, name: string, index: number, folder: CourseFolder): boolean {
  const stem = name.replace(/\.ya?ml$/, '');
  if (/^\d+$/.test(wanted)) return Number(wanted) === numberOf(name, index);
  return wanted === name || wanted === stem || slashed(wanted) === slashed(labelOf(folder, name));
}

/** Windows writes a path in either way. */
const slashed = (path: string): string => path.replaceAll('\\', '/');

/** The names of the lesson files, in their order.
 *  @throws InputError when there are none, or too many */
export async function lessonNames(folder: CourseFolder): Promise<string[]> {
  let names: string[];
  try {
    names = (await readdir(folder.path)).filter((name) => /^[^.].*\.ya?ml$/.test(name) && name !== packFile).sort();
  } catch (error) {
    throw readError(error, folder.label);
  }
  if (names.length === 0) {
    throw new InputError('there are no lessons in it', folder.label, 'A lesson is a file such as 01-first.yaml.');
  }
  if (names.length <= mostLessons) return names;
  throw new InputError(`there are more than ${mostLessons} lessons in it`, folder.label, 'Make two packs of it.');
}

/** What errors call a file of the course. */
export const labelOf = ({ label }: CourseFolder, name: string): string => (label === '.' ? name : join(label, name));

/** The text of a file of the course.
 *  @throws InputError */
export async function readText(folder: CourseFolder, name: string): Promise<string> {
  const label = labelOf(folder, name);
  if (folder.foreign) return packText(folder.path, name, label);
  try {
    return decodeText(await readFile(join(folder.path, name)), label);
  } catch (error) {
    throw error instanceof InputError ? error : readError(error, label);
  }
}

async function readLessonFile(folder: CourseFolder, name: string): Promise<LessonFile> {
  const label = labelOf(folder, name);
  const text = await readText(folder, name);
  const lesson = folder.foreign ? undefined : await compiledLesson(name, text);
  if (lesson) return { lesson, file: label, locate: () => label };
  return (await import('../course/load.ts')).readLesson(text, label);
}

/** Our own source, or with "./" in front a file beside the lessons. */
async function quote(folder: CourseFolder, file: string, region?: string): Promise<Region> {
  if (!file.startsWith('./')) return readRegion(file, region);
  return regionOf(await readText(folder, file.slice(2)), region, file);
}

/** What labs of a course may read. */
export const dataOf = async ({ within }: Course): Promise<DataSource> =>
  within === undefined ? (await import('./corpora.ts')).fileCorpora() : packData(within);
