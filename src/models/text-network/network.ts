/** What all networks that predict the next token have in common, so that one trainer teaches them and one measure compares
 *  them. Implementations: ../gpt/network.ts, ../window-mlp/network.ts, ../recurrent/network.ts
 *  Shapes: B rows of text, T time, V vocabulary. */
import type { Graph, Tensor } from '../../nn/graph.ts';
import type { Block, Ints } from '../../nn/kernels/kernels.ts';
import type { Parameter, ParameterSet, Weights } from '../../nn/parameters.ts';

/** Strikes out numbers while it learns. */
export type Drop = (x: Tensor) => Tensor;

export interface Reading {
  /** What it believes comes after each token: [B · T, V], in the order of the ids. */
  readonly logits: Tensor;
  /** Of each layer, who looked at whom: [B, H, T, T]; for networks that look. */
  readonly attention?: readonly Block[];
  /** What stands in the end at each token, before it is held against the table of all tokens: [B, T, C]; for networks that show it. */
  readonly last?: Tensor;
}

export interface TextNetwork {
  /** Tokens of a row at most. */
  readonly context: number;
  /** Ids come time by time, all rows of a time together, instead of row by row. */
  readonly byTime?: true;
  /** false: tokens see those after them. Such a network learns to read, not to write. */
  readonly causal?: boolean;
  /** @param vocabulary number of tokens */
  parameters(vocabulary: number): Parameter[];
  /** No token sees those after it, but for a network that is not causal.
   *  @param ids [B · T], filled in before each pass */
  read(graph: Graph, ids: Ints, rows: number, weights: Weights, drop?: Drop): Reading;
  /** Operations for one token, of a row of this length; multiplications and additions count apart. */
  flops(vocabulary: number, time: number): number;
}

/** A network with weights. */
export interface Learned<N extends TextNetwork = TextNetwork> {
  readonly network: N;
  readonly weights: ParameterSet;
  /** Number of tokens. */
  readonly vocabulary: number;
}
