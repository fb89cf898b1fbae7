/** `npm run fuzz -- --seconds 600 --seed 1 [--only NAME] [--path P]`: new cases round after round, each round with a seed of
 *  its own, so that a run that was broken off goes on with the seed named last. Ends after the first round with a failure, with status 1. */
import { parseArgs } from 'node:util';
import { failureOf } from './runner.ts';
import type { Target } from './target.ts';
import { groups } from './targets.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    // The name of a target, of a group, or what targets begin with.
    only: { type: 'string' },
    path: { type: 'string' },
  },
});
const { only, path } = values;
const end = performance.now() + 1000 * Number(values.seconds);

const named: readonly string[] = Object.keys(groups).filter((name) => name === only);
const loads = Object.entries(groups).filter(([name]) => named.length === 0 || named.includes(name));
const all = (await Promise.all(loads.map(([, load]) => load()))).flat() as Target[];
const chosen = all.filter(({ name }) => only === undefined || named.length > 0 || name.startsWith(only));
if (chosen.length === 0)
  throw new Error(`there is no target ${only}; there are ${all.map(({ name }) => name).join(', ')}`);

const first = Number(values.seed);
let seed = first;
let cases = 0;
let told = 0;
const failures: string[] = [];
do {
  for (const target of chosen) {
    const begun = process.cpuUsage();
    const failure = await failureOf(target, { seed, cases: target.cases, path });
    if (failure !== undefined) failures.push(failure);
    cases += target.cases;
    const { user, system } = process.cpuUsage(begun);
    const took = `${((user + system) / 1e6).toFixed(1)} s`;
    if (seed === first)
      process.stdout.write(
        `  ${target.name.padEnd(24)} ${String(target.cases).padStart(5)} cases ${took.padStart(7)}\n`,
      );
    if (performance.now() > end) break;
  }
  if (performance.now() - told > 10_000 || failures.length > 0) {
    process.stdout.write(`seed ${seed}: ${cases} cases so far, ${failures.length === 0 ? 'all well' : 'failed'}\n`);
    told = performance.now();
  }
  seed++;
} while (failures.length === 0 && path === undefined && performance.now() < end);

for (const failure of failures) process.stdout.write(`\n${failure}\n`);
if (failures.length === 0) process.stdout.write(`go on with: npm run fuzz -- --seed ${seed}\n`);
process.exit(failures.length === 0 ? 0 : 1);
