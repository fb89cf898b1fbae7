/** A denoiser of 558,336 parameters without convolutions: 256 pixels and 64 numbers that tell the time, two hidden layers.
 *  Paper: Ho et al. 2020. Shapes: B batch. */
import type { Graph } from '../../../src/nn/graph.ts';
import { mlp as layers, mlpParameters } from '../../../src/nn/layers.ts';
import { squaredError } from '../../../src/nn/losses.ts';
import type { Weights } from '../../../src/nn/parameters.ts';
import type { Random } from '../../../src/nn/random.ts';
import type { Network } from './network.ts';

const sizes = [256 + 64, 512, 512, 256];

export const mlp: Network = {
  batch: 64,
  parts: 1,
  rate: 1e-3,
  adam: {},

  parameters: () => mlpParameters('mlp', sizes),

  inputs(random: Random) {
    const normals = (size: number) => ({
      shape: [this.batch, size],
      data: Float32Array.from({ length: this.batch * size }, () => random.normal()),
    });
    return new Map([
      ['x', normals(sizes[0])],
      ['noise', normals(sizes[sizes.length - 1])],
    ]);
  },

  record(graph: Graph, weights: Weights, examples: number) {
    const x = graph.input([examples, sizes[0]]); // [B, 320]
    const noise = graph.input([examples, sizes[sizes.length - 1]]); // [B, 256]
    const { output } = layers(x, weights, 'mlp', sizes.length - 1, 'silu');
    return { loss: squaredError(output, noise), inputs: { x: x.value, noise: noise.value } };
  },
};
