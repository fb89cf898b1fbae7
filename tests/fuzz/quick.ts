/** Groups of targets as tests: always the same cases, so that a failure is one for everybody. */
import { describe, expect, it } from 'vitest';
import { failureOf } from './runner.ts';
import { type Group, groups } from './targets.ts';

const seed = 1;

export async function fuzzed(...names: readonly Group[]): Promise<void> {
  for (const name of names) {
    const targets = await groups[name]();
    describe(`${name}, on made-up input (seed ${seed})`, () => {
      it.each(targets.map((target) => [target.name, target] as const))(
        '%s',
        async (_, target) => {
          const failure = await failureOf(target, { seed, cases: target.cases });
          if (failure !== undefined) expect.fail(failure);
        },
        240_000,
      );
    });
  }
}
