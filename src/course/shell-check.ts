/** Whether a run of `genai` in the shell, or a request to one that serves, is what a lesson asked for. */
import { sameValue } from './grade.ts';
import type { ShellCheck } from './lesson.ts';
import { valueAt } from './pointer.ts';

/** A finished command, or a request that was answered, as the store records it while a challenge is open. */
export interface RecordedRun {
  /** The lab's id, or "serve" for a request to `genai serve`. */
  readonly lab: string;
  readonly params: Record<string, unknown>;
  readonly seed: number;
  readonly result: unknown;
}

export type ShellOutcome =
  | { readonly state: 'nothing' }
  | { readonly state: 'fits'; readonly run: RecordedRun }
  /** A run was seen, but not this one; `why` says which condition failed. */
  | { readonly state: 'other'; readonly why: string };

/** Any run that fits will do; else the newest run is told what it lacks. */
export function checkRun(check: ShellCheck, runs: readonly RecordedRun[]): ShellOutcome {
  const wanted = 'lab' in check ? check.lab : check.command;
  let outcome: ShellOutcome = { state: 'nothing' };
  for (const run of runs.filter(({ lab }) => lab === wanted)) {
    const failed = check.where.find((condition) => !fits(condition, valueAt(run, condition.at)));
    if (!failed) return { state: 'fits', run };
    outcome = { state: 'other', why: failed.otherwise };
  }
  return outcome;
}

/** What is waited for. */
export const awaited = (check: ShellCheck): string => ('lab' in check ? 'run' : 'request');

function fits({ equals, min, max, contains }: ShellCheck['where'][number], value: unknown): boolean {
  if (value === undefined) return false;
  if (equals !== undefined && !sameValue(value, equals)) return false;
  if (min !== undefined && !(typeof value === 'number' && value >= min)) return false;
  if (max !== undefined && !(typeof value === 'number' && value <= max)) return false;
  if (contains === undefined) return true;
  return Array.isArray(value) ? value.includes(contains) : typeof value === 'string' && value.includes(contains);
}
