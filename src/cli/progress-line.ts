/** One line on stderr that says how far a long work has got; nothing where stderr is no terminal that draws over a line. */
import { clean } from '../render/clean.ts';
import type { CommandContext } from './context.ts';
import { interruptible } from './interruptible.ts';
import type { Io } from './io.ts';

/** Short work needs no such line. */
const quietMilliseconds = 400;
const everyMilliseconds = 100;

export class Progress {
  private readonly begun = performance.now();
  private last = 0;
  private shown = false;

  private readonly stream: NodeJS.WriteStream;
  private readonly draws: boolean;

  constructor({ stderr, env }: Pick<Io, 'stderr' | 'env'>) {
    this.stream = stderr;
    this.draws = Boolean(stderr.isTTY) && env.TERM !== 'dumb';
  }

  show(text: string): void {
    const now = performance.now();
    if (!this.draws || now - this.begun < quietMilliseconds || now - this.last < everyMilliseconds) return;
    this.last = now;
    this.shown = true;
    this.stream.write(`\r${clean(text).slice(0, (this.stream.columns || 80) - 1)}\x1b[K`);
  }

  /** How much is done, and how long the rest will take at the pace so far. @param share from 0 to 1 */
  part(what: string, share: number): void {
    const left = ((performance.now() - this.begun) * (1 - share)) / share / 1000;
    const time = left < 90 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`;
    this.show(`${what}: ${Math.floor(share * 100)} %${Number.isFinite(left) ? `, ${time} to go` : ''}`);
  }

  clear(): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.shown = false;
  }
}

/** Reads on to the end of a text that a model learns from, and says how far it is.
 *  @param steps yields the bytes read so far */
export async function showReading<T>(
  steps: AsyncGenerator<number, T>,
  name: string,
  { io, signal }: Pick<CommandContext, 'io' | 'signal'>,
): Promise<T> {
  const progress = new Progress(io);
  const step = interruptible(signal);
  try {
    for (;;) {
      const { value, done } = await steps.next();
      await step();
      if (done) return value;
      progress.show(`reading ${name}: ${(value / 1e6).toFixed(0)} MB`);
    }
  } finally {
    progress.clear();
  }
}
