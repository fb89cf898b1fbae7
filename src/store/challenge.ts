/** The challenge of a lesson that waits for a run in the shell, and the runs that have been made since it was opened.
 *  `recordRun` stands at the end of commands like `genai sample`: without an open challenge it costs one look at the disk, so
 *  what writes is loaded only when there is one. */
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedRun } from '../course/shell-check.ts';
import { makeFolder } from './folders.ts';
import { keepError } from './read-error.ts';

export interface Challenge {
  readonly lesson: string;
  readonly step: string;
}

const keptRuns = 50;
/** A challenge that nobody came back to costs nothing any more. */
const openDays = 7;
/** Longer than any run that a lesson asks for; a file that has grown beyond it makes place for a new one. */
const mostBytes = 4 << 20;

const challengeFile = (folder: string): string => join(folder, 'challenge.json');
const runsFile = (folder: string): string => join(folder, 'challenge-runs.jsonl');
const olderRunsFile = (folder: string): string => join(folder, 'challenge-runs-older.jsonl');

/** Opened again by a learner who comes back, a challenge still knows its runs. One is open at a time.
 *  @throws InputError when it cannot be kept */
export async function openChallenge(folder: string, { lesson, step }: Challenge): Promise<void> {
  try {
    const open = await readChallenge(folder);
    if (open?.lesson !== lesson || open.step !== step) await removeRuns(folder);
    await makeFolder(folder);
    const { writeWhole } = await import('./whole-file.ts');
    await writeWhole(challengeFile(folder), `${JSON.stringify({ version: 1, lesson, step })}\n`);
  } catch (error) {
    throw keepError(error, folder, 'runs in the shell are not noticed');
  }
}

/** @throws InputError when it cannot be removed */
export async function closeChallenge(folder: string): Promise<void> {
  try {
    await rm(challengeFile(folder), { force: true });
    await removeRuns(folder);
  } catch (error) {
    throw keepError(error, folder, 'the lesson still waits for a run in the shell');
  }
}

async function removeRuns(folder: string): Promise<void> {
  for (const file of [runsFile(folder), olderRunsFile(folder)]) await rm(file, { force: true });
}

/** Whether one waits for a run: one look at the disk where none does. Never throws. */
export const isWaiting = async (folder: string): Promise<boolean> => (await waiting(folder)) !== undefined;

/** Closes a challenge that is too old. */
async function waiting(folder: string): Promise<Challenge | undefined> {
  try {
    const { mtimeMs } = await stat(challengeFile(folder));
    if (Date.now() - mtimeMs > openDays * 24 * 3600 * 1000) await closeChallenge(folder);
    return await readChallenge(folder);
  } catch {
    return undefined; // none is open, or the folder is out of reach
  }
}

/** Never throws: it is not what the person called the command for.
 *  @param run made only when a challenge is open
 *  @returns why the lesson that waits will not hear of it; nothing when it does, or none waits */
export async function recordRun(
  folder: string,
  run: RecordedRun | (() => Promise<RecordedRun>),
): Promise<string | undefined> {
  const open = await waiting(folder);
  if (!open) return undefined;
  let line: string;
  try {
    const { lab, params, seed, result } = typeof run === 'function' ? await run() : run;
    line = JSON.stringify({ lesson: open.lesson, step: open.step, run: { lab, params, seed, result } });
  } catch {
    return undefined; // there is no run
  }
  if (line.length > mostBytes) return 'the lesson that waits for a run takes none as long as this one';
  await makePlace(folder);
  const { JournalFile } = await import('./journal-file.ts');
  const { error } = await new JournalFile(runsFile(folder)).add([line]);
  if (!error) return undefined;
  return keepError(error, folder, 'the lesson that waits for a run cannot be told of this one').message;
}

/** By a new name, not by rewriting: what another program adds meanwhile is not lost. */
async function makePlace(folder: string): Promise<void> {
  try {
    const { size } = await stat(runsFile(folder));
    if (size > mostBytes) await rename(runsFile(folder), olderRunsFile(folder));
  } catch {
    // nothing has been run yet, or another program was faster
  }
}

/** Oldest first. */
export async function readRuns(folder: string, { lesson, step }: Challenge): Promise<RecordedRun[]> {
  const lines = (await readLines(folder)).map(parseLine);
  const ofStep = lines.filter((entry) => entry?.lesson === lesson && entry.step === step && isRun(entry.run));
  return ofStep.map((entry) => entry!.run as RecordedRun).slice(-keptRuns);
}

/** Tells of the runs at once, if there are any, and again whenever one is added.
 *  @returns ends it */
export function watchRuns(
  folder: string,
  challenge: Challenge,
  seen: (runs: readonly RecordedRun[]) => void,
  milliseconds = 500,
): () => void {
  let ended = false;
  let busy = false;
  let last = '';
  const look = async (): Promise<void> => {
    if (busy || ended) return;
    busy = true;
    try {
      const { mtimeMs, size, ino } = await stat(runsFile(folder));
      const now = `${mtimeMs} ${size} ${ino}`;
      if (now === last) return;
      const runs = await readRuns(folder, challenge);
      last = now;
      if (!ended && runs.length > 0) seen(runs);
    } catch {
      // nothing has been run yet
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(look, milliseconds).unref();
  void look();
  return () => {
    ended = true;
    clearInterval(timer);
  };
}

async function readChallenge(folder: string): Promise<Challenge | undefined> {
  try {
    const { lesson, step } = JSON.parse(await readFile(challengeFile(folder), 'utf8'));
    return typeof lesson === 'string' && typeof step === 'string' ? { lesson, step } : undefined;
  } catch {
    return undefined;
  }
}

async function readLines(folder: string): Promise<string[]> {
  const { JournalFile } = await import('./journal-file.ts');
  const files = [olderRunsFile(folder), runsFile(folder)];
  const texts = await Promise.all(files.map((file) => new JournalFile(file).read().catch(() => '')));
  return texts.flatMap((text) => text.split('\n')).filter((line) => line !== '');
}

/** A torn line is no run. */
function parseLine(line: string): { lesson: unknown; step: unknown; run: unknown } | undefined {
  try {
    return JSON.parse(line) ?? undefined;
  } catch {
    return undefined;
  }
}

function isRun(run: unknown): run is RecordedRun {
  const { lab, params, seed } = (run ?? {}) as Partial<RecordedRun>;
  return typeof lab === 'string' && typeof params === 'object' && params !== null && typeof seed === 'number';
}
