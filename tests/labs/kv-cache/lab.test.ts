/** Writing with a cache and without: the same text, operations by formula, times by a clock that is known. */
import { describe, expect, it } from 'vitest';
import { kvCacheLab } from '../../../src/labs/kv-cache/lab.ts';
import type { Event, Result, StretchEvent } from '../../../src/labs/kv-cache/params.ts';
import type { State } from '../../../src/labs/kv-cache/view.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { openTextModel } from '../../../src/labs/text-model.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

const lab = kvCacheLab as unknown as Lab;
const forever = Number.POSITIVE_INFINITY;
const small = { length: 40, width: 16, layers: 2, heads: 2, rounds: 2 };

async function play(given: object, tools = instruments(), seed = 1) {
  const params = kvCacheLab.params.parse(given);
  const run = new InlineRun({ lab: 'kv-cache', params, seed }, corpora(), new Map(), () => false, tools);
  const { events, done, failure } = await run.next(forever, forever);
  expect(failure).toBeUndefined();
  const state = events.reduce(lab.reduce, lab.start(params)) as State;
  const stretches = (events as Event[]).filter((event): event is StretchEvent => event.kind === 'stretch');
  return { stretches, result: done!.result as Result, state };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i + 1);

describe('operations', () => {
  it('are those of the matrices, and for attention as many as there are tokens to look at', async () => {
    const { result } = await play(small);
    const [width, layers, vocabulary] = [16, 2, 64];
    const matrices = 2 * (12 * layers * width * width + width * vocabulary);
    // A score and a share of the value for each token seen: twice two operations a number.
    const cached = (t: number): number => matrices + 4 * layers * width * t;
    const reread = (t: number): number => sum(upTo(t).map(cached));
    expect(result.cached).toMatchObject({ last_operations: cached(40), operations: sum(upTo(40).map(cached)) });
    expect(result.reread).toMatchObject({ last_operations: reread(40), operations: sum(upTo(40).map(reread)) });
    // Whoever keeps everything has done in the end what one reading of the whole text takes.
    expect(result.cached.operations).toBe(result.reread.last_operations);
    expect(result.cache_bytes).toBe(2 * 40 * layers * width * 4);
  });
});

describe('times', () => {
  it('are those of the network alone, a token', async () => {
    // Two looks at the clock for each token that is read: a tick.
    const { result, stretches } = await play(small, instruments(3));
    for (const { cached, reread } of stretches) expect([cached, reread]).toEqual([3, 3]);
    expect(result.cached).toMatchObject({ first_ms: 3, last_ms: 3, total_ms: 120 });
    expect([result.times_faster, result.times_faster_last]).toEqual([1, 1]);
    expect(stretches.map(({ length }) => length)).toEqual([8, 16, 24, 32, 40, 8, 16, 24, 32, 40]);
    expect(stretches.at(-1)!.share).toBe(1);
  });

  it('are the best of all rounds', async () => {
    let looks = 0;
    const slowing = { ...instruments(), clock: () => ++looks * looks };
    const { result, stretches } = await play(small, slowing);
    const first = stretches.slice(0, 5);
    expect(stretches[9].cached).toBeGreaterThan(2 * first[4].cached);
    expect(result.cached.total_ms).toBeCloseTo(sum(first.map(({ cached }) => 8 * cached)), 6);
    expect(result.reread.last_ms).toBeCloseTo(first[4].reread, 9);
  });
});

describe('the text', () => {
  it('is the same in both ways, of random weights and of those on board, with another for another seed', async () => {
    const texts: string[] = [];
    for (const [given, seed] of [
      [small, 1],
      [small, 2],
      [{ model: 'toyland', rounds: 1 }, 1],
    ] as const) {
      const { result } = await play(given, instruments(), seed);
      expect(result.same).toBe(true);
      expect(kvCacheLab.passes!(result)).toBe(true);
      texts.push(result.text);
    }
    expect(texts[0]).toMatch(/^[\w.-]{40}$/);
    expect(texts[1]).not.toBe(texts[0]);
    expect(texts[2]).toMatch(/^The king\b/);
  });

  it('that differs is told, and fails', async () => {
    const { state, stretches, result } = await play({ ...small, rounds: 1 });
    const wrong = lab.reduce(state, { ...stretches[4], same: false });
    expect(pictureOf(kvCacheLab, wrong as State, 80, 24)).toContain('the texts differ');
    expect(pictureOf(kvCacheLab, state, 80, 24)).toContain('the same text');
    expect(kvCacheLab.passes!({ ...result, same: false })).toBe(false);
  });
});

describe('the transformer on board', () => {
  it('writes as far as its context, and says so', async () => {
    const { result, state } = await play({ model: 'toyland', length: 500, rounds: 1, prompt: '' });
    const { network, weights } = await openTextModel(undefined, {
      data: corpora(),
      kernels: kernelsNamed(),
      cache: new Map(),
    });
    expect([result.length, result.parameters]).toEqual([network.context, weights.size]);
    expect(network.context).toBeLessThan(500);
    expect(pictureOf(kvCacheLab, state, 80, 24)).toContain('as its context ends there');
  });

  it('takes a prompt that is too long as far as half its context', async () => {
    const { result } = await play({ model: 'toyland', rounds: 1, prompt: 'The king sleeps. '.repeat(40) });
    expect(result.same).toBe(true);
    expect(result.text.length).toBeLessThan(500);
  });
});
