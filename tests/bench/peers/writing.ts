/** How a program says what it costs to write. Its Python twin is in writing-torch.py. */
import { type Measured, milliseconds } from './measure.ts';

export interface Written extends Measured {
  /** Milliseconds a token, in each eighth of the text: wall clock, the best of all texts. */
  readonly eighths: readonly number[];
}

/** What all programs must agree on: the mean square of the logits, and the first of them. */
export function summary(logits: ArrayLike<number>): number[] {
  const all = Array.from(logits);
  return [all.reduce((sum, x) => sum + x * x, 0) / all.length, ...all.slice(0, 3)];
}

export function measureWriting<T extends { end(): void }>(
  length: number,
  begin: () => T,
  write: (from: number, to: number, text: T) => void,
  seconds: number,
): Pick<Written, 'milliseconds' | 'eighths'> {
  const eighths = Array.from({ length: 8 }, () => Number.POSITIVE_INFINITY);
  const whole = (): void => {
    const text = begin();
    for (let i = 0; i < 8; i++) {
      const [from, to] = [(length * i) / 8, (length * (i + 1)) / 8];
      const start = performance.now();
      write(from, to, text);
      eighths[i] = Math.min(eighths[i], (performance.now() - start) / (to - from));
    }
    text.end();
  };
  return { milliseconds: milliseconds(whole, seconds) / length, eighths };
}
