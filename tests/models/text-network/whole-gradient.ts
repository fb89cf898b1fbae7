/** The gradient of a whole network against finite differences. */
import type { TextNetwork } from '../../../src/models/text-network/network.ts';
import { Graph } from '../../../src/nn/graph.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { crossEntropy } from '../../../src/nn/losses.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { differenceOf, slopes } from '../../nn/finite-differences.ts';

/** How far the gradients of all its weights are off, relatively, on two rows of made-up text.
 *  @param time tokens of a row */
export function gradientError(network: TextNetwork, vocabulary: number, time: number): number {
  const graph = new Graph(plainKernels('float64'));
  const weights = new ParameterSet(graph.kernels, graph.arena, network.parameters(vocabulary), new Random(1));
  const [ids, targets] = [graph.arena.ints(2 * time), graph.arena.ints(2 * time)];
  const random = new Random(2);
  for (const { data } of [ids, targets]) for (let i = 0; i < data.length; i++) data[i] = random.below(vocabulary);
  const loss = crossEntropy(network.read(graph, ids, 2, weights).logits, targets);
  graph.forward();
  graph.backward(loss);
  const all = { shape: [weights.size], value: weights.values, grad: weights.gradients };
  const found = { ...all, grad: { ...weights.gradients, data: weights.gradients.data.slice() } };
  return differenceOf(slopes(graph, loss, all), found);
}
