/** When a thread is begun in the place of one that was lost: of one that worked at once, of one that came to nothing after a pause,
 *  twice as long each time. Read next: ./crew.ts */

/** Milliseconds before the second one; twice that after each further one. */
const [firstPause, longestPause] = [100, 10_000];
/** After so many in a row nobody is kept waiting for the next. */
const hopeless = 4;

export class Successors {
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Threads in a row that did nothing to its end. */
  private failures = 0;

  constructor(private readonly begin: () => void) {}

  /** Those that are about to be begun. */
  get size(): number {
    return this.timers.size;
  }

  /** The last one came to nothing. */
  get areFailing(): boolean {
    return this.failures > 1;
  }

  /** One was lost. @param hasWorked whether it did something to its end */
  lost(hasWorked: boolean): void {
    this.failures = hasWorked ? 1 : this.failures + 1;
  }

  /** Begins one in its place.
   *  @returns whether there is hope */
  plan(): boolean {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        this.begin();
      },
      this.failures === 1 ? 0 : Math.min(longestPause, firstPause * 2 ** (this.failures - 2)),
    );
    this.timers.add(timer);
    return this.failures < hopeless;
  }

  /** Begins none any more. */
  clear(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
