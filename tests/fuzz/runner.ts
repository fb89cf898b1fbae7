/** Runs a target on made-up input, makes a failing case small, and says how to repeat it. */
import fc from 'fast-check';
import type { Target } from './target.ts';
import { Watchdog } from './watchdog.ts';

export interface Plan {
  readonly seed: number;
  readonly cases: number;
  /** Where in the tree of cases a failing one stands: it alone is run. */
  readonly path?: string;
}

/** A case that waits for something that never comes. */
const patienceMilliseconds = 60_000;
/** Making a failing case smaller ends after this. */
const shrinkMilliseconds = 20_000;
const longestShown = 3000;

let watchdog: Watchdog | undefined;

/** Undefined when all went well, else what failed, the smallest case found, and how to repeat it. */
export async function failureOf(target: Target, { seed, cases, path }: Plan): Promise<string | undefined> {
  watchdog ??= new Watchdog();
  const repeat = `npm run fuzz -- --only ${target.name} --seed ${seed}`;
  watchdog.begin(repeat);
  const stray = straying();
  const chance = Math.random;
  let at = 0;
  let failedAt = 0;
  const property = fc.asyncProperty(target.input, async (input) => {
    if (failedAt > 0 && performance.now() - failedAt > shrinkMilliseconds) return; // small enough
    watchdog!.step(at++);
    Math.random = fixedChance();
    const begun = process.cpuUsage();
    try {
      await target.check(input);
      stray.rethrow();
      const { user, system } = process.cpuUsage(begun);
      const seconds = (user + system) / 1e6;
      if (seconds > (target.seconds ?? 2)) throw new Error(`it took ${seconds.toFixed(1)} s of processor time`);
    } catch (error) {
      failedAt ||= performance.now();
      throw error;
    }
  });
  try {
    const run = await fc.check(property, { seed, numRuns: cases, path, timeout: patienceMilliseconds });
    if (!run.failed) return undefined;
    const { counterexample, counterexamplePath, errorInstance } = run;
    return [
      `${target.name}: ${reasonOf(errorInstance)}`,
      `case: ${visible(fc.stringify(counterexample?.[0])).slice(0, longestShown)}`,
      `repeat: ${repeat} --path ${counterexamplePath}`,
    ].join('\n');
  } finally {
    Math.random = chance;
    stray.end();
    watchdog.begin('');
  }
}

/** The same draws in every case, where the program draws a seed of its own. */
function fixedChance(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 48271) >>> 0) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Errors that nobody waits for belong to the case during which they come. */
function straying() {
  let error: unknown;
  const listener = (thrown: unknown): void => {
    error ??= thrown;
  };
  const events = ['unhandledRejection', 'uncaughtException'] as const;
  for (const event of events) process.on(event, listener);
  return {
    rethrow(): void {
      const thrown = error;
      error = undefined;
      if (thrown !== undefined) throw thrown;
    },
    end: () => {
      for (const event of events) process.off(event, listener);
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return visible(String(error));
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at .*\/(src|tests)\//.test(line));
  return [visible(error.message), ...frames.slice(0, 6)].join('\n');
}

/** Everything that a terminal would obey or hide, as \u escapes; what comes again and again, once. */
const visible = (text: string): string =>
  text
    .replace(/(.{1,40}?)\1{9,}/gsu, (all, unit: string) => `«${unit}»×${all.length / unit.length}`)
    .replace(/[[\p{C}\p{Z}\p{DI}]--[ \n]]/gv, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`);
