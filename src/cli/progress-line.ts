/** One line on stderr that says how far a long work has got; nothing where stderr is no terminal that draws over a line. */
import { clean } from '../render/clean.ts';
import type { CommandContext } from './context.ts';
import { interruptible } from './interruptible.ts';
import type { Io } from './io.ts';

/** Short work needs no such line. */
const quietMilliseconds = 400;
const everyMilliseconds = 100;

function inWords(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

export class Progress {
  private readonly begun = performance.now();
  private last = 0;
  /** What stands there now. */
  private shown = '';
  /** Where the work began, which may be in its middle. */
  private first?: { readonly share: number; readonly at: number };

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
    this.shown = clean(text);
    this.again();
  }

  /** For whoever has drawn over the line. */
  again(): void {
    if (this.shown) this.stream.write(`\r${this.shown.slice(0, (this.stream.columns || 80) - 1)}\x1b[K`);
  }

  /** A hint, in a line of its own; the progress goes on below it. */
  hint(words: string): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.stream.write(`hint: ${clean(words)}\n`);
    this.again();
  }

  /** How much is done, and how long the rest will take at the pace so far.
   *  @param share from 0 to 1
   *  @param pace how fast it goes, in words */
  part(what: string, share: number, pace?: string): void {
    this.first ??= { share, at: performance.now() };
    const left = ((performance.now() - this.first.at) * (1 - share)) / (share - this.first.share) / 1000;
    const rest = Number.isFinite(left) && left > 0 ? [`${inWords(left)} to go`] : [];
    this.show(`${what}: ${[`${Math.floor(share * 100)} %`, ...(pace ? [pace] : []), ...rest].join(', ')}`);
  }

  clear(): void {
    if (this.shown) this.stream.write('\r\x1b[K');
    this.shown = '';
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
