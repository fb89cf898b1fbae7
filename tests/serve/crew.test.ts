/** Who gets what, and what becomes of it when threads die: with threads that are only pretended. */
import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { InputError } from '../../src/data/input-error.ts';
import type { FromThread, ToThread } from '../../src/serve/craft.ts';
import { Crew } from '../../src/serve/crew.ts';
import type { EngineError } from '../../src/serve/engine.ts';
import type { Job } from '../../src/serve/thread.ts';

class Pretended extends EventEmitter {
  readonly told: ToThread<string>[] = [];
  readonly postMessage = (message: ToThread<string>): void => void this.told.push(message);
  readonly terminate = async (): Promise<number> => 0;

  say(message: FromThread<string>): void {
    this.emit('message', message);
  }

  ready(): void {
    this.say({ kind: 'ready', cards: [] });
  }

  /** What it was given, in order. */
  get taken(): string[] {
    return this.told.flatMap((message) => (message.kind === 'take' ? [message.request] : []));
  }

  idOf(request: string): number {
    return this.told.flatMap((message) =>
      message.kind === 'take' && message.request === request ? message.id : [],
    )[0];
  }

  /** Says something of a work, and that it is done. */
  finish(request: string, value = 'done'): void {
    this.say({ kind: 'said', said: [{ id: this.idOf(request), value, over: true }] });
  }
}

interface Tried extends Job<string, string> {
  readonly values: string[];
  ended?: EngineError | 'well';
}

function job(request: string, client = request[0]): Tried {
  const values: string[] = [];
  const tried: Tried = {
    client,
    request,
    told: 0,
    losses: 0,
    values,
    heard: (value) => values.push(value),
    over: (error) => void (tried.ended = error ?? 'well'),
  };
  return tried;
}

let workers: Pretended[];
function crewOf(threads: number, places: number, waiting: number): Crew<string, string> {
  const start = (): Worker => {
    const worker = new Pretended();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  return new Crew({ threads, places, waiting, start });
}

beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('places', () => {
  test('go to the thread that has most of them, by turns of clients; the others wait', () => {
    const crew = crewOf(2, 2, 9);
    for (const request of ['a1', 'a2', 'a3', 'a4', 'a5', 'b1']) crew.add(job(request));
    expect(crew.load).toEqual({ writing: 0, waiting: 6, unread: 0, room: { writing: 4, waiting: 9 } });
    workers[0].ready();
    expect(workers[0].taken).toEqual(['a1', 'b1']);
    workers[1].ready();
    expect(workers[1].taken).toEqual(['a2', 'a3']);
    expect(crew.load).toMatchObject({ writing: 4, waiting: 2 });
    workers[0].finish('b1');
    expect(workers[0].taken).toEqual(['a1', 'b1', 'a4']);
  });

  test('are free at once when nobody wants the work any more, under way or waiting', () => {
    const crew = crewOf(1, 1, 9);
    const [first, second, third] = [job('a'), job('b'), job('c')];
    for (const each of [first, second, third]) crew.add(each);
    const [worker] = workers;
    worker.ready();
    crew.drop(second);
    expect(crew.load).toMatchObject({ writing: 1, waiting: 1 });
    crew.drop(first);
    expect(worker.told.map(({ kind }) => kind)).toEqual(['take', 'drop', 'take']);
    expect(worker.taken).toEqual(['a', 'c']);
    worker.finish('a');
    expect([first.values, first.ended]).toEqual([[], undefined]);
    expect(crew.load).toMatchObject({ writing: 1, waiting: 0 });
  });

  test('what is done but not read takes room to wait from whoever asked for it, and from nobody else', () => {
    const crew = crewOf(1, 1, 4);
    const all = ['a1', 'a2', 'a3'].map((request) => job(request));
    for (const each of all) {
      crew.add(each);
      workers[0].ready();
      workers[0].finish(each.request);
    }
    expect(all.map(({ ended }) => ended)).toEqual(['well', 'well', 'well']);
    expect(crew.load).toMatchObject({ writing: 0, waiting: 0, unread: 3 });
    expect(() => crew.add(job('a4'))).toThrow(expect.objectContaining({ kind: 'full' }));
    for (const request of ['b', 'c', 'd', 'e', 'f']) crew.add(job(request)); // one is begun, four wait
    expect(() => crew.add(job('g'))).toThrow(expect.objectContaining({ kind: 'full' }));
    crew.drop(all[0]);
    for (const request of ['b', 'c', 'd', 'e']) workers[0].finish(request);
    crew.add(job('a5'));
    expect(() => crew.add(job('a6'))).toThrow(expect.objectContaining({ kind: 'full' }));
    expect(crew.load).toMatchObject({ writing: 1, waiting: 1, unread: 6 });
  });
});

describe('a thread that dies', () => {
  test('leaves what it had to the next one, before all who wait; nothing is heard twice', () => {
    const crew = crewOf(1, 2, 9);
    const all = [job('a'), job('b'), job('c')];
    for (const each of all) crew.add(each);
    workers[0].ready();
    workers[0].say({ kind: 'said', said: [{ id: workers[0].idOf('a'), value: 'half' }] });
    workers[0].emit('error', new Error('out of memory'));
    workers[0].emit('exit', 1);
    expect(crew.load).toMatchObject({ writing: 0, waiting: 3 });
    vi.advanceTimersByTime(0);
    expect(workers).toHaveLength(2);
    workers[1].ready();
    expect(workers[1].taken).toEqual(['a']); // alone, for it may be what the thread died of
    workers[1].say({ kind: 'said', said: [{ id: workers[1].idOf('a'), value: 'half' }] });
    workers[1].finish('a', 'and all');
    expect([all[0].values, all[0].ended]).toEqual([['half', 'and all'], 'well']);
    expect(workers[1].taken).toEqual(['a', 'b']);
    crew.drop(all[1]);
    expect(workers[1].taken).toEqual(['a', 'b', 'c']);
    workers[1].emit('exit', 1);
    for (const done of [all[2], all[0]]) crew.drop(done);
    expect(crew.load).toMatchObject({ writing: 0, waiting: 0 });
  });

  test('and the next one too: what both had is lost, and nobody else suffers', () => {
    const crew = crewOf(1, 2, 9);
    const [deadly, beside, other] = [job('a'), job('b'), job('c')];
    for (const each of [deadly, beside, other]) crew.add(each);
    for (let i = 0; i < 2; i++) {
      workers[i].ready();
      expect(deadly.ended).toBeUndefined();
      workers[i].emit('exit', 1);
      vi.advanceTimersByTime(100);
    }
    expect(deadly.ended).toMatchObject({ kind: 'lost' });
    workers[2].ready();
    workers[2].finish('b');
    workers[2].finish('c');
    expect([beside.ended, other.ended]).toEqual(['well', 'well']);
  });

  test('leaves it to another one that is there', () => {
    const crew = crewOf(2, 1, 9);
    const all = [job('a'), job('b')];
    for (const each of all) crew.add(each);
    for (const worker of workers) worker.ready();
    workers[1].finish('b');
    workers[0].emit('exit', 1);
    expect(workers[1].taken).toEqual(['b', 'a']);
  });

  test('leaves it to one that is busy, if nobody else will come', () => {
    const crew = crewOf(2, 2, 99);
    for (const request of ['a1', 'b1', 'c1', 'd1']) crew.add(job(request));
    for (const worker of workers) worker.ready();
    expect(workers.map(({ taken }) => taken)).toEqual([
      ['a1', 'b1'],
      ['c1', 'd1'],
    ]);
    workers[0].emit('exit', 1);
    vi.advanceTimersByTime(0);
    crew.add(job('e1'));
    workers[1].finish('c1'); // a successor may soon be there: until then others go on
    expect(workers[1].taken).toEqual(['c1', 'd1', 'e1']);
    const refuse = () => workers.at(-1)!.say({ kind: 'refused', why: ['there is no such file'] });
    vi.advanceTimersByTime(1);
    refuse();
    for (const request of ['f1', 'g1', 'h1']) {
      crew.add(job(request)); // begins a thread, which is refused again
      refuse();
    }
    workers[1].finish('d1');
    expect(workers[1].taken).toEqual(['c1', 'd1', 'e1']);
    for (const request of ['e1', 'a1', 'b1']) workers[1].finish(request);
    expect(workers[1].taken).toEqual(['c1', 'd1', 'e1', 'a1', 'b1', 'f1', 'g1']);
  });

  test('is another matter than one that goes on, though something went wrong: that is told', () => {
    const failures: Error[] = [];
    const worker = new Pretended();
    const start = (): Worker => worker as unknown as Worker;
    const crew = new Crew<string, string>({ threads: 1, places: 1, waiting: 9, start, lost: (e) => failures.push(e) });
    const [bad, good] = [job('a'), job('b')];
    for (const each of [bad, good]) crew.add(each);
    worker.ready();
    const over = { kind: 'lost', message: 'it went wrong', stack: 'TypeError: ours\n  at x.ts' } as const;
    worker.say({ kind: 'said', said: [{ id: worker.idOf('a'), over }] });
    worker.finish('b');
    expect(bad.ended).toMatchObject({ kind: 'lost', message: 'it went wrong' });
    expect(good.ended).toBe('well');
    expect(failures).toEqual([new Error('TypeError: ours')]);
    expect(failures[0].cause).toContain('x.ts');
  });

  test('again and again is begun again after longer and longer pauses, up to ten seconds', () => {
    const crew = crewOf(1, 1, 9);
    crew.add(job('a'));
    const pauses: number[] = [];
    for (let i = 0; i < 11; i++) {
      workers.at(-1)!.emit('exit', 1);
      const [before, begun] = [Date.now(), workers.length];
      while (workers.length === begun) vi.advanceTimersByTime(1);
      pauses.push(Date.now() - before);
    }
    expect(pauses.slice(0, 5)).toEqual([1, 100, 200, 400, 800]); // 1: the clock here goes by whole milliseconds
    expect(pauses.slice(-2)).toEqual([10_000, 10_000]);
    workers.at(-1)!.ready();
    crew.add(job('b'));
    workers.at(-1)!.finish('b');
    workers.at(-1)!.emit('exit', 1);
    vi.advanceTimersByTime(1); // it had worked, so it is begun at once
    expect(workers).toHaveLength(13);
  });

  test('four times in a row, and nobody is kept waiting', () => {
    const crew = crewOf(1, 1, 9);
    const waits = job('a');
    crew.add(waits);
    for (let i = 0; i < 4; i++) {
      expect(waits.ended).toBeUndefined();
      workers.at(-1)!.emit('error', new Error('no memory'));
      vi.advanceTimersByTime(5000);
    }
    expect(waits.ended).toMatchObject({ kind: 'lost', message: 'no memory' });
  });

  test('is not begun again where something is missing, until somebody asks', async () => {
    const crew = crewOf(1, 1, 9);
    const opening = crew.open();
    workers[0].say({ kind: 'refused', why: ['there is no such file', 'x.gpt', 'Make one.'] });
    await expect(opening).rejects.toEqual(new InputError('there is no such file', 'x.gpt', 'Make one.'));
    vi.advanceTimersByTime(60_000);
    expect(workers).toHaveLength(1);
    crew.add(job('a'));
    workers[1].ready();
    expect(workers[1].taken).toEqual(['a']);
  });
});

describe('a thread that is silent', () => {
  test('is asked every three seconds, at work or not, and ended when it says nothing three times', () => {
    const crew = crewOf(1, 1, 9);
    const [first, second] = [job('a'), job('b')];
    crew.add(first);
    vi.advanceTimersByTime(60_000); // while it opens its models it is left alone
    expect(workers[0].told).toEqual([]);
    workers[0].ready();
    for (let i = 0; i < 9; i++) {
      vi.advanceTimersByTime(3000);
      workers[0].say(i % 2 ? { kind: 'here' } : { kind: 'said', said: [{ id: 1, value: 'more' }] });
    }
    expect([workers.length, first.values.length]).toEqual([1, 5]);
    workers[0].finish('a');
    vi.advanceTimersByTime(9000);
    workers[0].say({ kind: 'here' });
    vi.advanceTimersByTime(9000);
    crew.add(second);
    expect(workers).toHaveLength(1);
    vi.advanceTimersByTime(3001);
    expect(workers).toHaveLength(2);
    workers[1].ready();
    workers[1].finish('b');
    expect(second.ended).toBe('well');
  });

  test('in truth, spinning for ever: it is ended, others are served, and what makes the next one spin too is lost', async () => {
    vi.useRealTimers();
    // begun as any thread is, then in a loop without an end
    const code = `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ kind, id, request }) => {
        if (kind === 'hello') parentPort.postMessage({ kind: 'here' });
        if (kind === 'take' && request === 'spin') for (;;);
        if (kind === 'take') parentPort.postMessage({ kind: 'said', said: [{ id, value: request, over: true }] });
      });
      parentPort.postMessage({ kind: 'ready', cards: [] });`;
    const told: string[] = [];
    const options = { threads: 1, places: 2, waiting: 9, look: 20, lost: ({ message }: Error) => told.push(message) };
    const crew = new Crew<string, string>({ ...options, start: () => new Worker(code, { eval: true }) });
    const [spins, waits] = [job('spin'), job('a')];
    await crew.open();
    crew.add(spins);
    crew.add(waits);
    await vi.waitUntil(() => waits.ended && spins.ended, 5000);
    expect([waits.ended, waits.values]).toEqual(['well', ['a']]);
    expect(spins.ended).toMatchObject({ kind: 'lost' });
    expect(told).toEqual(Array(2).fill('a thread no longer answered, and was ended'));
    await crew.close();
  });
});

test('the end of all: whoever waits or is served is told, and nothing begins again', async () => {
  const crew = crewOf(1, 1, 9);
  const [first, second] = [job('a'), job('b')];
  for (const each of [first, second]) crew.add(each);
  workers[0].ready();
  await crew.close();
  expect([first, second].map(({ ended }) => (ended as EngineError).kind)).toEqual(['lost', 'lost']);
  expect(() => crew.add(job('c'))).toThrow(expect.objectContaining({ kind: 'lost' }));
  vi.advanceTimersByTime(60_000);
  expect(workers).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
