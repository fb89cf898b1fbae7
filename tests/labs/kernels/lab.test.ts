/** Four ways to one product: the same numbers by each, speeds that are work by time, and what follows from them. */
import { describe, expect, it, vi } from 'vitest';
import { kernelsLab } from '../../../src/labs/kernels/lab.ts';
import { matrices, methodsFor } from '../../../src/labs/kernels/methods.ts';
import { type Event, type Result, ways } from '../../../src/labs/kernels/params.ts';
import { grouped, h100, month, span, work } from '../../../src/labs/kernels/scale.ts';
import type { State } from '../../../src/labs/kernels/view.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

const simd = vi.hoisted(() => ({ problem: undefined as string | undefined }));
vi.mock('../../../src/nn/kernels/simd/simd.ts', async (original) => ({
  ...(await original<typeof import('../../../src/nn/kernels/simd/simd.ts')>()),
  simdProblem: () => simd.problem,
}));

const lab = kernelsLab as unknown as Lab;
const forever = Number.POSITIVE_INFINITY;

async function play(given: object, tools = instruments()): Promise<{ events: Event[]; result: Result; state: State }> {
  const params = kernelsLab.params.parse(given);
  const run = new InlineRun({ lab: 'kernels', params, seed: 1 }, corpora(), new Map(), () => false, tools);
  const { events, done, failure } = await run.next(forever, forever);
  expect(failure).toBeUndefined();
  const state = events.reduce(lab.reduce, lab.start(params)) as State;
  return { events: events as Event[], result: done!.result as Result, state };
}

const timed = (events: readonly Event[]) => events.flatMap((event) => (event.kind === 'timed' ? [event] : []));

describe('each way', () => {
  it.each([64, 65, 97, 130])('gives the product of two matrices of %i', async (size) => {
    const product = matrices(size);
    const methods = await methodsFor(product, { ...instruments() } as never);
    expect([...methods.keys()]).toEqual(ways);
    const { a, b } = product;
    for (const [way, method] of methods) {
      method.multiply();
      let worst = 0;
      for (let at = 0; at < size * size; at++) {
        // By columns of A, from the end: another order than any of them takes.
        let sum = 0;
        for (let i = size - 1; i >= 0; i--) sum += a[Math.floor(at / size) * size + i] * b[i * size + (at % size)];
        worst = Math.max(worst, Math.abs(sum - method.numbers[at]));
      }
      expect(worst, way).toBeLessThan(2e-5);
      method.free();
    }
  });
});

describe('a speed', () => {
  it('is operations by time, the best of all rounds', async () => {
    // Each look at the clock is a quarter of a second after the one before.
    const { result } = await play({ size: 256, repeats: 1 }, instruments(250));
    for (const way of ways) {
      expect(result[way]!.gflops).toBeCloseTo((2 * 256 * 256 * 256) / 0.25 / 1e9, 9);
      expect(result[way]!.times_naive).toBe(1);
    }
    expect(result.threads_speedup).toBe(1);
  });

  it('of a small product is taken over many of them', async () => {
    const { result, events } = await play({ size: 64, repeats: 1 }, instruments(64));
    expect(timed(events)[0].milliseconds).toBe(1); // 64 of them in a tick
    expect(result.naive.gflops).toBeCloseTo((2 * 64 * 64 * 64) / 1e6, 9);
  });

  it('never falls from one round to the next', async () => {
    let looks = 0;
    const slowing = { ...instruments(), clock: () => ++looks * looks };
    const { events } = await play({ size: 64, repeats: 4 }, slowing);
    const naive = timed(events).filter(({ way }) => way === 'naive');
    expect(new Set(naive.map(({ gflops }) => gflops)).size).toBe(1);
    expect(naive[3].milliseconds).toBeGreaterThan(naive[0].milliseconds);
  });

  it('says how long large trainings would take', async () => {
    const { result } = await play({ size: 64, repeats: 1 }, instruments(0.032768));
    const speed = (2 * 64 * 64 * 64 * 64) / 0.000032768; // 1.024e12
    expect(result.step_7b_seconds).toBeCloseTo(1.68e17 / speed, 3);
    expect(result.run_1e24_years * 365.25 * 86_400).toBeCloseTo(1e24 / speed, -6);
    expect(result.machines_for_a_month * 30 * 86_400 * speed).toBeCloseTo(1e24, -12);
  });
});

describe('figures of others', () => {
  it('are as published', () => {
    expect(work.step7b).toBeCloseTo(6 * 7e9 * 4e6, -3);
    // GPT-3 has 175 billion weights and saw 300 billion tokens: the rule of six gives what its paper says.
    expect(Math.abs((6 * 175e9 * 300e9) / work.gpt3 - 1)).toBeLessThan(0.01);
    expect(work.run / h100 / month).toBeCloseTo(390, 0);
  });

  it.each([
    [0.5, '0.5 seconds'],
    [1, '1 second'],
    [170, '2.8 minutes'],
    [2 * 86_400, '2 days'],
    [1e13, '320,000 years'],
    [3e14, '9.5 million years'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(span(seconds)).toBe(words);
  });

  it.each([
    [0.123, '0.12'],
    [7, '7'],
    [56_623_104, '57 million'],
    [1_073_741_824, '1.1 billion'],
    [1234, '1,200'],
    [123_456, '120,000'],
    [1234.5, '1,200'],
  ])('%d is %s', (number, words) => {
    expect(grouped(number)).toBe(words);
  });
});

describe('the picture', () => {
  it('shows bars, agreement, meaning and sources where there is room', async () => {
    const { state } = await play({ size: 256, repeats: 1 }, instruments(1));
    const all = pictureOf(lab, state, 80, 24);
    for (const word of [
      'naive',
      'tiled',
      'SIMD',
      'two threads',
      'all the same to within',
      'GPT-3',
      'Kaplan',
      'NVIDIA 2022',
    ])
      expect(all).toContain(word);
    const small = pictureOf(lab, state, 40, 12);
    expect(small).toContain('H100s');
    expect(small).not.toContain('…');
  });

  it('does without what is missing, and says why', async () => {
    simd.problem = 'this Node runs no WebAssembly';
    const { state, result } = await play({ size: 64, repeats: 1 });
    simd.problem = undefined;
    expect(result.simd).toBeNull();
    expect(result.two_threads.max_difference).toBe(0); // on the plain kernels, which sum as the naive way does
    const picture = pictureOf(lab, state, 80, 24);
    expect(picture).toContain('no SIMD: this Node runs no WebAssembly');
    expect(picture).toContain('all the same; the largest');
    expect(picture).not.toMatch(/SIMD +█/);
  });
});
