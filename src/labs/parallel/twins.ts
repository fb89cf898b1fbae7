/** A transformer and a recurrent network of the same size, laid out for one text length, ready to be timed.
 *  Read first: ../../models/gpt/network.ts, ../../models/recurrent/network.ts */
import { NetworkConfigSchema } from '../../models/gpt/config.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { RecurrentConfigSchema, RecurrentNetwork } from '../../models/recurrent/network.ts';
import type { TextNetwork } from '../../models/text-network/network.ts';
import { Graph, sizeOf } from '../../nn/graph.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import type { Product } from '../../nn/kernels/product.ts';
import { crossEntropyRows } from '../../nn/losses.ts';
import { mean } from '../../nn/ops/arithmetic.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import { Random } from '../../nn/random.ts';
import type { NetworkName, Params, Pass } from './params.ts';

const vocabulary = 64;
const heads = 4;

export interface Twin {
  readonly network: TextNetwork;
  readonly parameters: number;
  /** Its largest product when it reads a text: m × k × n. */
  readonly product: readonly [m: number, k: number, n: number];
}

const sizeOfNetwork = (network: TextNetwork): number =>
  network.parameters(vocabulary).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/** @throws InputError when the width does not part into four heads */
export function twinsOf({
  length: context,
  width,
  layers,
  texts,
}: Params): Record<NetworkName, Twin> & { memory: number } {
  const transformer = new GptNetwork(NetworkConfigSchema.parse({ context, width, layers, heads, tied: false }));
  const parameters = sizeOfNetwork(transformer);
  const recurrentOf = (memory: number) => new RecurrentNetwork(RecurrentConfigSchema.parse({ context, width, memory }));
  // The memory with which it comes nearest to the size of the other.
  let memory = 1;
  while (sizeOfNetwork(recurrentOf(memory + 1)) <= parameters) memory++;
  const recurrent = recurrentOf(memory);
  return {
    memory,
    transformer: { network: transformer, parameters, product: [context * texts, width, 4 * width] },
    // Weights times memory, for one token of each text.
    recurrent: { network: recurrent, parameters: sizeOfNetwork(recurrent), product: [memory, memory, texts] },
  };
}

/** Operations of one reading of so many texts. */
export const operationsOf = ({ network }: Twin, length: number, texts: number): number =>
  texts * length * network.flops(vocabulary, length);

/** One network for one length of text, as a set of kernels computes it. */
export class Laid {
  private readonly arena;
  private readonly passes: Readonly<Record<Pass, () => void>>;

  constructor({ network }: Twin, length: number, texts: number, kernels: Kernels) {
    this.arena = kernels.arena();
    const random = new Random(1);
    const weights = new ParameterSet(kernels, this.arena, network.parameters(vocabulary), random);
    const ids = this.arena.ints(length * texts);
    const targets = this.arena.ints(length * texts);
    for (const tokens of [ids, targets])
      for (let i = 0; i < tokens.length; i++) tokens.data[i] = random.below(vocabulary);
    const reading = new Graph(kernels, this.arena);
    network.read(reading, ids, texts, weights.frozen());
    const learning = new Graph(kernels, this.arena);
    const loss = mean(crossEntropyRows(network.read(learning, ids, texts, weights).logits, targets));
    this.passes = {
      read: () => reading.forward(),
      learn() {
        weights.clearGradients();
        learning.forward();
        learning.backward(loss);
      },
    };
  }

  run(pass: Pass): void {
    this.passes[pass]();
  }

  /** Gives the memory back. */
  free(): void {
    this.arena.free();
  }
}

/** Numbers for a product of this size. */
export function productOf([m, k, n]: Twin['product']): Product {
  const random = new Random(1);
  const matrix = (size: number): Float32Array => Float32Array.from({ length: size }, () => random.normal());
  return { m, k, n, a: matrix(m * k), b: matrix(k * n) };
}
