/** A pack: lessons of other people in a folder of their own, with a pack.yaml that says whose they are. */
import * as z from 'zod';
import { IdSchema, LineSchema } from './lesson.ts';
import type { Progress } from './progress.ts';

export const packFile = 'pack.yaml';

export const PackSchema = z.strictObject({
  id: IdSchema.meta({
    description: 'Name of the pack. Progress is kept under it, apart from other packs; so it is yours alone, and stays.',
  }),
  title: LineSchema.meta({ description: 'Stands above the list of lessons.' }),
  author: LineSchema.optional().meta({ description: 'Who wrote it.' }),
});

export type Pack = z.infer<typeof PackSchema>;

/** What the progress of a lesson is kept under: the course's own have no slash in it, so nothing can mix. */
export const lessonKey = (lesson: string, pack: string | undefined): string =>
  pack === undefined ? lesson : `${pack}/${lesson}`;

/** The progress of one pack, or of the course, by lesson id. */
export function progressOf(progress: Progress, pack: string | undefined): Progress {
  const own = [...progress].flatMap(([key, lesson]) => {
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
