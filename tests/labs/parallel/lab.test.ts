/** Two networks of one size: as many operations as are counted, times by a clock that is known. */
import { describe, expect, it } from 'vitest';
import type { Lab } from '../../../src/labs/lab.ts';
import { parallelLab } from '../../../src/labs/parallel/lab.ts';
import { type Event, networks, type Result } from '../../../src/labs/parallel/params.ts';
import { Laid, operationsOf, twinsOf } from '../../../src/labs/parallel/twins.ts';
import type { State } from '../../../src/labs/parallel/view.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { InlineRun } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

const lab = parallelLab as unknown as Lab;
const forever = Number.POSITIVE_INFINITY;

async function play(given: object, tools = instruments()) {
  const params = parallelLab.params.parse(given);
  const run = new InlineRun({ lab: 'parallel', params, seed: 1 }, corpora(), new Map(), () => false, tools);
  const { events, done, failure } = await run.next(forever, forever);
  expect(failure).toBeUndefined();
  const state = events.reduce(lab.reduce, lab.start(params)) as State;
  return { events: events as Event[], result: done!.result as Result, state };
}

describe('the twins', () => {
  it.each([
    [16, 1],
    [64, 2],
    [128, 4],
  ])('of width %i and %i layers have as many numbers', (width, layers) => {
    const twins = twinsOf(parallelLab.params.parse({ width, layers }));
    const { transformer, recurrent, memory } = twins;
    expect(recurrent.parameters).toBeLessThanOrEqual(transformer.parameters);
    // One number more to remember would be too much.
    const vocabulary = 64;
    const sizeWith = (h: number): number =>
      vocabulary * width + 3 * (width * h + h + h * h + h) + h * vocabulary + vocabulary;
    expect(recurrent.parameters).toBe(sizeWith(memory));
    expect(sizeWith(memory + 1)).toBeGreaterThan(transformer.parameters);
  });

  it.each([
    [24, 1],
    [16, 3],
  ])('do the operations that are counted: %i tokens, %i texts', (length, texts) => {
    const [width, layers] = [16, 2];
    const twins = twinsOf(parallelLab.params.parse({ length, width, layers, texts }));
    const plain = plainKernels();
    let products: (readonly [number, number, number])[] = [];
    const counting: Kernels = {
      ...plain,
      matmul(out, a, b, m, k, n, form, added) {
        products.push([m, k, n]);
        plain.matmul(out, a, b, m, k, n, form, added);
      },
    };
    const counted = (): number => products.reduce((sum, [m, k, n]) => sum + 2 * m * k * n, 0);
    const attention = { transformer: texts * 4 * layers * width * ((length * (length + 1)) / 2), recurrent: 0 };
    for (const name of networks) {
      const laid = new Laid(twins[name], length, texts, counting);
      products = [];
      laid.run('read');
      const read = counted();
      expect(read + attention[name]).toBe(operationsOf(twins[name], length, texts));
      const largest = [...products].sort((a, b) => b[0] * b[1] * b[2] - a[0] * a[1] * a[2])[0];
      // The recurrent network's is told by memory times memory, which stands there once a token and gate.
      const [m, k, n] = twins[name].product;
      if (name === 'transformer') expect(largest[0] * largest[1] * largest[2]).toBe(m * k * n);
      else expect(products.filter(([a, b, c]) => a === n && b === m && c === k)).toHaveLength(3 * length);
      products = [];
      laid.run('learn');
      // Only before the first token there is no memory that would want a gradient.
      expect(counted() / read).toBeGreaterThan(2.9);
      expect(counted() / read).toBeLessThanOrEqual(3);
      laid.free();
    }
  });
});

describe('times', () => {
  it('are those of one pass, the best of all rounds, and speeds are work by time', async () => {
    let looks = 0;
    const slowing = { ...instruments(), clock: () => ++looks * looks };
    const { events, result } = await play({ length: 32, width: 16, rounds: 2 }, slowing);
    const of = (network: string, pass: string) =>
      events.flatMap((event) =>
        event.kind === 'timed' &&
        event.network === network &&
        event.set === 'simd' &&
        event.pass === pass &&
        event.length === 32
          ? [event.milliseconds]
          : [],
      );
    for (const name of networks) {
      expect(of(name, 'read')).toHaveLength(2);
      expect(of(name, 'read')[1]).toBeGreaterThan(of(name, 'read')[0]);
      expect(result[name].simd!.read_ms).toBe(of(name, 'read')[0]);
      expect(result[name].simd!.learn_ms).toBe(of(name, 'learn')[0]);
      expect(result[name].gflops).toBeCloseTo(result[name].operations / result[name].simd!.read_ms / 1e6, 9);
    }
    expect(result.times_faster_read).toBeCloseTo(of('recurrent', 'read')[0] / of('transformer', 'read')[0], 9);
  });

  it('of short texts are taken over many passes', async () => {
    const { events, result } = await play({ length: 16, width: 16, layers: 1, rounds: 1 }, instruments(1000));
    const calls = Math.ceil((1 << 22) / result.transformer.operations);
    expect(calls).toBeGreaterThan(10);
    const first = events.find((event) => event.kind === 'timed' && event.length === 16);
    expect(first).toMatchObject({ network: 'transformer', pass: 'read', milliseconds: 1000 / calls });
  });

  it('grow with the text: each length is half of the next', async () => {
    const { events, result, state } = await play({ length: 48, width: 16, rounds: 1 });
    const lengths = new Set(events.flatMap((event) => (event.kind === 'timed' ? [event.length] : [])));
    expect([...lengths]).toEqual([12, 24, 48]);
    expect(events.at(-1)).toEqual({ kind: 'threads', network: 'recurrent', speedup: result.recurrent.threads_speedup });
    expect(result.recurrent.threads_speedup).toBe(1); // by a clock that counts looks
    const picture = pictureOf(parallelLab, state, 80, 24);
    expect(picture).toContain('as fast');
    expect(picture).toContain('48×16×64 1 ×');
  });
});
