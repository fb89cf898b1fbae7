/** Everything the screens need from outside, handed in: so they can be drawn and tested without files, clock or chance. */
import type { Lesson } from '../course/lesson.ts';
import type { Change, Progress } from '../course/progress.ts';
import type { RecordedRun } from '../course/shell-check.ts';
import type { Lab } from '../labs/lab.ts';
import type { Host } from '../runner/run.ts';

/** A lesson as the list shows it. */
export interface LessonInfo {
  readonly id: string;
  readonly title: string;
  readonly part: string;
  readonly minutes: number;
  readonly steps: readonly { readonly id: string; readonly title: string }[];
}

export interface LabInfo {
  readonly id: string;
  readonly title: string;
}

/** A marked part of our own source. */
export interface SourceRegion {
  /** Number of the first line in the file. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface Services {
  /** In the order of the course. */
  lessons(): Promise<readonly LessonInfo[]>;
  /** @throws InputError when there is none or it cannot be read */
  lesson(id: string): Promise<Lesson>;
  labs(): Promise<readonly LabInfo[]>;
  /** @throws InputError when there is none */
  lab(id: string): Promise<Lab>;
  progress(): Promise<Progress>;
  /** Kept as it happens; it need not be waited for. */
  save(lesson: string, changes: readonly Change[]): void;
  source(file: string, region: string): Promise<SourceRegion>;
  /** Tells about the runs of `genai` in a shell from now on. @returns ends it */
  watchRuns(lesson: string, step: string, seen: (runs: readonly RecordedRun[]) => void): () => void;
  /** Makes the place where labs run; called once, when the first one is opened. */
  host(): Host;
  /** A fresh seed. */
  seed(): number;
}
