/** Everything the screens need from outside, handed in: so they can be drawn and tested without files, clock or chance. */
import type { Lesson } from '../course/lesson.ts';
import type { LessonProgress, Progress } from '../course/progress.ts';
import type { Change } from '../course/progress-events.ts';
import type { OpenedReview } from '../course/review-plan.ts';
import type { RecordedRun } from '../course/shell-check.ts';
import type { Region } from '../course/source.ts';
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

/** A pack, as it stands above its lessons. */
export interface PackInfo {
  readonly title: string;
  readonly author?: string;
}

export interface LabInfo {
  readonly id: string;
  readonly title: string;
}

/** A lesson with all that its screens need. */
export interface OpenedLesson {
  readonly lesson: Lesson;
  /** The labs that its steps run, by id. */
  readonly labs: ReadonlyMap<string, Lab>;
  readonly progress?: LessonProgress;
  /** The lesson after it in the course. */
  readonly next?: { readonly id: string; readonly title: string };
}

export interface Services {
  /** Whose lessons these are, when they are not ours. */
  readonly pack?: PackInfo;
  /** The folder that labs in lessons of a pack may read files from. */
  readonly within?: string;
  /** In the order of the course. */
  lessons(): Promise<readonly LessonInfo[]>;
  /** @throws InputError when there is none or it cannot be read */
  lesson(id: string): Promise<OpenedLesson>;
  labs(): Promise<readonly LabInfo[]>;
  /** @throws InputError when there is none */
  lab(id: string): Promise<Lab>;
  /** And what is to be reviewed now; with a notice when what was kept could not all be read. */
  progress(): Promise<{ readonly progress: Progress; readonly review: OpenedReview; readonly notice?: string }>;
  /** Kept as it happens, in the order of the calls; what could not be kept is tried again with the next call. */
  save(lesson: string, changes: readonly Change[]): Promise<void>;
  source(file: string, region?: string): Promise<Region>;
  /** Opens the challenge of a step and tells about the runs of `genai` in a shell, or why none can be noticed.
   *  @returns ends the watching; with `keep` the challenge stays open for later */
  watchRuns(
    lesson: string,
    step: string,
    seen: (runs: readonly RecordedRun[]) => void,
    failed: (error: unknown) => void,
  ): (keep: boolean) => void;
  /** A lab opened by itself has come to its end: a challenge may be waiting for just that. */
  ran(run: RecordedRun): void;
  /** Makes the place where labs run; called once, when the first one is opened. */
  host(): Host;
  /** A fresh seed. */
  seed(): number;
  /** Everything that was to be kept is kept.
   *  @returns why not all of it */
  settled(): Promise<string | undefined>;
}
