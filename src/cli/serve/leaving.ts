/** When it is time to go: at the first signal with what is under way, at the second at once. */

export class Leaving {
  private readonly first = new AbortController();
  private readonly second = new AbortController();
  /** Nobody new comes in. */
  readonly begun = this.first.signal;
  /** Nothing is waited for any more. */
  readonly atOnce = this.second.signal;

  /** @param interrupted aborted by Ctrl-C; a second one is heard by the process itself */
  constructor(private readonly interrupted: AbortSignal) {
    process.on('SIGTERM', this.hear);
    if (interrupted.aborted) this.hear();
    interrupted.addEventListener('abort', this.hear);
  }

  /** There is nothing to wait for. */
  now(): void {
    this.first.abort();
    this.second.abort();
  }

  /** The signal is that of the process again. */
  end(): void {
    process.off('SIGTERM', this.hear);
    this.interrupted.removeEventListener('abort', this.hear);
  }

  private readonly hear = (): void => {
    if (this.begun.aborted) this.second.abort();
    else this.first.abort();
  };
}
