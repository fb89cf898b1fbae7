import type { Graph, Tensor } from '../../nn/graph.ts';

/** A matrix [P, B] that takes the second row of each pair from the first; rows behind the pairs do not count. */
export function differences(graph: Graph, pairs: number, rows: number): Tensor {
  const matrix = graph.input([pairs, rows]);
  for (let p = 0; p < pairs; p++) {
    matrix.value.data[p * rows + 2 * p] = 1;
    matrix.value.data[p * rows + 2 * p + 1] = -1;
  }
  return matrix;
}
