/** What the learner has done, on disk. What a disk does not take is held in mind and tried again with whatever comes next, so
 *  that a lesson goes on as if nothing were wrong. The file: journal-file.ts; its lines: ../course/journal.ts. */
import { join } from 'node:path';
import { exportText, header, importLines, type Journal, missing, parseJournal, toldMark } from '../course/journal.ts';
import { foldProgress, type Progress } from '../course/progress.ts';
import { type Change, type ProgressEvent, versionOfChange } from '../course/progress-events.ts';
import { foldReviews, type Reviews } from '../course/review.ts';
import { InputError } from '../data/input-error.ts';
import { JournalFile } from './journal-file.ts';
import { codeOf, keepError } from './read-error.ts';

export interface Loaded {
  readonly progress: Progress;
  readonly reviews: Reviews;
  /** What the learner should know about the file. */
  readonly notice?: string;
}

export class ProgressStore {
  private readonly file: JournalFile;
  /** What has happened and is not in the file yet. */
  private unkept: ProgressEvent[] = [];
  private lastAt = 0;
  private adding: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.file = new JournalFile(join(folder, 'progress.jsonl'), header);
  }

  /** Never throws: a lesson can be taken without a memory. */
  async load(): Promise<Loaded> {
    let events: readonly ProgressEvent[] = [];
    let notice: string | undefined;
    try {
      const journal = parseJournal(await this.file.read());
      events = journal.events;
      notice = this.noticeOf(journal);
      if (journal.damaged > 0) await this.file.add([toldMark], this.mayAdd);
    } catch (error) {
      notice = `${capital(this.unreadable(error))}.`;
    }
    const all = [...events, ...missing(this.unkept, events)];
    return { progress: foldProgress(all), reviews: foldReviews(all), notice };
  }

  /** Adds what has happened, in one piece.
   *  @throws InputError when it cannot be kept for now */
  async append(lesson: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    // Two moments of one program are never the same, so that no event can be taken for another.
    this.lastAt = Math.max(this.lastAt + 1, this.now().getTime());
    const at = new Date(this.lastAt).toISOString();
    this.unkept.push(...changes.map((change) => ({ v: versionOfChange(change), at, lesson, change })));
    await this.settle();
  }

  /** Tries once more to keep what could not be kept.
   *  @throws InputError when it still cannot */
  async settle(): Promise<void> {
    const added = this.adding
      .catch(() => {})
      .then(async () => {
        if (this.unkept.length === 0) return;
        const { kept, error } = await this.file.add(
          this.unkept.map((event) => JSON.stringify(event)),
          this.mayAdd,
        );
        this.unkept.splice(0, kept);
        if (error) throw error instanceof InputError ? error : keepError(error, this.folder);
      });
    this.adding = added;
    return added;
  }

  /** All of it as text, for another machine.
   *  @throws InputError when the file cannot be read */
  async export(): Promise<{ readonly text: string; readonly events: number; readonly notice?: string }> {
    const journal = await this.journal();
    return { text: exportText(journal.events), events: journal.events.length, notice: this.noticeOf(journal) };
  }

  /** Adds what is not there yet: all of it, or nothing.
   *  @throws InputError when the file cannot be read or written */
  async import(events: readonly ProgressEvent[]): Promise<{ readonly added: number }> {
    const fresh = missing(events, (await this.journal()).events);
    if (fresh.length === 0) return { added: 0 };
    const { error } = await this.file.add(importLines(fresh, this.now().toISOString()), this.mayAdd);
    if (error) throw error instanceof InputError ? error : keepError(error, this.folder, 'nothing was imported');
    return { added: fresh.length };
  }

  /** Forgets everything.
   *  @throws InputError when the file cannot be removed */
  async reset(): Promise<void> {
    this.unkept = [];
    try {
      await this.file.remove();
    } catch (error) {
      throw keepError(error, this.folder, 'nothing was forgotten');
    }
  }

  private async journal(): Promise<Journal> {
    try {
      return parseJournal(await this.file.read());
    } catch (error) {
      throw new InputError(this.unreadable(error), undefined, 'genai doctor says where it should be.');
    }
  }

  private readonly mayAdd = (firstLine: string): void => {
    if (parseJournal(firstLine).closed) throw new InputError(this.closed());
  };

  private unreadable(error: unknown): string {
    return `your progress cannot be read (${this.file.path}, ${codeOf(error) || (error as Error).message})`;
  }

  private closed(): string {
    const what = 'your progress was written by a newer version of this program';
    return `${what} (${this.file.path}); it is left as it is, and nothing new is kept`;
  }

  private noticeOf({ events, damaged, newer, closed }: Journal): string | undefined {
    const { path } = this.file;
    if (closed) return `${capital(this.closed())}.`;
    if (damaged > 0 && events.length === 0) {
      return `Nothing in your progress file could be read (${path}); it stays there, and you begin anew.`;
    }
    if (damaged > 0) {
      const lines = damaged === 1 ? 'One line' : `${damaged} lines`;
      return `${lines} of your progress could not be read and ${damaged === 1 ? 'is' : 'are'} left out (${path}); all else is there.`;
    }
    return newer > 0
      ? `Some of your progress was kept by a newer version of this program; it stays, but is not shown here (${path}).`
      : undefined;
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
