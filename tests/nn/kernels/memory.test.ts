/** The memory of the fast kernels: what models take they give back, freed or forgotten, and growing moves nothing. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Graph } from '../../../src/nn/graph.ts';
import type { Block } from '../../../src/nn/kernels/kernels.ts';
import { simdKernels } from '../../../src/nn/kernels/simd/simd.ts';
import { linearLayer, mlpParameters } from '../../../src/nn/layers.ts';
import { squaredError } from '../../../src/nn/losses.ts';
import { Adam } from '../../../src/nn/optimise.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = simdKernels();
/** Bytes of the whole memory. */
const size = (): number => kernels.arena().block(1).data.buffer.byteLength;

/** A small model with all that belongs to one, trained for a step. */
function model(width: number, random: Random): ParameterSet {
  const arena = kernels.arena();
  const weights = new ParameterSet(kernels, arena, mlpParameters('net', [4, width, 2]), random);
  const graph = new Graph(kernels, arena);
  const x = graph.input([8, 4]);
  const y = graph.input([8, 2]);
  kernels.normals(x.value, random);
  const loss = squaredError(linearLayer(linearLayer(x, weights, 'net.0'), weights, 'net.1'), y);
  graph.forward();
  graph.backward(loss);
  new Adam(weights).step(0.01);
  return weights;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Whatever is forgotten is collected, and told. */
async function forget(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('ten thousand models', () => {
  test('made and freed take the room of the first hundred', () => {
    const random = new Random(1);
    const sizeAfter = (count: number): number => {
      for (let i = 0; i < count; i++) model(8 + (i % 57), random).arena.free();
      return size();
    };
    const early = sizeAfter(100);
    expect(sizeAfter(9_900)).toBe(early);
  });

  test('made and freed in another order, several alive at a time, do so too', () => {
    const random = new Random(2);
    const alive: ParameterSet[] = [];
    const churn = (count: number): number => {
      for (let i = 0; i < count; i++) {
        alive.push(model(8 + random.below(120), random));
        if (alive.length > 20) alive.splice(random.below(alive.length), 1)[0].arena.free();
      }
      return size();
    };
    const early = churn(1000);
    expect(churn(9_000)).toBeLessThanOrEqual(early);
    for (const weights of alive) weights.arena.free();
  });

  test('forgotten without being freed come back when they are collected', async () => {
    const random = new Random(3);
    const forgetModels = async (count: number): Promise<number> => {
      for (let i = 0; i < count; i++) model(64, random);
      await forget();
      return size();
    };
    await forgetModels(500);
    const early = await forgetModels(500);
    for (let i = 0; i < 4; i++) expect(await forgetModels(500)).toBe(early);
  });
});

test('a block is safe as long as somebody holds it, even if its arena is forgotten', async () => {
  const make = (): Block => {
    const block = kernels.arena().block(1000);
    kernels.fill(block, 7);
    return block;
  };
  const kept = [make(), kernels.arena().part(make(), 10, 100)];
  await forget();
  const others = Array.from({ length: 200 }, () => kernels.arena().block(1000));
  for (const other of others) kernels.fill(other, 1);
  for (const block of kept) expect(new Set(block.data)).toEqual(new Set([7]));
});

test('views taken afresh are good after the memory has grown, and nothing has moved', () => {
  const arena = kernels.arena();
  const x = arena.block(300);
  const ids = arena.ints(50);
  const part = arena.part(x, 100, 50);
  kernels.normals(x, new Random(4));
  ids.data.fill(5);
  const before = { data: x.data, numbers: Array.from(x.data), address: x.address };
  const large = kernels.arena();
  const room = large.block(size() / 4);
  expect(room.data.buffer).not.toBe(before.data.buffer);
  expect(before.data).toHaveLength(0); // the old view is dead: that is why nobody keeps one
  expect([x.address, Array.from(x.data)]).toEqual([before.address, before.numbers]);
  expect(Array.from(part.data)).toEqual(before.numbers.slice(100, 150));
  expect(new Set(ids.data)).toEqual(new Set([5]));
  kernels.affine(x, x, 2, 0);
  expect(Array.from(x.data)).toEqual(before.numbers.map((number) => 2 * number));
  expect(part.data[0]).toBe(2 * before.numbers[100]);
  large.free();
  arena.free();
});

test('what is taken again after being freed is all 0', () => {
  const first = kernels.arena();
  kernels.fill(first.block(5000), 9);
  first.free();
  expect(new Set(kernels.arena().block(5000).data)).toEqual(new Set([0]));
});

test('more than there can be is refused in words', () => {
  expect(() => kernels.arena().block(2 ** 31)).toThrow(/no room for \d+ MB more beside \d+ MB/);
  const arena = kernels.arena();
  kernels.fill(arena.block(10), 1); // and the memory is as good as before
  arena.free();
});
