/** One thing that is fed generated input, and what may not happen to it. A new one is an entry in the table of
 *  targets.ts; runner.ts runs it, in the tests for a moment and by `npm run fuzz` for as long as one likes. */
import type fc from 'fast-check';

export interface Target<T = unknown> {
  readonly name: string;
  /** What is made up. Small recipes rather than the bytes that are made of them: a failing case is printed. */
  readonly input: fc.Arbitrary<T>;
  /** Throws when something happened that must not. */
  check(input: T): void | Promise<void>;
  /** In the tests, so many cases: together all targets take 25 seconds of one core at most; what goes deeper is for `npm run fuzz`. */
  readonly cases: number;
  /** Seconds of processor time that a case may take; 2 without it. */
  readonly seconds?: number;
}

/** Hides the type of the input, so that targets stand in one list. */
export const target = <T>(given: Target<T>): Target => given as unknown as Target;
