/** A network with a memory: it reads token by token, and after each decides what of its memory to keep and what to write anew
 *  (a gated recurrent unit). It may remember from far back, but only what fits into its memory, and no token can be read before
 *  the one in front of it was.
 *  Left out: several layers. Paper: Cho et al. 2014. Read first: ../text-network/network.ts
 *  Shapes: B rows of text, T time, E numbers a token, H memory, V vocabulary. */
import * as z from 'zod';
import type { Graph, Tensor, Weight } from '../../nn/graph.ts';
import { fanIn, normal, zeros } from '../../nn/initialise.ts';
import type { Block, Ints } from '../../nn/kernels/kernels.ts';
import { linearLayer, linearParameters } from '../../nn/layers.ts';
import { sigmoid, tanh } from '../../nn/ops/activations.ts';
import { add, multiply, subtract } from '../../nn/ops/arithmetic.ts';
import { linear } from '../../nn/ops/linear.ts';
import { embedding } from '../../nn/ops/sequence.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';
import type { Drop, Reading, TextNetwork } from '../text-network/network.ts';

export const RecurrentConfigSchema = z.strictObject({
  context: z.int().min(2).max(1024).default(64).meta({
    description: 'Tokens over which it learns to remember.',
    placeholder: 'N',
  }),
  width: z.int().min(1).max(1024).default(64).meta({
    description: 'Numbers that stand for a token.',
    placeholder: 'N',
  }),
  memory: z.int().min(1).max(2048).default(192).meta({
    description: 'Numbers that it remembers.',
    placeholder: 'N',
  }),
});

export type RecurrentConfig = z.infer<typeof RecurrentConfigSchema>;

const gates = ['keep', 'reset', 'write'] as const;

export class RecurrentNetwork implements TextNetwork {
  readonly byTime = true;

  constructor(readonly config: RecurrentConfig) {}

  get context(): number {
    return this.config.context;
  }

  parameters(vocabulary: number): Parameter[] {
    const { width, memory } = this.config;
    return [
      { name: 'tokens', shape: [vocabulary, width], initial: normal(1) },
      ...gates.flatMap((gate) => [
        ...linearParameters(`${gate}.token`, width, memory),
        { name: `${gate}.memory.weight`, shape: [memory, memory], initial: fanIn(memory) },
        { name: `${gate}.memory.bias`, shape: [memory], initial: zeros },
      ]),
      ...linearParameters('head', memory, vocabulary),
    ];
  }

  // #region recurrent
  /** What does not depend on the memory is computed for all tokens at once; the rest waits for the token before. */
  read(graph: Graph, ids: Ints, rows: number, weights: Weights, drop: Drop = (x) => x): Reading {
    const { memory } = this.config;
    const time = ids.length / rows;
    const tokens = embedding(graph, weights.get('tokens'), ids); // [T·B, E]
    const [keeps, resets, writes] = gates.map((gate) => linearLayer(tokens, weights, `${gate}.token`)); // [T·B, H]
    const memories: Tensor[] = [];
    let h = graph.input([rows, memory]); // [B, H], empty at the beginning
    for (let t = 0; t < time; t++) {
      const at = (x: Tensor): Tensor => rowsOf(x, t * rows, rows);
      const keep = sigmoid(add(at(keeps), fromMemory(h, weights, 'keep'))); // [B, H]
      const reset = sigmoid(add(at(resets), fromMemory(h, weights, 'reset')));
      const write = tanh(add(at(writes), multiply(reset, fromMemory(h, weights, 'write'))));
      h = add(write, multiply(keep, subtract(h, write)));
      memories.push(h);
    }
    return { logits: linearLayer(drop(stack(memories)), weights, 'head') }; // [T·B, V]
  }
  // #endregion

  flops(vocabulary: number): number {
    const { width, memory } = this.config;
    return 2 * (3 * memory * (width + memory) + memory * vocabulary);
  }
}

const fromMemory = (h: Tensor, weights: Weights, gate: string): Tensor =>
  linear(h, weights.get(`${gate}.memory.weight`), weights.get(`${gate}.memory.bias`));

/** Some rows of x, sharing its memory. */
function rowsOf(x: Tensor, from: number, rows: number): Tensor {
  const columns = x.shape[1];
  const part = (block: Block): Block => x.graph.arena.part(block, from * columns, rows * columns);
  return { graph: x.graph, shape: [rows, columns], value: part(x.value), grad: x.grad && part(x.grad) };
}

/** All [B, H] below each other: [T · B, H]. */
function stack(parts: readonly Tensor[]): Tensor {
  const [{ graph, shape }] = parts;
  const [rows, columns] = shape;
  const { kernels, arena } = graph;
  const size = rows * columns;
  const windows = new Map<Block, readonly Block[]>();
  const windowsOf = (block: Block): readonly Block[] => {
    const known = windows.get(block) ?? parts.map((_, t) => arena.part(block, t * size, size));
    windows.set(block, known);
    return known;
  };
  return graph.record(
    'stack',
    [parts.length * rows, columns],
    parts as readonly Weight[],
    (y) => {
      for (const [t, window] of windowsOf(y).entries()) kernels.copy(window, parts[t].value);
    },
    (dy) => {
      for (const [t, window] of windowsOf(dy).entries()) kernels.addScaled(parts[t].grad!, window, 1);
    },
  );
}
