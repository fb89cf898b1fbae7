/** What came of a run, or of several: for a person, for a script, and as a page. */
import { InputError } from '../../data/input-error.ts';
import { htmlPage } from '../../export/html.ts';
import { pipelineReport, targetsTable } from '../../labs/evaluate/report.ts';
import { sideBySideSection } from '../../labs/evaluate/report-models.ts';
import { readResults } from '../../labs/evaluate/results.ts';
import { type Target, targets } from '../../labs/evaluate/targets.ts';
import { clean } from '../../render/clean.ts';
import { type Frame, type Rich, rows, text } from '../../render/frame.ts';
import { claim, type OutFile } from '../../store/out-file.ts';
import type { CommandContext } from '../context.ts';
import { draw } from '../draw.ts';
import { quote } from '../shell-words.ts';
import type { Request, Results } from './request.ts';

/** @throws InputError when the page cannot be written, before anything else is done */
export async function claimPage(out: string, force: boolean): Promise<OutFile> {
  if (/\.html?$/i.test(out)) return claim(out, force, '--out');
  throw new InputError(`${out} is no page`, '--out', 'Name a file that ends in .html.');
}

interface Run {
  readonly seed: number;
  readonly results: Results;
}

export async function showReport(
  { seed, results }: Run,
  { json, path }: Request,
  page: OutFile | undefined,
  { io, out }: CommandContext,
): Promise<void> {
  const known = readResults(results);
  const all = targets(known);
  if (json) await out.json({ done: true, seed, targets: all, results });
  else {
    const table = sideBySideSection(known)?.frame;
    await out.write(`\n${draw(rows(...(table ? [table] : []), text(''), targetsTable(all)), io)}`);
  }
  if (!page) return;
  const foot = `genai pipeline --run ${quote(path)} --seed ${seed}`;
  await page.write(new TextEncoder().encode(htmlPage({ ...pipelineReport(known), foot })));
  io.stderr.write(`saved ${clean(page.path)}\n`);
}

/** Every target, run by run. */
export async function showSeeds(
  runs: readonly Run[],
  { json }: Request,
  page: OutFile | undefined,
  { io, out }: CommandContext,
): Promise<void> {
  const table = runs.map(({ seed, results }) => ({ seed, targets: targets(readResults(results)) }));
  if (json) await out.json({ done: true, seeds: runs.map(({ seed }) => seed), runs: table });
  else await out.write(`\n${draw(seedsTable(table), io)}`);
  if (!page) return;
  const title = `The pipeline, ${runs.length} times`;
  const lead = 'The same pipeline with other seeds: other webs, other people asked about, other weights to begin with.';
  const sections = [{ title: 'Targets', frame: seedsTable(table) }];
  await page.write(new TextEncoder().encode(htmlPage({ title, lead, sections })));
  io.stderr.write(`saved ${clean(page.path)}\n`);
}

function seedsTable(runs: readonly { readonly seed: number; readonly targets: readonly Target[] }[]): Frame {
  const [first] = runs;
  return {
    kind: 'table',
    columns: [
      { title: '' },
      { title: 'target' },
      ...runs.map(({ seed }) => ({ title: `seed ${seed}`, align: 'right' as const })),
      { title: 'met', align: 'right' as const },
    ],
    rows: first.targets.map(({ what, target }, i): Rich[] => {
      const met = runs.filter(({ targets }) => targets[i].met).length;
      return [
        what,
        target,
        ...runs.map(({ targets }) => targets[i].told),
        [{ text: `${met} of ${runs.length}`, tone: met === runs.length ? 'good' : 'bad' }],
      ];
    }),
  };
}
