import { clean } from '../../render/clean.ts';
import type { Io } from '../io.ts';

/** Writes hints that are no part of a lesson. */
export const noteOn =
  ({ stderr }: Pick<Io, 'stderr'>) =>
  (message: string): void =>
    void stderr.write(`hint: ${clean(message)}\n`);
