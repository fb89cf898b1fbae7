/** What is wrong with a pack and where, for people as a line and for programs as fields. */
import { InputError } from '../../data/input-error.ts';
import { clean } from '../../render/clean.ts';

export interface Place {
  /** As far as it is known. */
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export interface Problem extends Place {
  readonly what: string;
  readonly remedy: string | null;
}

/** A file's text may be of any length, what is said of it not. */
const longest = 300;

/** @param where "file:line:column", or a file alone */
export function placeOf(where: string): Place {
  const [, file, line, column] = /^(.*?)(?::(\d+):(\d+))?$/s.exec(where)!;
  return { file: brief(file), line: line ? Number(line) : null, column: column ? Number(column) : null };
}

/** @param folder named when the problem has no place of its own */
export function problemOf({ what, where, remedy }: InputError, folder: string): Problem {
  return { ...placeOf(where ?? folder), what: brief(what), remedy: remedy === undefined ? null : brief(remedy) };
}

export const nameOf = ({ file, line, column }: Place): string => (line === null ? file : `${file}:${line}:${column}`);

export const lineOf = (problem: Problem): string =>
  `${nameOf(problem)} ${problem.what}.${problem.remedy === null ? '' : ` ${problem.remedy}`}`;

/** @throws any other error as it is */
export function asInput(error: unknown): InputError {
  if (error instanceof InputError) return error;
  throw error;
}

function brief(text: string): string {
  const line = clean(text).replace(/\s*\n\s*/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 3)}...` : line;
}
