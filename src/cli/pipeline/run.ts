/** `genai pipeline` as a whole: one run or several, and the report in the end. */
import { join } from 'node:path';
import type { CommandContext } from '../context.ts';
import { tellSeed } from '../flags.ts';
import { makeStages, openRun, resultsOf } from './pipeline.ts';
import { claimPage, showReport, showSeeds } from './report.ts';
import type { Request, Results } from './request.ts';

interface Ends {
  /** That many runs. */
  readonly seeds?: number;
  /** A page for the report. */
  readonly out?: string;
  readonly force: boolean;
}

export async function runPipeline(
  request: Request,
  { seeds, out, force }: Ends,
  context: CommandContext,
): Promise<void> {
  const page = out === undefined ? undefined : await claimPage(out, force);
  if (seeds === undefined) {
    const run = await one(request, context);
    if (run?.results.evaluate) await showReport(run, request, page, context);
    return;
  }
  const first = Number(request.seed ?? 1);
  const runs = [];
  for (let seed = first; seed < first + seeds; seed++) {
    const path = join(request.path, `seed-${seed}`);
    if (!request.json) await context.out.write(`${seed === first ? '' : '\n'}seed ${seed}\n`);
    const run = await one({ ...request, path, seed: String(seed) }, context);
    if (!run) return;
    runs.push(run);
  }
  await showSeeds(runs, request, page, context);
}

/** @returns undefined when it did not come to its end */
async function one(request: Request, context: CommandContext): Promise<{ seed: number; results: Results } | undefined> {
  const folder = await openRun(request, context);
  const seed = folder.settings.seed as number;
  try {
    if (!request.json) tellSeed(context, seed);
    if (!(await makeStages(request, folder, context))) return undefined;
    return { seed, results: await resultsOf(folder) };
  } finally {
    await folder.close();
  }
}
