/** What the learner has done, on disk: a journal of small events, one a line, only ever added to. Several programs may
 *  write at once, for each adds its lines in one piece. The fold of the events is in ../course/progress.ts. */
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Change,
  EventSchema,
  eventVersion,
  foldProgress,
  type Progress,
  type ProgressEvent,
} from '../course/progress.ts';
import { InputError } from '../data/input-error.ts';
import { codeOf, keepError } from './read-error.ts';

export interface Loaded {
  readonly progress: Progress;
  /** What the learner should know about the file. */
  readonly notice?: string;
}

const format = 'genai-tutor progress';
const header = `${JSON.stringify({ format, version: eventVersion })}\n`;

export class ProgressStore {
  private readonly file: string;

  constructor(
    private readonly folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.file = join(folder, 'progress.jsonl');
  }

  /** Never throws: a lesson can be taken without a memory. */
  async load(): Promise<Loaded> {
    let bytes: Buffer;
    try {
      bytes = await readFile(this.file);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT') return { progress: new Map() };
      return { progress: new Map(), notice: `Your progress cannot be read (${this.file}, ${code}).` };
    }
    const { events, damaged, version } = parseJournal(bytes.toString('utf8'));
    const progress = foldProgress(events);
    if (version > eventVersion) return { progress, notice: `Y${newerProblem(this.file).slice(1)}.` };
    return damaged ? { progress, notice: await this.setAside(events.length) } : { progress };
  }

  /** Adds what has happened, in one piece.
   *  @throws InputError when it cannot be kept */
  async append(lesson: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const at = this.now().toISOString();
    await this.write(changes.map((change) => ({ v: eventVersion, at, lesson, change })));
  }

  /** Forgets everything.
   *  @throws InputError when the file cannot be removed */
  async reset(): Promise<void> {
    try {
      await rm(this.file, { force: true });
    } catch (error) {
      throw keepError(error, this.folder);
    }
  }

  private async write(events: readonly ProgressEvent[]): Promise<void> {
    const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(this.file, 'a+');
      try {
        const { size } = await file.stat();
        const first = Buffer.alloc(Math.min(size, 200));
        await file.read(first, 0, first.length, 0);
        if (versionOf(first.toString('utf8').split('\n')[0]) > eventVersion)
          throw new InputError(newerProblem(this.file));
        const last = Buffer.alloc(Math.min(size, 1));
        await file.read(last, 0, last.length, size - last.length);
        // After a line that was torn off by a crash a new one begins.
        const before = size === 0 ? header : last[0] === 0x0a ? '' : '\n';
        await file.appendFile(before + lines);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw error instanceof InputError ? error : keepError(error, this.folder);
    }
  }

  /** Keeps a damaged journal under another name and goes on with what was good in it. */
  private async setAside(good: number): Promise<string> {
    const stamp = this.now().toISOString().replaceAll(':', '-').replace(/\..*/, '');
    const aside = join(this.folder, `progress-damaged-${stamp}.jsonl`);
    const kept = good === 0 ? 'nothing in it could be read' : 'everything that could be read was kept';
    try {
      await rename(this.file, aside);
    } catch (error) {
      // Another program was faster.
      if (codeOf(error) === 'ENOENT') return `A damaged progress file was set aside; ${kept}.`;
      return `Your progress file is damaged: ${kept}, but it cannot be mended (${this.file}, ${codeOf(error)}).`;
    }
    try {
      // Read again under its new name: another program may have added to it meanwhile.
      const { events } = parseJournal(await readFile(aside, 'utf8'));
      if (events.length > 0) await this.write(events);
    } catch (error) {
      return `A damaged progress file was set aside as ${aside}. ${(error as Error).message}`;
    }
    return `Your progress file was damaged: ${kept}. The file was set aside as ${aside}.`;
  }
}

const newerProblem = (file: string): string =>
  `your progress was written by a newer version of this program (${file}); it is left as it is, and nothing new is kept`;

interface Journal {
  readonly events: readonly ProgressEvent[];
  readonly damaged: boolean;
  /** The highest version seen. */
  readonly version: number;
}

function parseJournal(text: string): Journal {
  const events: ProgressEvent[] = [];
  let damaged = false;
  let version = eventVersion;
  // Editors on Windows put a mark before the text.
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    if (line.trim() === '') continue;
    version = Math.max(version, versionOf(line));
    const event = EventSchema.safeParse(parse(line));
    if (event.success) events.push(event.data);
    else if (versionOf(line) === 0) damaged = true;
  }
  return { events, damaged, version };
}

/** The version that a line speaks of, header or event; 0 for a line that is neither. */
function versionOf(line: string): number {
  const value = parse(line) as { format?: unknown; version?: unknown; v?: unknown } | undefined;
  if (typeof value !== 'object' || value === null) return 0;
  if (value.format === format && Number.isInteger(value.version)) return value.version as number;
  return Number.isInteger(value.v) && (value.v as number) > eventVersion ? (value.v as number) : 0;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
