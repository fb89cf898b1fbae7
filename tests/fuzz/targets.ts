/** Everything that is fed generated input, in groups that are loaded one by one. A new target is an entry in the list of
 *  its file; a new file is a line here and a word in one of the tests beside this one. */
import type { Target } from './target.ts';

export const groups = {
  bytes: async () => (await import('./targets/bytes.ts')).targets,
  cli: async () => (await import('./targets/cli.ts')).targets,
  faces: async () => (await import('./targets/faces.ts')).targets,
  lessons: async () => (await import('./targets/lessons.ts')).targets,
  parsers: async () => (await import('./targets/parsers.ts')).targets,
  serve: async () => (await import('./targets/serve.ts')).targets,
  screens: async () => (await import('./targets/screens.ts')).targets,
  store: async () => (await import('./targets/store.ts')).targets,
  text: async () => (await import('./targets/text.ts')).targets,
} as const satisfies Record<string, () => Promise<readonly Target[]>>;

export type Group = keyof typeof groups;
