/** A run of `diffuse` to its end. */
import { expect } from 'vitest';
import { diffuseLab } from '../../../src/labs/diffuse/lab.ts';
import type { Event, Result, StepEvent } from '../../../src/labs/diffuse/params.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';

export interface Played {
  readonly events: readonly Event[];
  readonly steps: readonly StepEvent[];
  readonly result: Result;
}

/** Few steps, and nothing to compare with. */
const short = { steps: 4, examples: 0 };

export interface Given {
  readonly seed?: number;
  readonly from?: unknown;
  readonly data?: ConstructorParameters<typeof InlineRun>[1];
}

export async function attempt(params: object, { seed = 3, from, data = corpora() }: Given = {}) {
  const parsed = diffuseLab.params.parse({ ...short, ...params });
  const run = new InlineRun({ lab: 'diffuse', params: parsed, seed, from }, data, new Map());
  return run.next(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
}

export async function play(params: object, given?: Given): Promise<Played> {
  const { events, done, failure } = await attempt(params, given);
  expect(failure).toBeUndefined();
  const all = events as Event[];
  const steps = all.filter((event) => event.kind === 'step');
  return { events: all, steps, result: done!.result as Result };
}
