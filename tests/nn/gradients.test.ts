/** Every operation and every loss against finite differences. */
import { describe, expect, test } from 'vitest';
import { detach, reshape, type Tensor } from '../../src/nn/graph.ts';
import type { Activation } from '../../src/nn/kernels/kernels.ts';
import { mlp, mlpParameters, mlpTangent } from '../../src/nn/layers.ts';
import {
  binaryCrossEntropy,
  crossEntropy,
  crossEntropyRows,
  squaredError,
  surpriseAtNo,
  surpriseAtYes,
} from '../../src/nn/losses.ts';
import { activate, leakyGate } from '../../src/nn/ops/activations.ts';
import { add, affine, mean, multiply, negate, scale, subtract, sum } from '../../src/nn/ops/arithmetic.ts';
import { convolution, modulate, normalizeGroups, pool, upsample } from '../../src/nn/ops/image.ts';
import { linear, matmul, matmulTransposed } from '../../src/nn/ops/linear.ts';
import { attention, embedding, normalize, normalizeSquare, softmax } from '../../src/nn/ops/sequence.ts';
import type { Weights } from '../../src/nn/parameters.ts';
import { gradientError } from './finite-differences.ts';

type Case = readonly [name: string, shapes: readonly (readonly number[])[], build: (...inputs: Tensor[]) => Tensor];

const ints = (x: Tensor, ...numbers: number[]) => {
  const block = x.graph.arena.ints(numbers.length);
  block.data.set(numbers);
  return block;
};

/** An MLP whose weights are the inputs of the check. */
const weightsOf = (inputs: readonly Tensor[], sizes: readonly number[]): Weights => {
  const names = mlpParameters('net', sizes).map(({ name }) => name);
  return { get: (name) => inputs[names.indexOf(name)] };
};
const shapesOf = (sizes: readonly number[]) => mlpParameters('net', sizes).map(({ shape }) => shape);

const cases: readonly Case[] = [
  [
    'add',
    [
      [3, 5],
      [3, 5],
    ],
    add,
  ],
  ['add a row', [[3, 5], [5]], add],
  [
    'add a row of rows',
    [
      [2, 3, 5],
      [3, 5],
    ],
    add,
  ],
  [
    'subtract',
    [
      [3, 5],
      [3, 5],
    ],
    subtract,
  ],
  [
    'multiply',
    [
      [3, 5],
      [3, 5],
    ],
    multiply,
  ],
  ['multiply by itself', [[3, 5]], (x) => multiply(x, x)],
  ['multiply by a row', [[3, 5], [5]], multiply],
  ['affine', [[7]], (x) => affine(x, -1.5, 2)],
  ['scale', [[7]], (x) => scale(x, 3)],
  ['negate', [[7]], negate],
  ['sum', [[3, 5]], sum],
  ['mean', [[3, 5]], mean],
  [
    'reshape',
    [
      [2, 6],
      [4, 3],
    ],
    (a, b) => multiply(reshape(a, [4, 3]), b),
  ],
  [
    'matmul',
    [
      [5, 3],
      [3, 6],
    ],
    matmul,
  ],
  [
    'matmul of whole tiles',
    [
      [8, 4],
      [4, 8],
    ],
    matmul,
  ],
  [
    'matmul of a stack',
    [
      [2, 3, 4],
      [4, 5],
    ],
    matmul,
  ],
  [
    'matmulTransposed',
    [
      [5, 3],
      [6, 3],
    ],
    matmulTransposed,
  ],
  ['linear', [[5, 3], [3, 6], [6]], linear],
  ['linear to one', [[9, 5], [5, 1], [1]], linear],
  ['softmax', [[3, 5]], softmax],
  ['normalize', [[3, 5]], (x) => normalize(x)],
  ['normalizeSquare', [[3, 5]], (x) => normalizeSquare(x)],
  ['attention, one head', [[2, 4, 9]], (x) => attention(x, 1).output],
  ['attention, three heads', [[2, 5, 18]], (x) => attention(x, 3).output],
  ['attention without a mask', [[2, 5, 18]], (x) => attention(x, 3, { causal: false }).output],
  ['embedding', [[4, 3]], (table) => embedding(table.graph, table, ints(table, 1, 3, 1, 0))],
  ['normalizeGroups', [[2, 3, 2, 6]], (x) => normalizeGroups(x, 2)],
  [
    'modulate',
    [
      [2, 2, 3, 4],
      [2, 8],
    ],
    (x, film) => modulate(x, film),
  ],
  ['pool', [[2, 4, 6, 3]], pool],
  ['upsample', [[2, 2, 3, 3]], upsample],
  ['convolution', [[2, 4, 3, 2], [18, 3], [3]], convolution],
  ['convolution 1 × 1', [[1, 2, 2, 3], [3, 2], [2]], convolution],
  [
    'leakyGate',
    [
      [3, 5],
      [3, 5],
    ],
    (t, x) => leakyGate(t, detach(x)),
  ],
  [
    'binary cross-entropy',
    [
      [6, 1],
      [6, 1],
    ],
    binaryCrossEntropy,
  ],
  ['surprise at yes', [[6, 1]], surpriseAtYes],
  ['surprise at no', [[6, 1]], surpriseAtNo],
  [
    'squared error',
    [
      [6, 2],
      [6, 2],
    ],
    squaredError,
  ],
  ['cross-entropy', [[4, 3]], (x) => crossEntropy(x, ints(x, 2, 0, 1, 2))],
  ['cross-entropy with gaps', [[4, 3]], (x) => crossEntropyRows(x, ints(x, 2, -1, 1, -1))],
  ...(['leakyRelu', 'gelu', 'tanh', 'softplus'] as const).map(
    (bend): Case => [
      `an MLP with ${bend}`,
      [...shapesOf([3, 5, 4, 2]), [6, 3]],
      (...inputs) => mlp(inputs[6], weightsOf(inputs, [3, 5, 4, 2]), 'net', 3, bend).output,
    ],
  ),
  [
    'the tangent of an MLP',
    [...shapesOf([3, 5, 4, 1]), [6, 3], [6, 3]],
    (...inputs) => {
      const weights = weightsOf(inputs, [3, 5, 4, 1]);
      return mlpTangent(inputs[7], mlp(inputs[6], weights, 'net', 3, 'leakyRelu'), weights, 'net');
    },
  ],
];

/** LeakyReLU and its gate have a kink at 0, where a difference means nothing. */
const awayFromZero = (x: number): number => x + (x > 0 ? 0.1 : -0.1);
const positive = (x: number): number => 0.3 + Math.abs(x);

const activations: Record<Activation, (x: number) => number> = {
  leakyRelu: awayFromZero,
  relu: awayFromZero,
  gelu: (x) => x,
  silu: (x) => x,
  tanh: (x) => x,
  sigmoid: (x) => x,
  softplus: (x) => x,
  exp: (x) => x,
  square: (x) => x,
  log: positive,
  sqrt: positive,
};

describe.each([
  { precision: 'float64', bound: 1e-6 },
  { precision: 'float32', bound: 1e-3 },
] as const)('gradients in $precision', ({ precision, bound }) => {
  test.each(cases)('%s', (_, shapes, build) => {
    expect(gradientError(shapes, build, { precision })).toBeLessThan(bound);
  });

  test.each(Object.entries(activations))('%s', (kind, from) => {
    expect(gradientError([[40]], (x) => activate(kind as Activation, x), { precision, from })).toBeLessThan(bound);
  });
});
