/** The challenge of a lesson that waits for a run in the shell, and the runs that have been made since it was opened.
 *  `recordRun` stands at the end of commands like `genai sample`: without an open challenge it costs one look at the disk. */
import { appendFile, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedRun } from '../course/shell-check.ts';

export interface Challenge {
  readonly lesson: string;
  readonly step: string;
}

const keptRuns = 50;
/** A challenge that nobody came back to costs nothing any more. */
const openDays = 7;
/** Longer than any run that a lesson asks for. */
const mostBytes = 4 << 20;

const challengeFile = (folder: string): string => join(folder, 'challenge.json');
const runsFile = (folder: string): string => join(folder, 'challenge-runs.jsonl');

/** Opened again by a learner who comes back, a challenge still knows its runs. One is open at a time. */
export async function openChallenge(folder: string, { lesson, step }: Challenge): Promise<void> {
  const open = await readChallenge(folder);
  if (open?.lesson !== lesson || open.step !== step) await rm(runsFile(folder), { force: true });
  await mkdir(folder, { recursive: true });
  await writeAtomic(challengeFile(folder), `${JSON.stringify({ version: 1, lesson, step })}\n`);
}

export async function closeChallenge(folder: string): Promise<void> {
  await rm(challengeFile(folder), { force: true });
  await rm(runsFile(folder), { force: true });
}

/** Never throws: it is not what the person called the command for.
 *  @param run made only when a challenge is open */
export async function recordRun(folder: string, run: RecordedRun | (() => Promise<RecordedRun>)): Promise<void> {
  try {
    const { mtimeMs } = await stat(challengeFile(folder));
    if (Date.now() - mtimeMs > openDays * 24 * 3600 * 1000) return await closeChallenge(folder);
    const open = await readChallenge(folder);
    if (!open) return;
    const { lab, params, seed, result } = typeof run === 'function' ? await run() : run;
    const line = JSON.stringify({ lesson: open.lesson, step: open.step, run: { lab, params, seed, result } });
    if (line.length > mostBytes) return;
    await appendFile(runsFile(folder), `${line}\n`);
    await trim(folder);
  } catch {
    // no challenge is open, or the folder is out of reach
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
  const text = await readFile(runsFile(folder), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
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

async function trim(folder: string): Promise<void> {
  const lines = await readLines(folder);
  if (lines.length < 2 * keptRuns) return;
  await writeAtomic(runsFile(folder), `${lines.slice(-keptRuns).join('\n')}\n`);
}

async function writeAtomic(file: string, text: string): Promise<void> {
  const { default: write } = await import('write-file-atomic');
  await write(file, text);
}
