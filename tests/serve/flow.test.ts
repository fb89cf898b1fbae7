import { describe, expect, test, vi } from 'vitest';
import { Flow } from '../../src/serve/flow.ts';

/** Even numbers come together with what is before them. */
const join = (before: number, next: number): number | undefined => (next % 2 === 0 ? before + next : undefined);

async function all(flow: Flow<number>): Promise<number[]> {
  const read: number[] = [];
  for await (const value of flow) read.push(value);
  return read;
}

describe('what is read', () => {
  test('comes in order, also after waiting for it', async () => {
    const flow = new Flow<number>(() => {}, join);
    const reading = all(flow);
    for (const value of [1, 2, 3]) {
      flow.push(value);
      await Promise.resolve();
      await Promise.resolve();
    }
    flow.end();
    expect(await reading).toEqual([1, 2, 3]);
  });

  test('is one where nobody read in between and it can be joined', async () => {
    const flow = new Flow<number>(() => {}, join);
    for (const value of [1, 2, 4, 5, 7, 8]) flow.push(value);
    flow.end();
    expect(await all(flow)).toEqual([7, 5, 15]);
  });

  test('comes before the failure', async () => {
    const flow = new Flow<number>(() => {}, join);
    flow.push(1);
    flow.end({ error: new Error('gone') });
    expect(await flow.next()).toEqual({ value: 1, done: false });
    await expect(flow.next()).rejects.toThrow('gone');
    expect(await flow.next()).toEqual({ value: undefined, done: true });
  });
});

describe('it is told once that nobody needs it any more', () => {
  test('when the last is read, though nobody asked for more', async () => {
    const left = vi.fn();
    const flow = new Flow<number>(left, join);
    flow.push(1);
    flow.push(3);
    flow.end();
    await flow.next();
    expect(left).not.toHaveBeenCalled();
    await flow.next();
    expect(left).toHaveBeenCalledOnce();
    await flow.next();
    expect(left).toHaveBeenCalledOnce();
  });

  test('when the reader stops', async () => {
    const left = vi.fn();
    const flow = new Flow<number>(left, join);
    flow.push(1);
    flow.push(3);
    for await (const _ of flow) break;
    flow.leave();
    expect(left).toHaveBeenCalledOnce();
    expect(await all(flow)).toEqual([]);
  });

  test('when it is ended from outside, and whoever waits is told', async () => {
    const left = vi.fn();
    const flow = new Flow<number>(left, join);
    const reading = all(flow);
    flow.leave();
    flow.push(5);
    expect(await reading).toEqual([]);
    expect(left).toHaveBeenCalledOnce();
  });
});
