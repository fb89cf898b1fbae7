/** A small network that sees a few tokens at a time: what stands for each of the last W tokens, side by side, through one hidden
 *  layer. What lies further back does not exist for it.
 *  Left out: direct connections from the words to the output. Paper: Bengio et al. 2003. Read first: ../text-network/network.ts
 *  Shapes: B rows of text, T time, W window, E numbers a token, H hidden, V vocabulary. */
import * as z from 'zod';
import { type Graph, reshape, type Tensor, type Weight } from '../../nn/graph.ts';
import { normal } from '../../nn/initialise.ts';
import type { Ints } from '../../nn/kernels/kernels.ts';
import { linearLayer, linearParameters } from '../../nn/layers.ts';
import { tanh } from '../../nn/ops/activations.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';
import type { Drop, Reading, TextNetwork } from '../text-network/network.ts';

export const WindowConfigSchema = z.strictObject({
  context: z.int().min(2).max(1024).default(64),
  window: z.int().min(1).max(64).default(8).meta({
    description: 'Tokens that it sees when it predicts the next.',
    placeholder: 'N',
  }),
  width: z.int().min(1).max(1024).default(32).meta({
    description: 'Numbers that stand for a token.',
    placeholder: 'N',
  }),
  hidden: z.int().min(1).max(4096).default(256).meta({
    description: 'Neurons of its hidden layer.',
    placeholder: 'N',
  }),
});

export type WindowConfig = z.infer<typeof WindowConfigSchema>;

export class WindowNetwork implements TextNetwork {
  /** @param mark the token that stands where the text has not begun */
  constructor(
    readonly config: WindowConfig,
    readonly mark: number,
  ) {}

  get context(): number {
    return this.config.context;
  }

  parameters(vocabulary: number): Parameter[] {
    const { window, width, hidden } = this.config;
    return [
      { name: 'tokens', shape: [vocabulary, width], initial: normal(1) },
      ...linearParameters('hidden', window * width, hidden),
      ...linearParameters('head', hidden, vocabulary),
    ];
  }

  // #region window-mlp
  read(graph: Graph, ids: Ints, rows: number, weights: Weights, drop: Drop = (x) => x): Reading {
    const { window, width } = this.config;
    const seen = this.windows(graph, weights.get('tokens'), ids, rows); // [B·T·W, E]
    const side = reshape(seen, [ids.length, window * width]); // [B·T, W·E]
    const hidden = drop(tanh(linearLayer(side, weights, 'hidden'))); // [B·T, H]
    return { logits: linearLayer(hidden, weights, 'head') }; // [B·T, V]
  }
  // #endregion

  /** What stands for the last W tokens at each place; before the beginning of a row stands the mark. */
  private windows(graph: Graph, table: Weight, ids: Ints, rows: number): Tensor {
    const { config, mark } = this;
    const { window, width } = config;
    const { kernels, arena } = graph;
    const time = ids.length / rows;
    const seen = arena.ints(ids.length * window);
    return graph.record(
      'windows',
      [seen.length, width],
      [table],
      (y) => {
        for (let i = 0, to = 0; i < ids.length; i++) {
          const t = i % time;
          for (let back = window - 1; back >= 0; back--) seen.data[to++] = back > t ? mark : ids.data[i - back];
        }
        kernels.gather(y, table.value, seen);
      },
      (dy) => kernels.gatherGrad(table.grad!, dy, seen),
    );
  }

  flops(vocabulary: number): number {
    const { window, width, hidden } = this.config;
    return 2 * (window * width * hidden + hidden * vocabulary);
  }
}
