import { describe, expect, test } from 'vitest';
import { Graph } from '../../src/nn/graph.ts';
import { constant } from '../../src/nn/initialise.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { mlp, mlpParameters } from '../../src/nn/layers.ts';
import { crossEntropy, squaredError } from '../../src/nn/losses.ts';
import { Adam, averageWeights, clipGradients, gradientNorm, Sgd } from '../../src/nn/optimise.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';
import { cosine, cosineDecay, linearDecay } from '../../src/nn/schedule.ts';

const kernels = plainKernels('float64');
const one = (start: number, shape: readonly number[] = [2, 2]) =>
  new ParameterSet(kernels, kernels.arena(), [{ name: 'w', shape, initial: constant(start) }], new Random(1));

describe('optimisers', () => {
  test('Sgd goes straight downhill and clears the gradient', () => {
    const set = one(1);
    set.gradients.data.set([1, -1, 0, 2]);
    new Sgd(set).step(0.5);
    expect(Array.from(set.values.data)).toEqual([0.5, 1.5, 1, 0]);
    expect(gradientNorm(set)).toBe(0);
  });

  test("Adam's first step is the rate, whatever the size of the gradient", () => {
    const set = one(0);
    set.gradients.data.set([1e-3, -5, 1000, 0]);
    new Adam(set).step(0.01);
    [-0.01, 0.01, -0.01, 0].forEach((expected, i) => {
      expect(set.values.data[i]).toBeCloseTo(expected, 6);
    });
  });

  test('weight decay shrinks matrices, not biases', () => {
    const both = new ParameterSet(
      kernels,
      kernels.arena(),
      [
        { name: 'weight', shape: [2, 2], initial: constant(1) },
        { name: 'bias', shape: [2], initial: constant(1) },
      ],
      new Random(1),
    );
    new Adam(both, { decay: 0.5 }).step(0.1);
    expect(Array.from(both.values.data)).toEqual([0.95, 0.95, 0.95, 0.95, 1, 1]);
  });

  test('goes on from what was saved as if it had not stopped', () => {
    const run = (set: ParameterSet, adam: Adam, from: number, to: number) => {
      for (let t = from; t < to; t++) {
        set.gradients.data.set([Math.sin(t), t, -1, 0.1 * t]);
        adam.step(0.01);
      }
    };
    const whole = one(1);
    run(whole, new Adam(whole), 0, 20);
    const first = one(1);
    const before = new Adam(first);
    run(first, before, 0, 7);
    const second = one(1);
    const after = new Adam(second);
    second.values.data.set(first.values.data);
    after.restore(structuredClone(before.save()));
    run(second, after, 7, 20);
    expect(second.values.data).toEqual(whole.values.data);
  });

  test('gradients longer than allowed are shortened, others left', () => {
    const set = one(0, [2]);
    set.gradients.data.set([3, 4]);
    expect(clipGradients(set, 10)).toBe(5);
    expect(Array.from(set.gradients.data)).toEqual([3, 4]);
    expect(clipGradients(set, 1)).toBe(5);
    expect(gradientNorm(set)).toBeCloseTo(1, 14);
  });

  test('an average of weights begins quickly and then moves slowly', () => {
    const [average, weights] = [one(0, [1]), one(1, [1])];
    averageWeights(average, weights, 0.999, 0);
    expect(average.values.data[0]).toBeCloseTo(0.9, 14);
    averageWeights(average, one(2, [1]), 0.999, 100_000);
    expect(average.values.data[0]).toBeCloseTo(0.9 + 0.001 * 1.1, 14);
  });
});

describe('learning rates', () => {
  test('fall in a line', () => {
    expect([0, 50, 99, 100, 150].map((step) => linearDecay(step, 100))).toEqual([1, 0.5, expect.closeTo(0.01), 0, 0]);
  });

  test('warm up, then fall along a cosine', () => {
    const at = (step: number) => cosineDecay(step, 110, 10, 0.1);
    expect([0, 4, 9].map(at)).toEqual([0.1, 0.5, 1]);
    expect(at(10)).toBe(1);
    expect(at(35)).toBeCloseTo(0.1 + 0.45 * (1 + Math.SQRT1_2), 14);
    expect(at(60)).toBeCloseTo(0.55, 14);
    expect(at(110)).toBeCloseTo(0.1, 14);
    expect(at(500)).toBeCloseTo(0.1, 14);
  });

  test('our cosine is the cosine', () => {
    for (let x = 0; x <= Math.PI; x += 0.01) expect(Math.abs(cosine(x) - Math.cos(x))).toBeLessThan(1e-15);
  });
});

describe('a small network learns', () => {
  test('a curve', () => {
    const graph = new Graph(kernels);
    const weights = new ParameterSet(kernels, graph.arena, mlpParameters('net', [1, 16, 1]), new Random(1));
    const [x, y] = [graph.input([32, 1]), graph.input([32, 1])];
    for (let i = 0; i < 32; i++) {
      x.value.data[i] = i / 8 - 2;
      y.value.data[i] = Math.sin(2 * x.value.data[i]);
    }
    const loss = squaredError(mlp(x, weights, 'net', 2, 'tanh').output, y);
    const adam = new Adam(weights);
    for (let step = 0; step < 1500; step++) {
      graph.forward();
      graph.backward(loss);
      adam.step(0.02);
    }
    expect(loss.value.data[0]).toBeLessThan(0.003);
  });

  test('exclusive or, as two classes', () => {
    const graph = new Graph(kernels);
    const weights = new ParameterSet(kernels, graph.arena, mlpParameters('net', [2, 8, 2]), new Random(2));
    const x = graph.input([4, 2]);
    const targets = graph.arena.ints(4);
    x.value.data.set([0, 0, 0, 1, 1, 0, 1, 1]);
    targets.data.set([0, 1, 1, 0]);
    const loss = crossEntropy(mlp(x, weights, 'net', 2, 'gelu').output, targets);
    const adam = new Adam(weights);
    for (let step = 0; step < 500; step++) {
      graph.forward();
      graph.backward(loss);
      adam.step(0.02);
    }
    expect(loss.value.data[0]).toBeLessThan(0.01);
  });
});
