/** What the progress of a lesson is kept under, so that the course and packs do not mix: the course's own keys are lesson ids,
 *  which have no slash; a pack's begin with its id. Imports little: the first screen waits for it. */
import type { Progress } from './progress.ts';

export const packFile = 'pack.yaml';

export const lessonKey = (lesson: string, pack: string | undefined): string =>
  pack === undefined ? lesson : `${pack}/${lesson}`;

/** What is kept of the lessons of one pack, or of the course, by lesson id. */
export function keptOf<T>(kept: ReadonlyMap<string, T>, pack: string | undefined): ReadonlyMap<string, T> {
  const own = [...kept].flatMap(([key, lesson]) => {
    const { pack: of, id } = partsOf(key);
    return of === pack ? [[id, lesson] as const] : [];
  });
  return new Map(own);
}

/** The packs that anything is kept of, in the order in which they were begun. */
export function packsIn(progress: Progress): string[] {
  const packs = [...progress.keys()].map((key) => partsOf(key).pack);
  return [...new Set(packs.filter((pack) => pack !== undefined))];
}

function partsOf(key: string): { readonly pack: string | undefined; readonly id: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { pack: undefined, id: key } : { pack: key.slice(0, slash), id: key.slice(slash + 1) };
}
