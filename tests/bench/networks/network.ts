/** A network that is trained on a given batch, as the benchmarks need it: the same weights, numbers and steps for every
 *  program. Read next: ./gpt.ts, ./learner.ts */
import type { Graph, Tensor } from '../../../src/nn/graph.ts';
import type { Block, Ints } from '../../../src/nn/kernels/kernels.ts';
import type { AdamOptions } from '../../../src/nn/optimise.ts';
import type { Parameter, Weights } from '../../../src/nn/parameters.ts';
import type { Random } from '../../../src/nn/random.ts';
import type { Named } from '../peers/case.ts';

export interface Network {
  /** Examples in a step, and the parts in which they are computed. */
  readonly batch: number;
  readonly parts: number;
  readonly rate: number;
  readonly adam: AdamOptions;
  parameters(): Parameter[];
  /** A batch: of each input [batch, ...]. */
  inputs(random: Random): Map<string, Named>;
  record(graph: Graph, weights: Weights, examples: number): Recorded;
}

export interface Recorded {
  readonly loss: Tensor;
  /** By the same names as in a batch. */
  readonly inputs: Readonly<Record<string, Block | Ints>>;
}
