/** The Engine with real threads. What the desk writes is tested in ./desk.test.ts. */
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { diffuseLab } from '../../src/labs/diffuse/lab.ts';
import type { Ask, Heard } from '../../src/serve/engine.ts';
import { Pool } from '../../src/serve/pool.ts';
import { fileCorpora } from '../../src/store/corpora.ts';
import { runLab } from '../labs/tiny-transformer.ts';
import { askOf, longAsk, talk, tinyOffer, writerOf } from './tiny-models.ts';

const tiny = await tinyOffer();
/** Ends of threads that keep this process awake. */
const threads = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
const before = threads();

const lost: Error[] = [];
let pool: Pool;
beforeAll(async () => {
  pool = await Pool.open({ ...tiny.offered, places: 2, waiting: 8, lost: (error) => lost.push(error) });
});
afterAll(async () => {
  await pool.close();
  tiny.remove();
});
afterEach(() => {
  expect(pool.load).toMatchObject({ writing: 0, waiting: 0 });
});

const never = (): AbortSignal => new AbortController().signal;

/** @returns the text and how it ended */
async function read(answer: AsyncIterable<Heard>): Promise<string> {
  let text = '';
  for await (const heard of answer) text += heard.kind === 'piece' ? heard.text : ` (${heard.reason})`;
  return text;
}

const write = async (ask: Ask, signal = never()): Promise<string> => read(pool.write(ask, signal));

describe('answers', () => {
  test('are the same alone and beside others, more than there are places', async () => {
    const asks = ['Who is Ada Frost?', 'Where does he live?', 'Ada', 'Bert Quill', 'Who?'].map((question, seed) =>
      askOf('sft', talk(question), { seed, most: 12 }),
    );
    const asked = [...asks, askOf('gpt', 'the cat', { most: 20 }), askOf('ngram', 'The', { most: 9 })];
    const alone: string[] = [];
    for (const ask of asked) alone.push(await write(ask));
    expect(await Promise.all(asked.map((ask) => write(ask)))).toEqual(alone);
    expect(new Set(alone).size).toBe(asked.length);
  });

  test('are refused with a reason', async () => {
    for (const model of ['gpt-4', 'diffuse']) {
      await expect(write(askOf(model, 'the'))).rejects.toMatchObject({ kind: 'asked', param: 'model' });
    }
    await expect(write(askOf('base', talk('Who?')))).rejects.toMatchObject({ kind: 'asked', param: 'model' });
    await expect(pool.embed('ngram', ['The'], never())).rejects.toMatchObject({ kind: 'asked', param: 'model' });
  });
});

describe('a place is free at once', () => {
  test('when its signal is aborted, under way or waiting', async () => {
    const controllers = Array.from({ length: 4 }, () => new AbortController());
    const answers = controllers.map(({ signal }) => pool.write(longAsk(), signal));
    const reading = answers.map((answer) => read(answer));
    expect(pool.load).toMatchObject({ writing: 2, waiting: 2 });
    controllers[3].abort();
    expect(pool.load).toMatchObject({ writing: 2, waiting: 1 });
    controllers[0].abort();
    expect(pool.load).toMatchObject({ writing: 2, waiting: 0 });
    controllers[1].abort();
    controllers[2].abort();
    expect(pool.load).toMatchObject({ writing: 0, waiting: 0 });
    for (const text of await Promise.all(reading)) expect(text).not.toContain('(');
  });

  test('when nobody reads on', async () => {
    let text = '';
    for await (const heard of pool.write(longAsk(), never())) {
      if (heard.kind === 'piece') text += heard.text;
      if (text.length > 9) break;
    }
    expect(pool.load.writing).toBe(0);
    expect(await write(longAsk({ most: 3 }))).toContain('(length)');
  });

  test('and was never taken by what nobody wanted', async () => {
    expect(await write(longAsk(), AbortSignal.abort())).toBe('');
    await expect(pool.embed('sft', ['Ada'], AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});

describe('who waits', () => {
  test('is one client after the other; one alone does not fill the room', async () => {
    const stop = new AbortController();
    const long = [1, 2].map(() => pool.write(longAsk({ client: 'a' }), stop.signal));
    const order: string[] = [];
    const ask = (client: string, number: number): Promise<unknown> =>
      write(longAsk({ client, most: 3 })).then(() => order.push(`${client}${number}`));
    const waiting = [1, 2, 3, 4, 5, 6].map((number) => ask('a', number));
    await expect(ask('a', 7)).rejects.toMatchObject({ kind: 'full' });
    waiting.push(
      ask('b', 1),
      ask('b', 2).catch(() => {}),
      ask('c', 1),
    );
    expect(pool.load.waiting).toBe(8);
    await expect(ask('d', 1)).rejects.toMatchObject({ kind: 'full' });
    stop.abort();
    await Promise.all([...waiting, ...long.map(read)]);
    expect(order.indexOf('b1')).toBeLessThan(4);
    expect(order.indexOf('c1')).toBeLessThan(4);
    expect(order).toHaveLength(8);
  });

  test('who reads late finds all of it, as one', async () => {
    const answer = pool.write(longAsk({ most: 200 }), never());
    while (pool.load.unread === 0) await setTimeout(5);
    const heard: Heard[] = [];
    for await (const one of answer) heard.push(one);
    expect(heard.map(({ kind }) => kind)).toEqual(['piece', 'end']);
    expect(heard[0]).toMatchObject({ tokens: { length: 200 } });
  });
});

test('texts as vectors: the same each time, of length 1', async () => {
  const texts = ['Ada Pepper', 'the cat sat', 'Ada Pepper'];
  const { vectors, tokens } = await pool.embed('sft', texts, never());
  expect(vectors).toHaveLength(3);
  expect(vectors[0]).toEqual(vectors[2]);
  expect(vectors[0]).not.toEqual(vectors[1]);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  expect(tokens).toBeGreaterThan(6);
});

describe('pictures', () => {
  const ask = { prompt: 'a cat', seed: 7, steps: 4, guidance: 1 };

  test('clear up step by step, to what the lab draws; a second one waits for its turn', async () => {
    const stop = new AbortController();
    const drawing = (async () => {
      const steps = [];
      for await (const step of pool.picture(ask, never())) steps.push(step);
      return steps;
    })();
    const second = pool.picture({ ...ask, steps: 900 }, stop.signal);
    expect(pool.load).toMatchObject({ writing: 0, waiting: 2 });
    const steps = await drawing;
    stop.abort();
    expect(steps.map(({ step, of }) => [step, of])).toEqual([1, 2, 3, 4].map((step) => [step, 4]));
    const { seed, ...params } = ask;
    const { result } = await runLab(diffuseLab as never, { ...params, examples: 0 }, fileCorpora(), seed);
    const { pixels, width, height } = result as { pixels: number[]; width: number; height: number };
    expect(steps[3]).toMatchObject({ width, height });
    expect(steps[3].pixels.length).toBe(pixels.length);
    for (const [i, pixel] of pixels.entries()) expect(Math.abs(steps[3].pixels[i] - 255 * pixel)).toBeLessThan(2);
    for await (const _ of second) throw new Error('it was wanted no more');
  });

  test('of nothing that it knows there are none', async () => {
    const refused = pool.picture({ ...ask, prompt: 'a flurb' }, never())[Symbol.asyncIterator]();
    await expect(refused.next()).rejects.toMatchObject({ kind: 'asked', param: 'prompt' });
  });
});

describe('a thread that crashes', () => {
  test('is replaced: the next one goes on where it was, to the same answers', async () => {
    const asks = [longAsk({ most: 900, seed: 3 }), longAsk({ most: 900, seed: 4 }), longAsk({ most: 3, seed: 5 })];
    const alone: string[] = [];
    for (const ask of asks) alone.push(await write(ask));
    lost.length = 0;
    let pieces = 0;
    const crashing = async (ask: Ask): Promise<string> => {
      let text = '';
      for await (const heard of pool.write(ask, never())) {
        text += heard.kind === 'piece' ? heard.text : ` (${heard.reason})`;
        if (++pieces === 2) writerOf(pool).postMessage(null);
      }
      return text;
    };
    expect(await Promise.all(asks.map(crashing))).toEqual(alone);
    expect(lost).toHaveLength(1);
  });

  test('twice with the same in it is enough', async () => {
    const answer = write(longAsk());
    const end = expect(answer).rejects.toMatchObject({ kind: 'lost' });
    writerOf(pool).postMessage(null);
    while (pool.load.waiting === 0) await setTimeout(1);
    while (pool.load.writing === 0) await setTimeout(1);
    writerOf(pool).postMessage(null);
    await end;
  });
});

test('what cannot be opened is said, and nothing is left behind', async () => {
  const opening = Pool.open({ ...tiny.offered, weights: '/nowhere/x.gpt' });
  await expect(opening).rejects.toMatchObject({ name: 'InputError', where: '/nowhere/x.gpt' });
});

test('the end: what is under way is lost, and no thread is left', async () => {
  expect(threads()).toBeGreaterThan(before);
  const answers = [write(longAsk()), write(longAsk()), write(longAsk())];
  const ends = Promise.allSettled(answers);
  await pool.close();
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { kind: 'lost' } });
  await expect(write(longAsk())).rejects.toMatchObject({ kind: 'lost' });
  expect(threads()).toBeLessThanOrEqual(before);
});
