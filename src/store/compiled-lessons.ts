/** Lessons as the build has read and checked them, so that the course opens without parsing YAML. A lesson file that was
 *  changed since is read anew. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lesson } from '../course/lesson.ts';
import { packageRoot } from './folders.ts';

/** dist/lessons/<name>.json */
export interface CompiledLesson {
  /** The file that it was made from. */
  readonly text: string;
  readonly lesson: Lesson;
}

/** From the sources, where the schema may change at any time, nothing is compiled. */
const fromSource = import.meta.url.endsWith('.ts');

export async function compiledLesson(name: string, text: string): Promise<Lesson | undefined> {
  if (fromSource) return undefined;
  try {
    const compiled: CompiledLesson = JSON.parse(
      await readFile(join(packageRoot(), 'dist/lessons', `${name}.json`), 'utf8'),
    );
    return compiled.text === text ? compiled.lesson : undefined;
  } catch {
    return undefined; // a lesson that the build did not know
  }
}
