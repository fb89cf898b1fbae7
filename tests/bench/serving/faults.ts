/** Clients that mean no good, and threads that come to harm, while others ask: those get the right answers, all of them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { digits, table } from '../table.ts';
import { type Harm, harms } from './harm.ts';
import { alone, drive, type Known, nothing, quantile, until } from './load.ts';
import { chats } from './questions.ts';
import { Served } from './served.ts';

const others = 32;
/** How many do the same harm side by side. */
const culprits = 8;
/** As genai serve has it: milliseconds until half a request is answered. */
const loris = 20_000;

/** @param brief once of each */
export async function benchFaults(brief: boolean): Promise<void> {
  const server = await Served.start(['--threads', '2'], true);
  try {
    const known = await alone(server.url, chats(server.model, 48));
    const [, before] = await settled(server);
    const port = Number(new URL(server.url).port);
    const rows: string[][] = [];
    for (const [name, harm] of Object.entries(harms(loris))) {
      rows.push(await during(`clients ${name}`, server, known, () => crowd(harm, port, brief)));
    }
    rows.push(await during('a thread that ends', server, known, () => harmed(server, 'exit', brief ? 1 : 5)));
    rows.push(await during('a thread that spins', server, known, () => harmed(server, 'spin', 1)));
    const head = ['what they do', 'times', 'not as it should', 'answers to others', 'wrong', 'p50', 'longest'];
    const title = `genai serve, 2 threads: harm while ${others} clients ask; ms until their answers`;
    table(title, [...head, 'left after', 'handles'], rows);
    console.log(`handles before: ${before}; told about threads: ${server.complaints.length}`);
  } finally {
    await server.stop();
  }
}

interface Done {
  readonly times: number;
  readonly failures: readonly string[];
}

async function crowd(harm: Harm, port: number, brief: boolean): Promise<Done> {
  const failures: string[] = [];
  let times = 0;
  const end = performance.now() + (brief ? 300 : 3000);
  const one = async (): Promise<void> => {
    do {
      times++;
      const failure = await harm(port);
      if (failure !== undefined) failures.push(failure);
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: culprits }, one));
  return { times, failures };
}

/** Until the thread is gone, and a while for the next one to be there. */
async function harmed(server: Served, how: 'exit' | 'spin', times: number): Promise<Done> {
  const failures: string[] = [];
  for (let time = 0; time < times; time++) {
    const told = server.complaints.length;
    const end = performance.now() + 30_000;
    await server.harm(how);
    while (server.complaints.length === told && performance.now() < end) await sleep(20);
    if (server.complaints.length === told) failures.push('nobody noticed');
    await sleep(1500);
  }
  return { times, failures };
}

/** @returns a row */
async function during(name: string, server: Served, known: Known, harm: () => Promise<Done>): Promise<string[]> {
  const seen = nothing();
  let over = false;
  const asking = drive(
    server.url,
    others,
    known,
    until(() => over),
    seen,
  );
  const { times, failures } = await harm();
  over = true;
  await asking;
  for (const line of [...failures, ...seen.wrong].slice(0, 3)) console.log(`  ${name}: ${line}`);
  const took = seen.answers.map((answer) => answer.took);
  const found = [quantile(took, 0.5), Math.max(...took)].map(digits);
  const counts = [times, failures.length, took.length, seen.wrong.length].map(String);
  return [name, ...counts, ...found, ...(await settled(server))];
}

/** @returns answers still under way, waiting or unread half a second later, when connections too are closed; and handles */
async function settled(server: Served): Promise<[left: string, handles: string]> {
  await sleep(500);
  const { writing, waiting, unread } = await server.load();
  return [String(writing + waiting + unread), String(server.handles ?? '-')];
}
