import { describe, expect, test } from 'vitest';
import { detach, Graph, reshape } from '../../src/nn/graph.ts';
import { fanIn, normal, ones, uniform, zeros } from '../../src/nn/initialise.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { linearLayer, mlp, mlpParameters } from '../../src/nn/layers.ts';
import { binaryCrossEntropy, squaredError, surpriseAtNo, surpriseAtYes } from '../../src/nn/losses.ts';
import { square, tanh } from '../../src/nn/ops/activations.ts';
import { add, mean, multiply, subtract, sum } from '../../src/nn/ops/arithmetic.ts';
import { linear, matmul } from '../../src/nn/ops/linear.ts';
import { attention } from '../../src/nn/ops/sequence.ts';
import { Adam } from '../../src/nn/optimise.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';
import { differenceOf, slopes } from './finite-differences.ts';

const kernels = plainKernels('float64');

const network = (sizes: readonly number[], seed = 1) => {
  const graph = new Graph(kernels);
  const weights = new ParameterSet(kernels, graph.arena, mlpParameters('net', sizes), new Random(seed));
  return { graph, weights };
};

describe('a graph', () => {
  test('runs what was recorded, in that order', () => {
    const graph = new Graph(kernels);
    const x = graph.input([2]);
    const y = sum(square(add(x, x)));
    expect(graph.operations).toEqual(['add', 'square', 'sum']);
    x.value.data.set([1, -2]);
    graph.forward();
    expect(y.value.data[0]).toBe(20);
    x.value.data.set([0, 3]);
    graph.forward();
    expect(y.value.data[0]).toBe(36);
  });

  test('replayed it says the same, and takes no memory', () => {
    const { graph, weights } = network([3, 8, 1]);
    const x = graph.input([4, 3]);
    kernels.normals(x.value, new Random(2));
    const loss = mean(square(mlp(x, weights, 'net', 2, 'tanh').output));
    const optimiser = new Adam(weights);
    graph.forward();
    graph.backward(loss);
    const [first, bytes] = [weights.gradients.data.slice(), graph.arena.bytes];
    weights.clearGradients();
    for (let i = 0; i < 3; i++) {
      weights.clearGradients();
      graph.forward();
      graph.backward(loss);
    }
    expect(weights.gradients.data).toEqual(first);
    for (let i = 0; i < 3; i++) optimiser.step(0.1);
    expect(graph.arena.bytes).toBe(bytes);
  });

  test('gradients of parameters add up until they are cleared', () => {
    const { graph, weights } = network([2, 1]);
    const x = graph.input([1, 2]);
    x.value.data.set([3, -1]);
    const loss = sum(linearLayer(x, weights, 'net.0'));
    for (let i = 0; i < 2; i++) {
      graph.forward();
      graph.backward(loss);
    }
    expect(Array.from(weights.get('net.0.weight').grad!.data)).toEqual([6, -2]);
    weights.clearGradients();
    expect(Array.from(weights.gradients.data)).toEqual([0, 0, 0]);
  });

  test('a value that is used twice gets both gradients', () => {
    const graph = new Graph(kernels);
    const x = graph.input([1], true);
    x.value.data[0] = 3;
    const loss = sum(add(multiply(x, x), x));
    graph.forward();
    graph.backward(loss);
    expect(x.grad!.data[0]).toBe(7);
  });

  test('nothing flows through what is detached', () => {
    const graph = new Graph(kernels);
    const x = graph.input([1], true);
    x.value.data[0] = 3;
    const loss = sum(multiply(x, detach(tanh(x))));
    graph.forward();
    graph.backward(loss);
    expect(x.grad!.data[0]).toBeCloseTo(Math.tanh(3), 14);
  });

  test('two graphs train the same weights, one of them not', () => {
    const { graph, weights } = network([2, 4, 1]);
    const other = new Graph(kernels, graph.arena);
    const x = other.input([3, 2], true);
    kernels.normals(x.value, new Random(3));
    const loss = mean(square(mlp(x, weights.frozen(), 'net', 2, 'tanh').output));
    other.forward();
    other.backward(loss);
    expect(Array.from(weights.gradients.data).every((slope) => slope === 0)).toBe(true);
    expect(differenceOf(slopes(other, loss, x), x)).toBeLessThan(1e-6);
    weights.values.data.fill(0);
    other.forward();
    expect(loss.value.data[0]).toBe(0);
  });

  test('100,000 operations in a row do not overflow the stack', () => {
    const graph = new Graph(kernels);
    const x = graph.input([1], true);
    let y = x;
    for (let i = 0; i < 100_000; i++) y = add(y, x);
    graph.forward();
    graph.backward(sum(y));
    expect(x.grad!.data[0]).toBe(100_001);
  });

  test('what does not fit is said while recording', () => {
    const graph = new Graph(kernels);
    const x = graph.input([2, 3]);
    expect(() => add(x, graph.input([2]))).toThrow('[2] is neither like [2,3] nor a row of it');
    expect(() => matmul(x, graph.input([2, 3]))).toThrow('[2,3] does not end in 2');
    expect(() => linear(x, graph.input([3, 4]), graph.input([3]))).toThrow('a bias of [3] for 4 outputs');
    expect(() => reshape(x, [5])).toThrow('[2,3] does not fit into [5]');
    expect(() => attention(graph.input([1, 2, 9]), 2)).toThrow('3 channels do not part into 2 heads');
    expect(() => graph.backward(sum(x))).toThrow('backward needs one number');
    expect(() => graph.backward(graph.input([2], true))).toThrow('backward needs one number');
  });
});

describe('parameters', () => {
  const parameters = [
    { name: 'bias', shape: [3], initial: zeros },
    { name: 'weight', shape: [4, 3], initial: ones },
    { name: 'gain', shape: [2], initial: normal(1) },
  ];

  test('lie in one block, matrices first', () => {
    const set = new ParameterSet(kernels, kernels.arena(), parameters, new Random(1));
    expect([set.size, set.matrixSize]).toEqual([17, 12]);
    expect(Array.from(set.values.data.subarray(0, 15))).toEqual([...new Array(12).fill(1), 0, 0, 0]);
    expect(set.names).toEqual(['bias', 'weight', 'gain']);
    expect(() => set.get('nothing')).toThrow('no parameter is called nothing');
    expect(() => new ParameterSet(kernels, kernels.arena(), [parameters[0], parameters[0]])).toThrow('two parameters');
  });

  test('a clone begins alike and goes its own way', () => {
    const set = new ParameterSet(kernels, kernels.arena(), parameters, new Random(1));
    const clone = set.clone(kernels.arena());
    expect(clone.values.data).toEqual(set.values.data);
    clone.values.data.fill(9);
    expect(set.get('weight').value.data[0]).toBe(1);
  });

  test('begin as they are told', () => {
    const drawn = (initial: typeof zeros) => {
      const set = new ParameterSet(
        kernels,
        kernels.arena(),
        [{ name: 'w', shape: [100, 100], initial }],
        new Random(4),
      );
      return Array.from(set.values.data);
    };
    const bounded = drawn(fanIn(25));
    expect(Math.max(...bounded)).toBeLessThanOrEqual(0.2);
    expect(Math.max(...bounded)).toBeGreaterThan(0.19);
    expect(Math.min(...bounded)).toBeLessThan(-0.19);
    expect(drawn(uniform(0.2))).toEqual(bounded);
    const spread = Math.sqrt(drawn(normal(0.02)).reduce((total, w) => total + w * w, 0) / 10_000);
    expect(spread).toBeGreaterThan(0.0194);
    expect(spread).toBeLessThan(0.0206);
  });
});

describe('losses against their formulas', () => {
  const graph = new Graph(kernels);
  const logits = graph.input([3, 1]);
  const targets = graph.input([3, 1]);
  const losses = [
    binaryCrossEntropy(logits, targets),
    surpriseAtYes(logits),
    surpriseAtNo(logits),
    squaredError(logits, targets),
    mean(subtract(logits, targets)),
  ];
  const valuesAt = (z: readonly number[], t: readonly number[]): number[] => {
    logits.value.data.set(z);
    targets.value.data.set(t);
    graph.forward();
    return losses.map(({ value }) => value.data[0]);
  };
  const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
  const over = (f: (i: number) => number): number => (f(0) + f(1) + f(2)) / 3;

  test('at ordinary logits', () => {
    const [z, t] = [
      [0.3, -2, 1.5],
      [1, 0.25, 0],
    ];
    const found = valuesAt(z, t);
    const expected = [
      over((i) => -t[i] * Math.log(sigmoid(z[i])) - (1 - t[i]) * Math.log(1 - sigmoid(z[i]))),
      over((i) => -Math.log(sigmoid(z[i]))),
      over((i) => -Math.log(1 - sigmoid(z[i]))),
      over((i) => (z[i] - t[i]) * (z[i] - t[i])),
      over((i) => z[i] - t[i]),
    ];
    found.forEach((loss, i) => {
      expect(loss).toBeCloseTo(expected[i], 13);
    });
  });

  test('at logits so large that the plain formula would be infinite', () => {
    const [cross] = valuesAt([1000, -1000, 1000], [0, 1, 1]);
    expect(cross).toBeCloseTo(2000 / 3, 10);
  });
});
