/** Runs in a real thread: what it shows is what a run in this thread shows, and it can be stopped and may crash. */
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { findLab } from '../../src/labs/index.ts';
import { type Batch, InlineHost, type Run, type RunSpec, runEvents, runResult } from '../../src/runner/run.ts';
import { Session } from '../../src/runner/session.ts';
import { WorkerHost } from '../../src/runner/worker-host.ts';
import { fileCorpora } from '../../src/store/corpora.ts';
import { settled } from './scripted.ts';

const open: WorkerHost[] = [];
function workerHost(): WorkerHost {
  const host = new WorkerHost();
  open.push(host);
  return host;
}
afterEach(() => {
  for (const host of open.splice(0)) host.close();
});

/** The thread itself, to be crashed. */
const threadOf = (host: WorkerHost): Worker => (host as unknown as { worker: Worker }).worker;
const crash = (host: WorkerHost): void => threadOf(host).postMessage(null);

const sample = (params: object = {}, seed = 7): RunSpec => ({ lab: 'sample', params: { ...params }, seed });
const endless = sample({ max_tokens: 1e9, corpus: 'toyland' });

async function everything(host: WorkerHost | InlineHost, spec: RunSpec): Promise<unknown[]> {
  const all: unknown[] = [];
  const events = runEvents(host, spec);
  for (;;) {
    const { value, done } = await events.next();
    all.push(value);
    if (done) return all;
  }
}

describe('the same seed', () => {
  it.each([
    sample({ max_tokens: 200 }),
    sample({ corpus: 'toyland', order: 3, max_tokens: 40 }, 9),
    { lab: 'classify-vs-generate', params: {}, seed: 3 },
    { lab: 'rules-vs-learned', params: {}, seed: 3 },
  ])('brings the events and the result that it brings in this thread: $lab $params', async (spec) => {
    const there = await everything(workerHost(), spec);
    const here = await everything(new InlineHost(fileCorpora()), spec);
    expect(there.length).toBeGreaterThan(1);
    expect(there).toEqual(structuredClone(here));
  });

  it('brings the same again in the same thread, whatever ran before', async () => {
    const host = workerHost();
    const first = await runResult(host, sample({ max_tokens: 30 }));
    await runResult(host, sample({ max_tokens: 30, corpus: 'toyland' }, 8));
    expect(await runResult(host, sample({ max_tokens: 30 }))).toEqual(first);
  });
});

describe('a stop', () => {
  it('takes effect before the next step, in the middle of a batch without end', async () => {
    const host = workerHost();
    const run = host.start(endless);
    const head = await run.next(5, 60_000);
    expect(head.events).toHaveLength(5);
    const batch = run.next(Number.POSITIVE_INFINITY, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    run.stop();
    const stopped = performance.now();
    const { events, done, failure } = await batch;
    expect(performance.now() - stopped).toBeLessThan(5000);
    expect([done, failure]).toEqual([undefined, undefined]);
    expect(events.length).toBeGreaterThan(0);
    expect(await run.next(9, 1000)).toEqual({ events: [] });
  });

  it('comes with the start of another run', async () => {
    const host = workerHost();
    const first = host.start(endless);
    const batch = first.next(Number.POSITIVE_INFINITY, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const second = host.start(sample({ max_tokens: 3 }));
    expect((await batch).done).toBeUndefined();
    expect((await second.next(Number.POSITIVE_INFINITY, 60_000)).done).toBeDefined();
    first.stop(); // too late to matter to the second
    first.send({ name: 'nobody hears this' });
    expect(await first.next(9, 1000)).toEqual({ events: [] });
  });

  it('leaves a session that another run has taken the thread from at rest', async () => {
    const host = workerHost();
    const session = new Session(host, await findLab('sample'), endless);
    session.setSpeed(Number.POSITIVE_INFINITY);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await runResult(host, sample({ max_tokens: 2 }));
    await settled(); // it would not come back from here if the session asked on and on
    expect(session.state.status).toBe('running');
    session.close();
  });
});

describe('what goes wrong', () => {
  it('in the input is said as in this thread', async () => {
    const spec = sample({ corpus: '/nowhere/at/all.txt' });
    const failureOf = async (run: Run) => (await run.next(9, 1000)).failure?.input;
    const here = await failureOf(new InlineHost(fileCorpora()).start(spec));
    expect(here?.where).toContain('/nowhere/at/all.txt');
    expect(await failureOf(workerHost().start(spec))).toEqual(here);
  });

  it('in the thread is a failure of the run that waits, and the next run lives', async () => {
    const host = workerHost();
    const run = host.start(endless);
    await run.next(1, 60_000);
    const broken = threadOf(host);
    crash(host);
    const batch = run.next(Number.POSITIVE_INFINITY, 50);
    const next = await firstFailure(batch, run);
    expect(next.failure?.message).toContain('null');
    const spec = sample({ max_tokens: 4 });
    expect(await runResult(host, spec)).toEqual(await runResult(new InlineHost(fileCorpora()), spec));
    expect(threadOf(host)).not.toBe(broken);
  });

  it('while nobody waits is told to who asks next, and no command wakes the run again', async () => {
    const host = workerHost();
    const run = host.start(endless);
    await run.next(1, 60_000);
    const ended = new Promise((resolve) => threadOf(host).once('exit', resolve));
    crash(host);
    await ended;
    run.send({ name: 'anybody there?' });
    expect(threadOf(host)).toBeUndefined();
    expect((await run.next(9, 1000)).failure?.message).toContain('null');
    expect((await host.start(sample({ max_tokens: 2 })).next(99, 60_000)).done).toBeDefined();
  });

  it('by a thread that just ends is a failure too', async () => {
    const host = workerHost();
    const run = host.start(endless);
    const batch = run.next(Number.POSITIVE_INFINITY, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 30));
    await threadOf(host).terminate();
    expect((await batch).failure?.message).toContain("the lab's thread ended unexpectedly");
  });
});

/** A batch may still come through before the crash does. */
async function firstFailure(batch: Promise<Batch>, run: Run): Promise<Batch> {
  for (let next = await batch; ; next = await run.next(Number.POSITIVE_INFINITY, 50)) if (next.failure) return next;
}

describe('closing', () => {
  it('ends a run also for whoever asks for more of it only afterwards; another begins', async () => {
    const host = workerHost();
    const run = host.start(endless);
    host.close();
    expect(await run.next(1, 60_000)).toEqual({ events: [] });
    expect((await host.start(sample()).next(1, 60_000)).events).toHaveLength(1);
  });

  it('answers who waits, with nothing', async () => {
    const host = workerHost();
    const batch = host.start(endless).next(Number.POSITIVE_INFINITY, 60_000);
    host.close();
    expect(await batch).toEqual({ events: [] });
  });
});
