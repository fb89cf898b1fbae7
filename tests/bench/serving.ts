/** `genai serve` under load, on this machine alone: the built program as a process of its own, many clients in this one. Every answer is
 *  held against what the same server said to the same question with nobody else there.
 *  Read next: ./serving/load.ts, ./serving/memory.ts, ./serving/faults.ts */
import type { Effort } from './rivals.ts';
import type { Asked } from './serving/client.ts';
import { benchFaults } from './serving/faults.ts';
import { alone, drive, during, type Known, nothing, quantile, type Seen } from './serving/load.ts';
import { benchMemory } from './serving/memory.ts';
import { chats } from './serving/questions.ts';
import { Served } from './serving/served.ts';
import { digits, table } from './table.ts';

const crowds = [1, 8, 64, 256];

const servers: readonly (readonly [name: string, ...flags: string[]])[] = [
  ['1 thread', '--threads', '1'],
  ['2 threads', '--threads', '2'],
  ['1 thread, one text at a time', '--threads', '1', '--batch', '1'],
];

interface Runner {
  readonly name: string;
  readonly server: Served;
  readonly known: Known;
  readonly seen: Seen[];
}

export async function benchServing({ rounds, seconds }: Effort): Promise<void> {
  const runners: Runner[] = [];
  try {
    for (const [name, ...flags] of servers) {
      const server = await Served.start(flags);
      const questions: Asked[] = runners.length > 0 ? [...runners[0].known.keys()] : chats(server.model, 96);
      runners.push({ name, server, known: await alone(server.url, questions), seen: crowds.map(nothing) });
    }
    for (let round = 0; round < rounds; round++) {
      for (const [i, clients] of crowds.entries()) {
        for (const { server, known, seen } of runners) {
          await drive(server.url, clients, known, during(Math.max(2000, 1500 * seconds)), seen[i]);
        }
      }
    }
  } finally {
    await Promise.all(runners.map(({ server }) => server.stop()));
  }
  report(runners);
  await benchMemory(seconds < 1 ? 600 : 10_000);
  await benchFaults(seconds < 1);
}

const rate = ({ answers, elapsed }: Seen): number => (1000 * answers.length) / elapsed;

function report(runners: readonly Runner[]): void {
  const [{ known: first, server, seen: one }] = runners;
  for (const { name, seen } of runners) {
    const rows = crowds.map((clients, i) => {
      const { answers, elapsed, wrong } = seen[i];
      const took = answers.map((answer) => answer.took);
      const begun = answers.filter(({ streamed }) => streamed).map((answer) => answer.first);
      const sum = (of: 'tokens' | 'refused'): number => answers.reduce((total, answer) => total + answer[of], 0);
      return [
        String(clients),
        digits(rate(seen[i])),
        `${digits(rate(seen[i]) / rate(seen[0]))} ×`,
        digits((1000 * sum('tokens')) / elapsed),
        ...[took, begun].flatMap((times) => [digits(quantile(times, 0.5)), digits(quantile(times, 0.99))]),
        String(sum('refused')),
        String(wrong.length),
      ];
    });
    const head = ['clients', 'req/s', 'of one', 'tokens/s', 'p50', 'p99', 'first p50', 'first p99', '429s', 'wrong'];
    table(`genai serve, ${server.model}, ${name}; ms until the whole answer, and until its first word`, head, rows);
  }
  const beside = crowds.map((clients, i) => [
    String(clients),
    ...runners.map(({ seen }) => `${digits(rate(seen[i]) / rate(one[i]))} ×`),
  ]);
  table('requests a second, beside 1 thread', ['clients', ...runners.map(({ name }) => name)], beside);
  const differ = runners.flatMap(({ known }) => [...known].filter(([asked, said]) => said !== first.get(asked)));
  const wrongs = runners.flatMap(({ seen }) => seen.flatMap(({ wrong }) => wrong));
  console.log(
    `${first.size} questions: ${differ.length} answered otherwise by another number of threads or texts at a time;`,
    `${wrongs.length} otherwise beside others than alone`,
  );
  for (const wrong of wrongs.slice(0, 3)) console.log(`  ${wrong}`);
}
