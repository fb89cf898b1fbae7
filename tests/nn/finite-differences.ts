/** Gradients by brute force: move each number a little to either side and see what the loss does. */
import { Graph, type Tensor, type Weight } from '../../src/nn/graph.ts';
import type { Precision } from '../../src/nn/kernels/kernels.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { multiply, sum } from '../../src/nn/ops/arithmetic.ts';
import { Random } from '../../src/nn/random.ts';

/** The largest difference between gradients found backwards, in this precision, and by finite differences, in double; over
 *  all inputs, relative to the largest gradient of each.
 *  @param build makes the tensor to check from inputs of these shapes; all of it counts, in random proportions */
export function gradientError(
  shapes: readonly (readonly number[])[],
  build: (...inputs: Tensor[]) => Tensor,
  { precision = 'float64' as Precision, seed = 1, from = (normal: number) => normal } = {},
): number {
  const record = (precision: Precision) => {
    const graph = new Graph(plainKernels(precision));
    const random = new Random(seed);
    const inputs = shapes.map((shape) => graph.input(shape, true));
    // Rounded, so that both precisions begin with the same numbers.
    for (const { value } of inputs) {
      for (let i = 0; i < value.length; i++) value.data[i] = Math.fround(from(random.normal()));
    }
    const result = build(...inputs);
    const proportions = graph.input(result.shape);
    for (let i = 0; i < proportions.value.length; i++) proportions.value.data[i] = Math.fround(random.normal());
    return { graph, inputs, loss: sum(multiply(result, proportions)) };
  };
  const checked = record(precision);
  checked.graph.forward();
  checked.graph.backward(checked.loss);
  const exact = record('float64');
  return Math.max(
    ...exact.inputs.map((input, i) => differenceOf(slopes(exact.graph, exact.loss, input), checked.inputs[i])),
  );
}

/** How much the loss changes with each number of a weight. */
export function slopes(graph: Graph, loss: Tensor, { value }: Weight): number[] {
  const step = 1e-4;
  const lossAt = (i: number, x: number): number => {
    value.data[i] = x;
    graph.forward();
    return loss.value.data[0];
  };
  return Array.from({ length: value.length }, (_, i) => {
    const x = value.data[i];
    // Four points: the error falls with the fourth power of the step.
    const near = lossAt(i, x + step) - lossAt(i, x - step);
    const far = lossAt(i, x + 2 * step) - lossAt(i, x - 2 * step);
    lossAt(i, x);
    return (8 * near - far) / (12 * step);
  });
}

/** The largest difference between a gradient and what it should be, relative to the largest that it should be. */
export function differenceOf(expected: readonly number[], { grad }: Weight): number {
  const largest = Math.max(1e-12, ...expected.map(Math.abs));
  return Math.max(...expected.map((slope, i) => Math.abs(slope - grad!.data[i]))) / largest;
}
