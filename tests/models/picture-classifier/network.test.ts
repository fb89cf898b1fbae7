import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { ClassifierConfigSchema, checkClassifier } from '../../../src/models/picture-classifier/config.ts';
import { classifier, classifierParameters } from '../../../src/models/picture-classifier/network.ts';
import { Graph } from '../../../src/nn/graph.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { crossEntropy } from '../../../src/nn/losses.ts';
import { add } from '../../../src/nn/ops/arithmetic.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { differenceOf, slopes } from '../../nn/finite-differences.ts';

const tiny = ClassifierConfigSchema.parse({ size: 4, widths: [2, 4], groups: 2, hidden: 3 });
const questions = [
  { name: 'shape', answers: ['round', 'square', 'none'] },
  { name: 'colour', answers: ['red', 'blue'] },
];

describe('the network', () => {
  test('the gradient of each weight and of the picture is the one of finite differences', () => {
    const kernels = plainKernels('float64');
    const arena = kernels.arena();
    const weights = new ParameterSet(kernels, arena, classifierParameters(tiny, questions));
    const random = new Random(2);
    kernels.normals(weights.values, random);
    const graph = new Graph(kernels, arena);
    const x = graph.input([3, 4, 4, 3], true);
    kernels.normals(x.value, random);
    const answers = [
      [0, 2, 1],
      [1, -1, 0], // the second picture has no colour
    ].map((right) => {
      const ints = arena.ints(3);
      ints.data.set(right);
      return ints;
    });
    const [shape, colour] = classifier(x, weights, tiny, questions).map((logits, i) =>
      crossEntropy(logits, answers[i]),
    );
    const loss = add(shape, colour);
    graph.forward();
    graph.backward(loss);
    for (const weight of [...weights.names.map((name) => weights.get(name)), x]) {
      const found = { ...weight, grad: { ...weight.grad!, data: weight.grad!.data.slice() } };
      expect(differenceOf(slopes(graph, loss, weight), found)).toBeLessThan(1e-6);
    }
  });

  test('it begins undecided: every answer is as likely as any other', () => {
    const kernels = plainKernels();
    const weights = new ParameterSet(kernels, kernels.arena(), classifierParameters(tiny, questions), new Random(1));
    const graph = new Graph(kernels);
    const x = graph.input([2, 4, 4, 3]);
    kernels.normals(x.value, new Random(1));
    const logits = classifier(x, weights, tiny, questions);
    graph.forward();
    expect(logits.map(({ shape }) => shape)).toEqual([
      [2, 3],
      [2, 2],
    ]);
    for (const { value } of logits) expect(value.data.every((number) => number === 0)).toBe(true);
  });

  test('sizes that do not go together are refused', () => {
    expect(() => checkClassifier({ ...tiny, size: 6 })).toThrow(InputError);
    expect(() => checkClassifier({ ...tiny, groups: 3 })).toThrow(InputError);
    expect(() => checkClassifier(tiny)).not.toThrow();
  });
});
