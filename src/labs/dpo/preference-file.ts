/** Preferences as a file: a line for each, as JSON (NDJSON). Read next: ./picks.ts */
import * as z from 'zod';
import type { CorpusSource } from '../../data/corpus.ts';
import { InputError } from '../../data/input-error.ts';
import { textOf } from '../own-file.ts';

const words = z.string().trim().min(1).max(2000);
export const preferred = z.strictObject({ question: words, chosen: words, rejected: words });
/** Of two answers to a question, the one that somebody likes better. */
export type Preferred = Readonly<z.infer<typeof preferred>>;

/** Largest file, and the most lines of it: each is learnt from many times over. */
const largest = 4 << 20;
export const most = 5000;

const remedy = 'A line is {"question": "…", "chosen": "…", "rejected": "…"}.';

/** @throws InputError with the line that is wrong, or when the file is not there or holds nothing */
export async function readPreferences(name: string, data: CorpusSource): Promise<Preferred[]> {
  const lines = (await textOf(name, data, largest)).split(/\r?\n/);
  const read = lines.flatMap((line, i) => (line.trim() === '' ? [] : [preferenceOf(line, `${name}:${i + 1}`)]));
  if (read.length > most) {
    throw new InputError(`${read.length} preferences are more than ${most}`, name, 'Give the ones that matter.');
  }
  if (read.length === 0) throw new InputError('there is nothing in it', name, remedy);
  return read;
}

function preferenceOf(line: string, where: string): Preferred {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new InputError('this line is no JSON', where, remedy);
  }
  const { success, data, error } = preferred.safeParse(value);
  if (!success) throw new InputError(whatIsWrong(error.issues[0]), where, remedy);
  if (data.chosen !== data.rejected) return data;
  throw new InputError('both answers are the same', where, 'Give two that differ.');
}

function whatIsWrong(issue: z.core.$ZodIssue): string {
  const [field] = issue.path;
  if (issue.code === 'unrecognized_keys') return 'there is something else than a question and two answers in it';
  if (field === undefined) return 'this is no preference';
  if (issue.code === 'too_big') return `${String(field)} is longer than ${issue.maximum} characters`;
  return issue.code === 'too_small' ? `${String(field)} is empty` : `there is no text for ${String(field)}`;
}

/** The same, to be read again. */
export const writePreferences = (all: readonly Preferred[]): string =>
  all.map(({ question, chosen, rejected }) => `${JSON.stringify({ question, chosen, rejected })}\n`).join('');
