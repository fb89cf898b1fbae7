/** A run on the disk while it is trained: saved now and then, whole each time, and in the end. Training does not stop because a disk
 *  is full; whether the end could be kept decides. */
import { InputError } from '../../data/input-error.ts';
import type { Event } from '../../labs/gpt-train/events.ts';
import type { Command } from '../../labs/lab.ts';
import type { OutFile } from '../../store/out-file.ts';

export class RunFile {
  /** Of the last run that was to be saved. */
  private tried: number;
  private asked = false;
  /** Why the last one could not be. */
  private failed?: InputError;

  /** @param every steps between two times that it is saved
   *  @param kept the step of the run that the file holds */
  constructor(
    private readonly file: OutFile,
    private readonly every: number,
    private kept?: number,
  ) {
    this.tried = kept ?? 0;
  }

  get path(): string {
    return this.file.path;
  }

  /** The step of the run that the file holds; undefined when there is none. */
  get step(): number | undefined {
    return this.kept;
  }

  get problem(): InputError | undefined {
    return this.failed;
  }

  /** @param send gives a command to the run */
  async hear(event: Event, send: (command: Command) => void): Promise<void> {
    if (event.kind === 'run') return this.write(event.step, event.bytes);
    if (event.kind !== 'training' && event.kind !== 'look') return;
    if (this.asked || event.step - this.tried < this.every) return;
    this.asked = true;
    send({ name: 'save' });
  }

  private async write(step: number, bytes: Uint8Array): Promise<void> {
    this.asked = false;
    this.tried = step;
    try {
      await this.file.write(bytes);
      this.kept = step;
      this.failed = undefined;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.failed = error;
    }
  }
}
