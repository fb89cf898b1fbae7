/** A GPT of 112,512 parameters: characters, two pre-norm blocks, nothing tied. Papers: Vaswani et al. 2017, Radford et al. 2019.
 *  Shapes: B texts, T time, C width, V vocabulary. */
import { type Graph, reshape, type Tensor } from '../../../src/nn/graph.ts';
import { normal, ones, zeros } from '../../../src/nn/initialise.ts';
import { linearLayer } from '../../../src/nn/layers.ts';
import { crossEntropy } from '../../../src/nn/losses.ts';
import { gelu } from '../../../src/nn/ops/activations.ts';
import { add, multiply } from '../../../src/nn/ops/arithmetic.ts';
import { matmul } from '../../../src/nn/ops/linear.ts';
import { attention, embedding, normalize } from '../../../src/nn/ops/sequence.ts';
import type { Parameter, Weights } from '../../../src/nn/parameters.ts';
import type { Random } from '../../../src/nn/random.ts';
import type { Network } from './network.ts';

const [vocabulary, time, width, heads, blocks] = [65, 64, 64, 4, 2];

const linearParameters = (name: string, inputs: number, outputs: number): Parameter[] => [
  { name: `${name}.weight`, shape: [inputs, outputs], initial: normal(0.02) },
  { name: `${name}.bias`, shape: [outputs], initial: zeros },
];

const normParameters = (name: string): Parameter[] => [
  { name: `${name}.gain`, shape: [width], initial: ones },
  { name: `${name}.bias`, shape: [width], initial: zeros },
];

const norm = (x: Tensor, weights: Weights, name: string): Tensor =>
  add(multiply(normalize(x), weights.get(`${name}.gain`)), weights.get(`${name}.bias`));

function block(x: Tensor, weights: Weights, name: string): Tensor {
  const qkv = linearLayer(norm(x, weights, `${name}.norm1`), weights, `${name}.qkv`); // [B, T, 3C]
  const seen = add(x, linearLayer(attention(qkv, heads).output, weights, `${name}.mix`)); // [B, T, C]
  const up = gelu(linearLayer(norm(seen, weights, `${name}.norm2`), weights, `${name}.up`)); // [B, T, 4C]
  return add(seen, linearLayer(up, weights, `${name}.down`));
}

export const gpt: Network = {
  batch: 16,
  parts: 2,
  rate: 1e-3,
  adam: { beta1: 0.9, beta2: 0.99, decay: 0.1 },

  parameters: () => [
    { name: 'tokens', shape: [vocabulary, width], initial: normal(0.02) },
    { name: 'positions', shape: [time, width], initial: normal(0.02) },
    ...Array.from({ length: blocks }, (_, i) => `block${i}`).flatMap((name) => [
      ...normParameters(`${name}.norm1`),
      ...linearParameters(`${name}.qkv`, width, 3 * width),
      ...linearParameters(`${name}.mix`, width, width),
      ...normParameters(`${name}.norm2`),
      ...linearParameters(`${name}.up`, width, 4 * width),
      ...linearParameters(`${name}.down`, 4 * width, width),
    ]),
    ...normParameters('norm'),
    { name: 'head', shape: [width, vocabulary], initial: normal(0.02) },
  ],

  inputs(random: Random) {
    const draw = () => Float32Array.from({ length: this.batch * time }, () => random.below(vocabulary));
    const shape = [this.batch, time];
    return new Map([
      ['ids', { shape, data: draw() }],
      ['targets', { shape, data: draw() }],
    ]);
  },

  record(graph: Graph, weights: Weights, examples: number) {
    const ids = graph.arena.ints(examples * time);
    const targets = graph.arena.ints(examples * time);
    const embedded = reshape(embedding(graph, weights.get('tokens'), ids), [examples, time, width]);
    let x = add(embedded, weights.get('positions')); // [B, T, C]
    for (let i = 0; i < blocks; i++) x = block(x, weights, `block${i}`);
    const logits = matmul(norm(x, weights, 'norm'), weights.get('head')); // [B, T, V]
    return { loss: crossEntropy(logits, targets), inputs: { ids, targets } };
  },
};
