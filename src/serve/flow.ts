/** What is heard of one answer, from whoever makes it to whoever reads it. Who reads slowly finds what came meanwhile as one, so that
 *  there is never more of it than the answer is long. */
export class Flow<T> implements AsyncIterableIterator<T> {
  private readonly heard: T[] = [];
  private failure?: { readonly error: unknown };
  private ended = false;
  private wake?: () => void;

  /** @param left is told once: when all is read, or nobody reads on
   *  @param join two that came behind each other as one, where that can be */
  constructor(
    private left: () => void,
    private readonly join: (before: T, next: T) => T | undefined,
  ) {}

  push(value: T): void {
    if (this.ended) return;
    const before = this.heard.at(-1);
    const joined = before === undefined ? undefined : this.join(before, value);
    if (joined !== undefined) this.heard[this.heard.length - 1] = joined;
    else this.heard.push(value);
    this.wake?.();
  }

  /** Nothing comes any more. @param failure what is thrown when all before it is read */
  end(failure?: { readonly error: unknown }): void {
    if (this.ended) return;
    this.ended = true;
    this.failure = failure;
    this.wake?.();
  }

  /** Nothing is read any more: what is still there is forgotten. */
  leave(): void {
    this.heard.length = 0;
    this.failure = undefined;
    this.end();
    this.gone();
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    while (this.heard.length === 0 && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    const value = this.heard.shift();
    const isLast = this.ended && this.heard.length === 0;
    if (value !== undefined) {
      if (isLast && !this.failure) this.gone();
      return { value, done: false };
    }
    const { failure } = this;
    this.failure = undefined;
    this.gone();
    if (failure) throw failure.error;
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.leave();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private gone(): void {
    const { left } = this;
    this.left = () => {};
    left();
  }
}
