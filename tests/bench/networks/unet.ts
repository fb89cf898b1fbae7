/** The denoiser that comes with the program. What begins at 0 in training begins elsewhere here, or half of the network would
 *  have nothing to compute. Shapes: B batch, S size, V words. */
import { fullAlbum } from '../../../src/data/scenes/scene.ts';
import { shipped } from '../../../src/models/diffusion/config.ts';
import { sceneSource } from '../../../src/models/diffusion/scenes.ts';
import { timeFeatures, writeTime } from '../../../src/models/diffusion/time.ts';
import { colours, unet as network, unetParameters } from '../../../src/models/diffusion/unet.ts';
import type { Graph } from '../../../src/nn/graph.ts';
import { fanIn, zeros } from '../../../src/nn/initialise.ts';
import { squaredError } from '../../../src/nn/losses.ts';
import type { Weights } from '../../../src/nn/parameters.ts';
import type { Random } from '../../../src/nn/random.ts';
import type { Network } from './network.ts';

export const { vocabulary } = sceneSource(fullAlbum);
const { batch, parts, size, noise_steps, beta1, beta2, lr } = shipped;

export const unet: Network = {
  batch,
  parts,
  rate: lr,
  adam: { beta1, beta2 },

  parameters: () =>
    unetParameters(shipped, vocabulary.length).map((parameter) =>
      parameter.initial === zeros ? { ...parameter, initial: fanIn(parameter.shape[0]) } : parameter,
    ),

  inputs(random: Random) {
    const pictures = () => ({
      shape: [batch, size, size, colours],
      data: Float32Array.from({ length: batch * size * size * colours }, () => random.normal()),
    });
    const time = new Float32Array(batch * timeFeatures);
    for (let i = 0; i < batch; i++) writeTime(time, i * timeFeatures, 1 + random.below(noise_steps), noise_steps);
    const bags = Float32Array.from({ length: batch * vocabulary.length }, () => Number(random.next() < 0.1));
    return new Map([
      ['x', pictures()],
      ['time', { shape: [batch, timeFeatures], data: time }],
      ['bags', { shape: [batch, vocabulary.length], data: bags }],
      ['v', pictures()],
    ]);
  },

  record(graph: Graph, weights: Weights, examples: number) {
    const x = graph.input([examples, size, size, colours]); // [B, S, S, 3]
    const time = graph.input([examples, timeFeatures]);
    const bags = graph.input([examples, vocabulary.length]); // [B, V]
    const v = graph.input(x.shape);
    const loss = squaredError(network({ x, time, bags }, weights, shipped), v);
    return { loss, inputs: { x: x.value, time: time.value, bags: bags.value, v: v.value } };
  },
};
