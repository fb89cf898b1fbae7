/** `genai pipeline` as a whole: one run or several, and the report in the end. */
import { join } from 'node:path';
import type { CommandContext } from '../context.ts';
import { makeStages, openRun, type Request, resultsOf } from './pipeline.ts';
import { claimPage, type Results, showReport, showSeeds } from './report.ts';

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
    const results = await one(request, context);
    if (results?.evaluate) await showReport(results, request, page, context);
    return;
  }
  const first = Number(request.seed ?? 1);
  const runs = [];
  for (let seed = first; seed < first + seeds; seed++) {
    const path = join(request.path, `seed-${seed}`);
    const results = await one({ ...request, path, seed: String(seed) }, context);
    if (!results) return;
    runs.push({ seed, results });
  }
  await showSeeds(runs, request, page, context);
}

async function one(request: Request, context: CommandContext): Promise<Results | undefined> {
  const folder = await openRun(request, context);
  try {
    return (await makeStages(request, folder, context)) ? await resultsOf(folder) : undefined;
  } finally {
    await folder.close();
  }
}
