import { describe, expect, test } from 'vitest';
import { FairQueue } from '../../src/serve/fair-queue.ts';

interface Item {
  readonly client?: string;
  readonly name: string;
}

/** "a1 a2 b1" → an item each, of the clients a and b. */
const items = (names: string): Item[] => names.split(' ').map((name) => ({ client: name[0], name }));

function queueOf(names: string, room = 100): FairQueue<Item> {
  const queue = new FairQueue<Item>(room);
  for (const item of items(names)) expect(queue.add(item)).toBe(true);
  return queue;
}

function order(queue: FairQueue<Item>): string {
  const names: string[] = [];
  for (let item = queue.next(); item; item = queue.next()) names.push(item.name);
  return names.join(' ');
}

describe('turns', () => {
  test('whoever has one waiting is not behind whoever has many', () => {
    expect(order(queueOf('a1 a2 a3 a4 b1 c1 c2'))).toBe('a1 b1 c1 a2 c2 a3 a4');
  });

  test('who comes late is next when the others had their turn', () => {
    const queue = queueOf('a1 a2 a3 b1 b2');
    expect([queue.next()?.name, queue.next()?.name]).toEqual(['a1', 'b1']);
    const [late] = items('c1');
    queue.add(late);
    expect(order(queue)).toBe('a2 b2 c1 a3');
  });

  test('those that name nobody are one', () => {
    const queue = queueOf('a1');
    for (const name of ['x', 'y']) queue.add({ name });
    expect(order(queue)).toBe('a1 x y');
  });
});

describe('room', () => {
  test('it is full, and has room again when one is taken', () => {
    const queue = queueOf('a1 b1 c1', 3);
    const [more] = items('d1');
    expect(queue.add(more)).toBe(false);
    queue.next();
    expect(queue.add(more)).toBe(true);
    expect(queue.size).toBe(3);
  });

  test('the last quarter is for those of whom nobody waits', () => {
    const queue = queueOf('a1 a2 a3 a4 a5 a6', 8);
    const [a, b, again, c] = items('a7 b1 b2 c1');
    expect([a, b, again, c, a].map((item) => queue.add(item))).toEqual([false, true, false, true, false]);
    expect(queue.size).toBe(8);
  });

  test('what is taken beside it counts', () => {
    const queue = new FairQueue<Item>(2);
    const [a, b] = items('a1 b1');
    expect([queue.add(a, 2), queue.add(a, 1), queue.add(b, 1)]).toEqual([false, true, false]);
  });
});

test('who leaves is not met again, and the turns of the others stay', () => {
  const queue = new FairQueue<Item>(9);
  const all = items('a1 a2 b1 c1');
  for (const item of all) queue.add(item);
  expect([queue.remove(all[2]), queue.remove(all[2]), queue.remove(all[0])]).toEqual([true, false, true]);
  expect(queue.size).toBe(2);
  expect(order(queue)).toBe('a2 c1');
  expect(queue.next()).toBeUndefined();
});
