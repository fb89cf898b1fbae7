/** What language models are made of: lookup, normalisation, attention. Shapes: B batch, T time, C channels, H heads. */
import type { Graph, Tensor, Weight } from '../graph.ts';
import type { Block, Ints } from '../kernels/kernels.ts';

/** table [V, C], ids [...] → [ids, C]. The ids are filled in before each step. */
export function embedding(graph: Graph, table: Weight, ids: Ints): Tensor {
  const { kernels } = graph;
  return graph.record(
    'embedding',
    [ids.length, table.shape[1]],
    [table],
    (y) => kernels.gather(y, table.value, ids),
    (dy) => kernels.gatherGrad(table.grad!, dy, ids),
  );
}

/** Each row [C] with mean 0 and deviation 1; a gain and a bias, if wanted, are a multiply and an add. */
export const normalize = (x: Tensor, epsilon = 1e-5): Tensor => normalizeRows('normalize', x, epsilon, true);

/** Each row [C] with a mean square of 1 (Zhang & Sennrich 2019). */
export const normalizeSquare = (x: Tensor, epsilon = 1e-5): Tensor =>
  normalizeRows('normalizeSquare', x, epsilon, false);

function normalizeRows(name: string, x: Tensor, epsilon: number, centred: boolean): Tensor {
  const { kernels, arena } = x.graph;
  const columns = x.shape[x.shape.length - 1];
  const inverse = arena.block(x.value.length / columns);
  return x.graph.record(
    name,
    x.shape,
    [x],
    (y) => kernels.normalize(y, inverse, x.value, epsilon, centred),
    (dy, y) => kernels.normalizeGrad(x.grad!, dy, y, inverse, centred),
  );
}

/** Each row [C] as probabilities. */
export function softmax(x: Tensor): Tensor {
  const { kernels } = x.graph;
  const columns = x.shape[x.shape.length - 1];
  return x.graph.record(
    'softmax',
    x.shape,
    [x],
    (y) => kernels.softmax(y, x.value, columns),
    (dy, y) => kernels.softmaxGrad(x.grad!, dy, y, columns),
  );
}

export interface Attention {
  /** [B, T, C] */
  readonly output: Tensor;
  /** Who looked at whom: [B, H, T, T] */
  readonly probs: Block;
}

export interface AttentionOptions {
  /** A token looks at itself and at those before it; false: also at those after it, as if there were no mask. */
  readonly causal?: boolean;
}

/** Self-attention over queries, keys and values side by side: qkv [B, T, 3C] → [B, T, C]. */
export function attention(qkv: Tensor, heads: number, { causal = true }: AttentionOptions = {}): Attention {
  const { kernels, arena } = qkv.graph;
  const [batch, time, triple] = qkv.shape;
  const width = triple / 3;
  const shape = { batch, time, heads, size: width / heads, causal };
  if (!Number.isInteger(shape.size)) throw new Error(`${width} channels do not part into ${heads} heads`);
  const probs = arena.block(batch * heads * time * time);
  const output = qkv.graph.record(
    'attention',
    [batch, time, width],
    [qkv],
    (y) => kernels.attention(y, probs, qkv.value, shape),
    (dy, y) => kernels.attentionGrad(qkv.grad!, dy, y, probs, qkv.value, shape),
  );
  return { output, probs };
}
