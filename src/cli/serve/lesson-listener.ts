/** An open challenge of the course hears of the requests that are answered here, as it hears of runs. Costs one look at the disk for
 *  each request while none is open. */
import type { RecordedRun } from '../../course/shell-check.ts';
import { clean } from '../../render/clean.ts';
import type { Door } from '../../serve/guard.ts';
import type { Exchange, WhoListens } from '../../serve/witness.ts';
import { isWaiting, recordRun } from '../../store/challenge.ts';
import { dataFolder } from '../../store/folders.ts';

/** Looks and notes under way; of what comes meanwhile nobody hears. A disk that is slow, or hangs, does not gather them. */
const most = 16;

/** @param say hears, once, why a lesson cannot be told
 *  @returns nobody where others than this machine may come in: what they ask is no matter of who takes a lesson here */
export function lessonListener(
  { addresses, hosts }: Door,
  env: NodeJS.ProcessEnv,
  say: (problem: string) => void,
): WhoListens | undefined {
  if (addresses || hosts.size > 0) return undefined;
  const folder = dataFolder(env);
  const said = new Set<string>();
  let underWay = 0;
  const during = async <T>(work: Promise<T>): Promise<T> => {
    underWay++;
    try {
      return await work;
    } finally {
      underWay--;
    }
  };
  const note = async (exchange: Exchange): Promise<void> => {
    const problem = await recordRun(await folder, runOf(exchange));
    if (problem === undefined || said.has(problem)) return;
    said.add(problem);
    say(clean(problem));
  };
  return async () => {
    if (underWay >= most || !(await during(folder.then(isWaiting)))) return undefined;
    return (exchange) => {
      if (underWay < most) void during(note(exchange));
    };
  };
}

const runOf = ({ asked, seed = 0, ...result }: Exchange): RecordedRun => ({
  lab: 'serve',
  params: { ...asked },
  seed,
  result,
});
