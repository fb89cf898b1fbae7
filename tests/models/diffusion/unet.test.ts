import { describe, expect, test } from 'vitest';
import { DiffusionConfigSchema, live, type NetworkConfig, shipped } from '../../../src/models/diffusion/config.ts';
import { timeFeatures } from '../../../src/models/diffusion/time.ts';
import { forwardFlops, unet, unetParameters } from '../../../src/models/diffusion/unet.ts';
import { Graph, sizeOf } from '../../../src/nn/graph.ts';
import type { ConvolutionShape, Kernels } from '../../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { squaredError } from '../../../src/nn/losses.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { differenceOf, slopes } from '../../nn/finite-differences.ts';

const tiny = DiffusionConfigSchema.parse({ size: 4, widths: [4, 6], groups: 2, embedding: 3 });

/** A network with every weight, every input and every target drawn. */
function record(config: NetworkConfig, words: number, kernels: Kernels) {
  const arena = kernels.arena();
  const random = new Random(3);
  const weights = new ParameterSet(kernels, arena, unetParameters(config, words));
  kernels.normals(weights.values, random);
  const graph = new Graph(kernels, arena);
  const x = graph.input([2, config.size, config.size, 3], true);
  const time = graph.input([2, timeFeatures], true);
  const bags = graph.input([2, words], true);
  const target = graph.input(x.shape);
  for (const { value } of [x, time, bags, target]) kernels.normals(value, random);
  const loss = squaredError(unet({ x, time, bags }, weights, config), target);
  return { graph, weights, x, time, bags, loss };
}

describe('the network', () => {
  test('the gradient of each weight and each input is the one of finite differences', () => {
    const { graph, weights, x, time, bags, loss } = record(tiny, 3, plainKernels('float64'));
    graph.forward();
    graph.backward(loss);
    const checked = [...weights.names.map((name) => weights.get(name)), x, time, bags];
    for (const weight of checked) {
      const found = { ...weight, grad: { ...weight.grad!, data: weight.grad!.data.slice() } };
      expect(differenceOf(slopes(graph, loss, weight), found)).toBeLessThan(1e-6);
    }
  });

  test('it begins by saying nothing: v = 0 for any picture', () => {
    const kernels = plainKernels();
    const weights = new ParameterSet(kernels, kernels.arena(), unetParameters(tiny, 3), new Random(1));
    const graph = new Graph(kernels);
    const x = graph.input([1, 4, 4, 3]);
    kernels.normals(x.value, new Random(1));
    const v = unet({ x, time: graph.input([1, timeFeatures]), bags: graph.input([1, 3]) }, weights, tiny);
    graph.forward();
    expect(v.value.data.every((number) => number === 0)).toBe(true);
  });

  test('it fits into a megabyte and 65 million operations', () => {
    const sizes = unetParameters(shipped, 45).map(({ shape }) => sizeOf(shape));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(900_000);
    expect(forwardFlops(shipped, 45)).toBeLessThan(65e6);
  });
});

describe('operations', () => {
  test('counted by hand for 4 × 4 pixels, widths 4 and 6, embedding 3, 5 words', () => {
    const embedding = 32 * 3 + 3 * 3 + (5 * 3 + 3 * 3);
    const ends = 16 * 27 * 4 + 3 * 8 + 16 * 36 * 3;
    const large = 2 * (16 * 36 * 4) + 2 * (3 * 8);
    const small = 2 * (4 * 54 * 6) + 2 * (3 * 12);
    const ways = 4 * 4 * 6 + 4 * 6 * 4;
    expect(forwardFlops(tiny, 5)).toBe(2 * (embedding + ends + large + 2 * small + ways));
  });

  test.each([
    ['shipped', shipped],
    ['live', live],
  ])('counted while the %s network runs', (_, config) => {
    let products = 0;
    const plain = plainKernels();
    const counting: Kernels = {
      ...plain,
      matmul(_out, _a, _b, m, k, n) {
        products += m * k * n;
      },
      convolve(_out, _x, _weights, { batch, height, width, channels, filters, size }: ConvolutionShape) {
        products += batch * height * width * size * size * channels * filters;
      },
    };
    record(config, 33, counting).graph.forward();
    expect(products).toBe(forwardFlops(config, 33)); // two pictures, one product each for two operations
  });
});
