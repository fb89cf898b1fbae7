import { expect, test } from 'vitest';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import type { Arena, Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

test('a text that grows and grows takes no more memory than its longest passes, and is read the same', () => {
  const plain = plainKernels();
  const arenas: Arena[] = [];
  const kernels: Kernels = {
    ...plain,
    arena() {
      const arena = plain.arena();
      arenas.push(arena);
      return arena;
    },
  };
  const network = new GptNetwork(NetworkConfigSchema.parse({ context: 1024, width: 8, layers: 1, heads: 8 }));
  const weights = new ParameterSet(kernels, plain.arena(), network.parameters(5), new Random(1));
  const reader = new Reader({ network, weights, vocabulary: 5 });
  const tokens = Int32Array.from({ length: 1024 }, (_, i) => (i * i) % 5);
  const held = (): number => arenas.reduce((sum, { bytes }) => sum + bytes, 0);
  const before = Array.from(reader.logits(tokens.subarray(0, 8))[7]);
  let most = 0;
  for (let time = 512; time <= 1024; time += 128) {
    reader.logits(tokens.subarray(0, time));
    most = Math.max(most, held());
  }
  const longest = Math.max(...arenas.map(({ bytes }) => bytes));
  expect(arenas).toHaveLength(6);
  expect(longest).toBeGreaterThan(4 * 8 * 1024 * 1024);
  expect(most).toBeLessThanOrEqual((64 << 20) + longest);
  expect(Array.from(reader.logits(tokens.subarray(0, 8))[7])).toEqual(before);
  expect(arenas).toHaveLength(7); // it had been forgotten
  reader.end();
  expect(held()).toBe(0);
});
