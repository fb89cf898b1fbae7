/** What came of a run: for a person, for a script, and as a page. */
import type { OutFile } from '../../store/out-file.ts';
import { claim } from '../../store/out-file.ts';
import type { CommandContext } from '../context.ts';
import type { Request } from './pipeline.ts';
import type { StageId } from './stages.ts';

export type Results = Partial<Record<StageId, object>>;

export const claimPage = (out: string, force: boolean): Promise<OutFile> => claim(out, force, '--out');

export async function showReport(
  results: Results,
  { json }: Request,
  page: OutFile | undefined,
  { out }: CommandContext,
): Promise<void> {
  if (json) await out.json({ done: true, results });
  await page?.write(new TextEncoder().encode(JSON.stringify(results)));
}

export async function showSeeds(
  runs: readonly { readonly seed: number; readonly results: Results }[],
  { json }: Request,
  _page: OutFile | undefined,
  { out }: CommandContext,
): Promise<void> {
  if (json) await out.json({ done: true, runs });
}
