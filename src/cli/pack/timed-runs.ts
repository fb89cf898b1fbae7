/** Runs of labs for a check: each made once, in a thread of its own, and none longer than a limit. What a lab cannot be stopped
 *  in the middle of ends with its thread. */
import { specOf } from '../../course/check.ts';
import type { LabRun } from '../../course/lesson.ts';
import { InputError } from '../../data/input-error.ts';
import { findLab } from '../../labs/index.ts';
import { eventsOf, type Run } from '../../runner/run.ts';
import { WorkerHost } from '../../runner/worker-host.ts';

export interface TimedRunsOptions {
  /** The folder that files are opened in. */
  readonly within: string;
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** A run is over. */
  readonly took: (lab: string, seconds: number) => void;
  /** How far a run has got, from 0 to 1. */
  readonly progress: (lab: string, share: number | undefined) => void;
}

export class TimedRuns {
  private readonly host = new WorkerHost();
  private readonly made = new Map<string, Promise<unknown>>();

  constructor(private readonly options: TimedRunsOptions) {}

  /** How many have been asked for. */
  get count(): number {
    return this.made.size;
  }

  /** The result of a run.
   *  @throws InputError when it fails, or takes too long */
  readonly run = (wanted: LabRun): Promise<unknown> => {
    const key = JSON.stringify(wanted);
    const made = this.made.get(key) ?? this.make(wanted);
    this.made.set(key, made);
    return made;
  };

  close(): void {
    this.host.close();
  }

  private async make(wanted: LabRun): Promise<unknown> {
    const { within, seconds, signal, progress, took } = this.options;
    const lab = await findLab(wanted.lab);
    signal.throwIfAborted();
    progress(lab.id, undefined);
    const run = this.host.start({ ...specOf(lab, wanted), within });
    await run.next(0, 0); // the thread is up: from here on time counts
    signal.throwIfAborted();
    const begun = performance.now();
    let late = false;
    // Closing the host ends the thread, and with it whatever keeps it busy; the next run gets a new one.
    const stop = (): void => this.host.close();
    const timer = setTimeout(() => {
      late = true;
      stop();
    }, 1000 * seconds);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await this.resultOf(run, (event) => progress(lab.id, lab.share?.(event)));
    } catch (error) {
      signal.throwIfAborted();
      if (late) {
        const remedy = 'A learner waits as long: give it less to do, or check with a higher --limit.';
        throw new InputError(`this run of ${lab.id} is not over after ${seconds} s`, undefined, remedy);
      }
      if (error instanceof InputError) throw error;
      throw new InputError(`this run of ${lab.id} failed: ${(error as Error).message}`, undefined, 'Change its knobs.');
    } finally {
      took(lab.id, (performance.now() - begun) / 1000);
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  private async resultOf(run: Run, seen: (event: unknown) => void): Promise<unknown> {
    const events = eventsOf(run);
    for (;;) {
      const { value, done } = await events.next();
      if (done) return value;
      seen(value);
    }
  }
}
