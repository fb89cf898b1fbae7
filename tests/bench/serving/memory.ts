/** Memory over many requests of all kinds: what is in use on the heaps of all threads once all rubbish is gone, and the pages that the
 *  process holds. */
import { digits, table } from '../table.ts';
import { alone, drive, nothing, until } from './load.ts';
import { mixed } from './questions.ts';
import { type Memory, Served } from './served.ts';

const looks = 20;
/** Requests before the first look that counts: code is compiled, buffers have their size. */
const warming = 0.2;
/** What may be added in as many requests again, and still be called flat: on the heaps 100 bytes a request, half a megabyte at least,
 *  for the engine goes on to learn for a while; a share of the pages held. */
const [heapGrowth, heapLeast, rssGrowth] = [100, 512 * 1024, 0.05];

export async function benchMemory(requests: number): Promise<void> {
  const server = await Served.start([], true);
  try {
    const known = await alone(server.url, mixed(server.model, 96, 4));
    const handles = server.handles;
    const seen = nothing();
    const found: Memory[] = [await server.measure()];
    for (let look = 0; look < looks; look++) {
      await drive(
        server.url,
        32,
        known,
        until((asked) => asked >= requests / looks),
        seen,
      );
      found.push(await server.measure());
    }
    const load = await server.load();
    await new Promise((resolve) => setTimeout(resolve, 500));
    report(requests, found);
    const left = `handles ${handles ?? '-'} before, ${server.handles ?? '-'} after`;
    console.log(
      `${digits(requests)} requests by 32 clients in ${digits(seen.elapsed / 1000)} s, ${seen.wrong.length} answered wrong;`,
      `then ${load.writing} answers under way, ${load.waiting} waiting, ${load.unread} unread; ${left}`,
    );
    for (const wrong of seen.wrong.slice(0, 3)) console.log(`  ${wrong}`);
  } finally {
    await server.stop();
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

function report(requests: number, found: readonly Memory[]): void {
  const row = (name: string, of: 'data' | 'code' | 'rss', most?: (mean: number) => number): string[] => {
    const { slope, mean } = line(found.map((memory) => memory[of]).slice(Math.ceil(warming * found.length)));
    const growth = slope * looks;
    const allowed = most?.(mean);
    const at = [0, 1, 5, 10, 15, 20].map((look) => megabytes(found[look][of]));
    return [
      name,
      ...at,
      megabytes(growth),
      ...(allowed === undefined ? ['', ''] : [megabytes(allowed), growth <= allowed ? 'flat' : 'GROWS']),
    ];
  };
  const head = ['', 'before', '5 %', '25 %', '50 %', '75 %', '100 %', 'growth', 'allowed', ''];
  const title = `genai serve, memory in MB over ${digits(requests)} requests; growth in as many again, by the least-squares line`;
  table(`${title} after the first ${100 * warming} %`, head, [
    row(`heaps of ${found[0].threads} threads`, 'data', () => Math.max(heapLeast, heapGrowth * requests)),
    row('compiled code on them', 'code'),
    row('pages held (RSS)', 'rss', (mean) => rssGrowth * mean),
  ]);
}

/** The least-squares line through values at 0, 1, 2 …; its slope is that of one step. */
function line(values: readonly number[]): { slope: number; mean: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((a, b) => a + b) / values.length;
  const square = values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return { mean, slope: values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0) / square };
}
