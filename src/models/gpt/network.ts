/** A transformer that predicts the next token. Each token looks back at those before it and takes from them what it needs
 *  (attention), then thinks about it by itself (a small network); so it goes block by block, and what stands in the end at each
 *  token is held against the table of all tokens.
 *  Left out: rotary positions, grouped heads, mixtures of experts, attention that never writes the square down.
 *  Papers: Vaswani et al. 2017; Radford et al. 2019 (pre-norm); Press & Wolf 2017 (one table for both ends).
 *  Read first: ../../nn/ops/sequence.ts. Read next: ../text-network/train.ts, ./decoder.ts, ./open.ts
 *  Shapes: B rows of text, T time, C width, H heads, V vocabulary. */
import { type Graph, reshape, type Shape, sizeOf, type Tensor, type Weight } from '../../nn/graph.ts';
import { type Initialiser, normal, ones, zeros } from '../../nn/initialise.ts';
import type { Block, Ints } from '../../nn/kernels/kernels.ts';
import { activate } from '../../nn/ops/activations.ts';
import { add, multiply } from '../../nn/ops/arithmetic.ts';
import { linear, matmul, matmulTransposed } from '../../nn/ops/linear.ts';
import { type AttentionOptions, attention, embedding, normalize, normalizeSquare } from '../../nn/ops/sequence.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';
import type { Drop, Reading, TextNetwork } from '../text-network/network.ts';
import { checkNetwork, type NetworkConfig } from './config.ts';

/** How the tokens of one pass see each other: queries, keys and values side by side [.., 3C] → [.., C]. */
export type Look = (qkv: Tensor, layer: number) => Tensor;

// #region gpt
/** From what stands for each token at its place, to what the network makes of it, seeing those before.
 *  @param embedded [.., C]
 *  @returns [.., C], for `predict` */
export function transformer(
  embedded: Tensor,
  weights: Weights,
  config: NetworkConfig,
  look: Look,
  drop: Drop = (x) => x,
): Tensor {
  let x = drop(enter(embedded, weights, config));
  for (let layer = 0; layer < config.layers; layer++) {
    x = add(x, drop(attend(x, weights, config, layer, look)));
    x = add(x, drop(think(x, weights, config, layer)));
  }
  return leave(x, weights, config);
}

/** What the first block gets: [.., C] → [.., C]. */
export const enter = (embedded: Tensor, weights: Weights, config: NetworkConfig): Tensor =>
  config.norm_embedding ? norm(embedded, weights, 'norm0', config) : embedded;

/** What each token takes from those that it looks at: [.., C] → [.., C]. */
export function attend(x: Tensor, weights: Weights, config: NetworkConfig, layer: number, look: Look): Tensor {
  const name = blockName(layer);
  const qkv = layerOf(norm(x, weights, `${name}.norm1`, config), weights, `${name}.qkv`, config); // [.., 3C]
  return layerOf(look(qkv, layer), weights, `${name}.mix`, config);
}

/** What each token makes of it by itself: [.., C] → [.., C]. */
export function think(x: Tensor, weights: Weights, config: NetworkConfig, layer: number): Tensor {
  const name = blockName(layer);
  const wide = layerOf(norm(x, weights, `${name}.norm2`, config), weights, `${name}.up`, config); // [.., 4C]
  return layerOf(activate(config.activation, wide), weights, `${name}.down`, config);
}

/** What the last block gives, evened out: [.., C] → [.., C]. */
export const leave = (x: Tensor, weights: Weights, config: NetworkConfig): Tensor =>
  config.norm_embedding ? x : norm(x, weights, 'norm', config);

/** What stands in the end at each token, held against the table of all tokens: [.., C] → logits [.., V]. */
export const predict = (last: Tensor, weights: Weights, { tied }: NetworkConfig): Tensor =>
  tied ? matmulTransposed(last, weights.get('tokens')) : matmul(last, weights.get('head'));
// #endregion

export class GptNetwork implements TextNetwork {
  readonly causal: boolean;

  /** Not `causal`, a token sees those after it too: then it predicts what it has read already.
   *  @throws InputError when the numbers do not go with each other */
  constructor(
    readonly config: NetworkConfig,
    { causal = true }: AttentionOptions = {},
  ) {
    checkNetwork(config);
    this.causal = causal;
  }

  get context(): number {
    return this.config.context;
  }

  parameters(vocabulary: number): Parameter[] {
    const { context, width, layers, tied, norm, gain, bias, deviation, quiet, norm_embedding } = this.config;
    const begin = normal(deviation);
    // 2L matrices write into the same stream; this keeps their sum at the size of one (Radford et al. 2019, section 2.3).
    const added = quiet ? normal(deviation / Math.sqrt(2 * layers)) : begin;
    const layer = (name: string, inputs: number, outputs: number, initial: Initialiser): Parameter[] => [
      { name: `${name}.weight`, shape: [inputs, outputs], initial },
      ...(bias ? [{ name: `${name}.bias`, shape: [outputs], initial: zeros }] : []),
    ];
    const norms = (name: string): Parameter[] => [
      ...(gain ? [{ name: `${name}.gain`, shape: [width], initial: ones }] : []),
      ...(bias && norm === 'layer' ? [{ name: `${name}.bias`, shape: [width], initial: zeros }] : []),
    ];
    return [
      { name: 'tokens', shape: [vocabulary, width], initial: begin, table: true },
      { name: 'positions', shape: [context, width], initial: begin, table: true },
      ...Array.from({ length: layers }, (_, layer) => blockName(layer)).flatMap((name) => [
        ...norms(`${name}.norm1`),
        ...layer(`${name}.qkv`, width, 3 * width, begin),
        ...layer(`${name}.mix`, width, width, added),
        ...norms(`${name}.norm2`),
        ...layer(`${name}.up`, width, 4 * width, begin),
        ...layer(`${name}.down`, 4 * width, width, added),
      ]),
      ...norms(norm_embedding ? 'norm0' : 'norm'),
      ...(tied ? [] : [{ name: 'head', shape: [width, vocabulary], initial: begin }]),
    ];
  }

  // #region read
  /** All tokens at once; each looks at itself and at those before it. */
  read(graph: Graph, ids: Ints, rows: number, weights: Weights, drop?: Drop): Required<Reading> {
    const { config, causal } = this;
    const time = ids.length / rows;
    const seen: Block[] = [];
    const tokens = reshape(embedding(graph, weights.get('tokens'), ids), [rows, time, config.width]); // [B, T, C]
    const embedded = add(tokens, firstRows(weights.get('positions'), time, graph));
    const look: Look = (qkv) => {
      const { output, probs } = attention(qkv, config.heads, { causal });
      seen.push(probs);
      return output;
    };
    const last = transformer(embedded, weights, config, look, drop); // [B, T, C]
    const logits = predict(last, weights, config); // [B, T, V]
    return { logits: reshape(logits, [rows * time, logits.shape[2]]), attention: seen, last };
  }
  // #endregion

  /** Twice the weights of the matrices, and what attention looks at on average. */
  flops(vocabulary: number, time: number): number {
    const { width, layers } = this.config;
    return 2 * (12 * layers * width * width + width * vocabulary) + 2 * layers * width * (time + 1);
  }
}

/** The first rows of a table, sharing its memory: [T, C]. */
function firstRows(table: Weight, rows: number, { arena }: Graph): Weight {
  const shape: Shape = [rows, table.shape[1]];
  const part = (block: Block): Block => arena.part(block, 0, sizeOf(shape));
  return { shape, value: part(table.value), grad: table.grad && part(table.grad) };
}

function norm(x: Tensor, weights: Weights, name: string, { norm: kind, gain, bias }: NetworkConfig): Tensor {
  const even = kind === 'layer' ? normalize(x) : normalizeSquare(x);
  const scaled = gain ? multiply(even, weights.get(`${name}.gain`)) : even;
  return bias && kind === 'layer' ? add(scaled, weights.get(`${name}.bias`)) : scaled;
}

function layerOf(x: Tensor, weights: Weights, name: string, { bias }: NetworkConfig): Tensor {
  const weight = weights.get(`${name}.weight`);
  return bias ? linear(x, weight, weights.get(`${name}.bias`)) : matmul(x, weight);
}

const blockName = (layer: number): string => `block${layer}`;
