/** The transformer of src/models/gpt, as the bench trains it and writes with it: characters, two blocks, nothing tied; with a
 *  context of 64 it has 112,512 parameters.
 *  Shapes: B texts, T time, V vocabulary. */
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import type { Graph } from '../../../src/nn/graph.ts';
import { crossEntropyRows } from '../../../src/nn/losses.ts';
import { mean } from '../../../src/nn/ops/arithmetic.ts';
import type { Weights } from '../../../src/nn/parameters.ts';
import type { Random } from '../../../src/nn/random.ts';
import type { Named } from '../peers/case.ts';
import type { Network } from './network.ts';

export const vocabulary = 65;

export const gptOf = (context: number): GptNetwork =>
  new GptNetwork(NetworkConfigSchema.parse({ context, width: 64, heads: 4, layers: 2, tied: false }));

export const randomTokens = (random: Random, shape: readonly [rows: number, time: number]): Named => ({
  shape,
  data: Float32Array.from({ length: shape[0] * shape[1] }, () => random.below(vocabulary)),
});

const time = 64;
const network = gptOf(time);

export const gpt: Network = {
  batch: 16,
  parts: 2,
  rate: 1e-3,
  adam: { beta1: 0.9, beta2: 0.99, decay: 0.1 },

  parameters: () => network.parameters(vocabulary),

  inputs: (random: Random) =>
    new Map([
      ['ids', randomTokens(random, [gpt.batch, time])],
      ['targets', randomTokens(random, [gpt.batch, time])],
    ]),

  record(graph: Graph, weights: Weights, examples: number) {
    const ids = graph.arena.ints(examples * time);
    const targets = graph.arena.ints(examples * time);
    const { logits } = network.read(graph, ids, examples, weights); // [B · T, V]
    return { loss: mean(crossEntropyRows(logits, targets)), inputs: { ids, targets } };
  },
};
