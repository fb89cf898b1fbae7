/** A run in this thread, with labs made for it. */

import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { InputError } from '../../src/data/input-error.ts';
import type { Command, Context, Lab, NeuralContext } from '../../src/labs/lab.ts';
import { text } from '../../src/render/frame.ts';
import { asFailure, InlineHost, InlineRun, runEvents, runResult } from '../../src/runner/run.ts';
import { corpora } from '../labs/corpora.ts';

/** How the labs below were used. */
const seen: { contexts: Context[]; steps: number; held: number; said: (Command | undefined)[] } = {
  contexts: [],
  steps: 0,
  held: 0,
  said: [],
};
afterEach(() => {
  Object.assign(seen, { contexts: [], steps: 0, held: 0, said: [] });
});

type Run = Lab['run'];
const labOf = (run: Run): Lab => ({
  id: 'made',
  title: 'Made',
  about: 'For tests.',
  params: z.strictObject({ count: z.int().min(0).default(3).meta({ description: 'How many.' }) }),
  result: z.unknown(),
  run,
  start: () => 0,
  reduce: () => 0,
  view: () => text(''),
});

const labs: Record<string, Lab> = {
  counts: labOf(function* ({ count }, context) {
    seen.contexts.push(context);
    for (let step = 1; step <= (count as number); step++) {
      seen.steps = step;
      seen.said.push(yield { step, u: context.rng.next() });
    }
    return { count };
  }),
  asks: {
    ...labOf(function* () {
      let said: Command | undefined;
      for (const question of ['one', 'two']) {
        do said = yield { question };
        while (said?.name !== 'yes');
      }
      yield { over: true };
      return 'answered';
    }),
    asks: (event) => ('question' in (event as object) ? [{ name: 'yes', key: 'Y', label: 'say so' }] : undefined),
  },
  waits: labOf(async function* ({ count }) {
    for (let step = 1; step <= (count as number); step++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.steps = step;
      yield step;
    }
    return 'waited';
  }),
  holds: labOf(async function* ({ count }) {
    seen.held++;
    try {
      for (let step = 1; step <= (count as number); step++) {
        await new Promise((resolve) => setImmediate(resolve));
        yield step;
      }
    } finally {
      seen.held--;
    }
    return 'held';
  }),
  computes: {
    ...labOf(function* (_, { kernels }: NeuralContext) {
      yield kernels.precision;
      return kernels.name;
    }),
    kernels: true,
  },
  breaks: labOf(function* () {
    yield 1;
    throw new RangeError('the loss is no number');
  }),
  // biome-ignore lint/correctness/useYield: it fails before its first event
  refuses: labOf(function* () {
    throw new InputError('the text is empty', 'poems.txt', 'Give a longer one.');
  }),
};

vi.mock('../../src/labs/index.ts', () => ({ findLab: async (id: string) => labs[id] }));

const spec = (lab: string, count = 3, seed = 7) => ({ lab, params: { count }, seed });
const inline = (lab: string, count?: number, stopped?: () => boolean) =>
  new InlineRun(spec(lab, count), corpora(), new Map(), stopped);
const forever = Number.POSITIVE_INFINITY;

describe('a batch', () => {
  it('holds at most so many events; no step is taken before it is asked for', async () => {
    const run = inline('counts', 5);
    expect(seen.steps).toBe(0);
    expect((await run.next(2, forever)).events).toMatchObject([{ step: 1 }, { step: 2 }]);
    expect(seen.steps).toBe(2);
    expect(await run.next(2, forever)).toMatchObject({ events: [{ step: 3 }, { step: 4 }] });
    expect(await run.next(2, forever)).toEqual({ events: [expect.anything()], done: { result: { count: 5 } } });
    expect(await run.next(2, forever)).toEqual({ events: [] });
  });

  it('ends when its time is over, with one event at least', async () => {
    const run = inline('waits', 100);
    expect((await run.next(forever, 0)).events).toEqual([1]);
    const { events } = await run.next(forever, 20);
    expect(events.length).toBeGreaterThanOrEqual(1);
    expect(events.length).toBeLessThan(10);
  });

  it('brings the end of a run without events', async () => {
    expect(await inline('counts', 0).next(9, forever)).toEqual({ events: [], done: { result: { count: 0 } } });
  });
});

describe('what a lab is handed', () => {
  it('is the seed, chance seeded with it, and the defaults of its knobs', async () => {
    const host = new InlineHost(corpora());
    const first = await host.start({ lab: 'counts', params: {}, seed: 7 }).next(forever, forever);
    expect(first.done).toEqual({ result: { count: 3 } });
    const [context] = seen.contexts;
    expect(context.seed).toBe(7);
    const again = await host.start(spec('counts')).next(forever, forever);
    expect(again.events).toEqual(first.events);
    const other = await host.start(spec('counts', 3, 8)).next(forever, forever);
    expect(other.events).not.toEqual(first.events);
    // What one run has put by is there for the next one.
    expect(seen.contexts[1].cache).toBe(context.cache);
    context.cache.set('counted', 1);
    host.close();
    expect(context.cache.size).toBe(0);
  });

  it.each([
    ['plain', 'plain'],
    ['simd', 'simd'],
    [undefined, 'simd'],
  ] as const)('are the kernels called %s, if it computes with them', async (kernel, name) => {
    const host = new InlineHost(corpora());
    expect(await runResult(host, { ...spec('computes'), kernel })).toBe(name);
    await runResult(host, { ...spec('counts'), kernel });
    expect(seen.contexts.at(-1)).not.toHaveProperty('kernels');
  });

  it('are the commands, one before each step, from the second on', async () => {
    const run = inline('counts', 5);
    run.send({ name: 'early' });
    await run.next(1, forever);
    run.send({ name: 'late', value: 2 });
    await run.next(forever, forever);
    expect(seen.said).toEqual([{ name: 'early' }, { name: 'late', value: 2 }, undefined, undefined, undefined]);
  });
});

describe('a run that asks', () => {
  it('takes no step until something is said, and asks again unless it is the answer', async () => {
    const run = inline('asks');
    const asks = [expect.objectContaining({ name: 'yes' })];
    expect(await run.next(9, forever)).toEqual({ events: [{ question: 'one' }], asks });
    expect(await run.next(9, forever)).toEqual({ events: [], asks });
    run.send({ name: 'no' });
    expect(await run.next(9, forever)).toEqual({ events: [{ question: 'one' }], asks });
    run.send({ name: 'yes' });
    run.send({ name: 'yes' });
    const { events, done } = await run.next(9, forever);
    expect(events).toEqual([{ question: 'two' }, { over: true }]);
    expect(done).toEqual({ result: 'answered' });
  });

  it('is no run for a host where nobody answers', async () => {
    const result = runResult(new InlineHost(corpora()), spec('asks'));
    await expect(result).rejects.toThrow('this run asks, and nobody answers it here.');
    await expect(result).rejects.toBeInstanceOf(InputError);
  });
});

describe('a stop', () => {
  it('takes effect before the next step', async () => {
    const run = inline('counts', 9);
    await run.next(2, forever);
    run.stop();
    expect(await run.next(9, forever)).toEqual({ events: [] });
    expect(seen.steps).toBe(2);
  });

  it('may come from outside, in the middle of a batch', async () => {
    const run = inline('counts', 1000, () => seen.steps >= 4);
    expect((await run.next(forever, forever)).events).toHaveLength(4);
    expect(seen.steps).toBe(4);
  });

  it('while a step is under way: what that step brings is not shown', async () => {
    const run = inline('waits', 9);
    await run.next(1, forever);
    const batch = run.next(forever, forever);
    await new Promise((resolve) => setImmediate(resolve));
    run.stop();
    expect(await batch).toEqual({ events: [] });
    expect(seen.steps).toBe(2);
  });
});

describe('what a lab took', () => {
  it('is given back by a stop between two batches, by one while a step is under way, and at the end', async () => {
    const between = inline('holds', 9);
    await between.next(2, forever);
    expect(seen.held).toBe(1);
    between.stop();
    await vi.waitFor(() => expect(seen.held).toBe(0));

    const under = inline('holds', 9);
    await under.next(1, forever);
    const batch = under.next(forever, forever);
    under.stop();
    expect(await batch).toEqual({ events: [] });
    expect(seen.held).toBe(0);

    const whole = inline('holds', 2);
    expect(await whole.next(forever, forever)).toEqual({ events: [1, 2], done: { result: 'held' } });
    expect(seen.held).toBe(0);
  });
});

describe('a failure', () => {
  it('comes after the events before it, and ends the run', async () => {
    const run = inline('breaks');
    const batch = await run.next(forever, forever);
    expect(batch).toMatchObject({ events: [1], failure: { message: 'the loss is no number' } });
    expect(batch.failure?.stack).toContain('run.test.ts');
    expect(await run.next(forever, forever)).toEqual({ events: [] });
  });

  it('says when the input is at fault', async () => {
    const { failure } = await inline('refuses').next(9, forever);
    expect(failure?.input).toEqual({ what: 'the text is empty', where: 'poems.txt', remedy: 'Give a longer one.' });
    expect(structuredClone(failure)).toEqual(failure);
  });

  it('is made of anything that was thrown', () => {
    expect(asFailure('just words')).toEqual({ message: 'just words' });
    expect(asFailure(undefined)).toEqual({ message: 'undefined' });
    expect(asFailure(new TypeError('no'))).toEqual({ message: 'no', stack: expect.any(String) });
  });

  it('by knobs that cannot be is a failure too', async () => {
    expect((await inline('counts', -1).next(9, forever)).failure).toBeDefined();
  });
});

describe('a whole run', () => {
  const host = () => new InlineHost(corpora());

  it('gives its events, then its result', async () => {
    const steps: unknown[] = [];
    const events = runEvents(host(), spec('counts', 50));
    for (;;) {
      const { value, done } = await events.next();
      if (done) {
        expect(value).toEqual({ count: 50 });
        break;
      }
      steps.push((value as { step: number }).step);
    }
    expect(steps).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(await runResult(host(), spec('waits', 2))).toBe('waited');
  });

  it('fails with the error of the lab', async () => {
    await expect(runResult(host(), spec('breaks'))).rejects.toThrow('the loss is no number');
    const refused = runResult(host(), spec('refuses'));
    await expect(refused).rejects.toBeInstanceOf(InputError);
    await expect(refused).rejects.toThrow('the text is empty (poems.txt). Give a longer one.');
  });

  it('takes no further step once nobody reads on', async () => {
    const run = inline('waits', 1000);
    const events = runEvents({ start: () => run, close: () => {} }, spec('waits'));
    await events.next();
    await events.return(undefined);
    expect(await run.next(9, forever)).toEqual({ events: [] });
  });

  it('that somebody else stopped is an error, not a wait without end', async () => {
    const run = inline('counts', 9);
    run.stop();
    await expect(runResult({ start: () => run, close: () => {} }, spec('counts'))).rejects.toThrow('was stopped');
  });
});
