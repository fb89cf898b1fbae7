/** A transformer with the lid off: the same network, with every number on the way kept, and the mask as something that can be
 *  left out. One text at a time; for writing there is ./decoder.ts.
 *  Papers: Vaswani et al. 2017; nostalgebraist 2020, interpreting GPT: the logit lens. Read first: ./network.ts,
 *  ../../nn/kernels/plain/attention.ts
 *  Shapes: T time, C width, H heads, D numbers a head, V vocabulary. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Ints } from '../../nn/kernels/kernels.ts';
import { add } from '../../nn/ops/arithmetic.ts';
import { embedding } from '../../nn/ops/sequence.ts';
import type { Gpt } from './decoder.ts';
import { attend, enter, type Look, leave, predict, think } from './network.ts';

/** causal: nobody looks ahead, as it was trained; none: everybody looks at all. */
export type Mask = 'causal' | 'none';

/** Of each head a square, a row for each token that looks: [H][T][T]. */
export type Squares = readonly (readonly Float64Array[])[];

type Rows = readonly Float64Array[];

interface Layer {
  /** How well the query of a token fits the key of another. */
  readonly scores: Squares;
  /** What a token gives to each; a row adds up to 1. */
  readonly weights: Squares;
  /** What attention added to the stream: [T][C]. */
  readonly taken: Rows;
  /** What thinking added: [T][C]. */
  readonly thought: Rows;
  /** The stream behind the block: [T][C]. */
  readonly stream: Rows;
}

export interface Inside {
  /** Rows of the tables of tokens and of positions, and what the first block gets: [T][C] each. */
  readonly tokens: Rows;
  readonly positions: Rows;
  readonly entered: Rows;
  readonly layers: readonly Layer[];
  /** [T][V] */
  readonly logits: Rows;
}

interface Pass {
  readonly graph: Graph;
  readonly ids: Ints;
  /** What was computed last. */
  view(): Inside;
}

export class OpenTransformer {
  private readonly arena: Arena;
  private readonly passes = new Map<number, Pass>();
  private lens?: { readonly graph: Graph; readonly stream: Tensor; readonly logits: Tensor };

  constructor(
    readonly model: Gpt,
    readonly mask: Mask = 'causal',
  ) {
    this.arena = model.weights.kernels.arena();
  }

  /** @param tokens from 1 to the context */
  read(tokens: ArrayLike<number>): Inside {
    const { context } = this.model.network;
    if (tokens.length < 1 || tokens.length > context) throw new RangeError(`from 1 to ${context} tokens`);
    let pass = this.passes.get(tokens.length);
    if (!pass) this.passes.set(tokens.length, (pass = this.record(tokens.length)));
    pass.ids.data.set(tokens);
    pass.graph.forward();
    return pass.view();
  }

  // #region lens
  /** What the network would say if it ended here: the last norm and the table of tokens, on the stream of one token.
   *  @param stream [C]
   *  @returns logits [V] */
  says(stream: ArrayLike<number>): Float64Array {
    const { network, weights } = this.model;
    if (!this.lens) {
      const graph = new Graph(weights.kernels, this.arena);
      const stream = graph.input([1, network.config.width]);
      const frozen = weights.frozen();
      const logits = predict(leave(stream, frozen, network.config), frozen, network.config);
      this.lens = { graph, stream, logits };
    }
    this.lens.stream.value.data.set(stream);
    this.lens.graph.forward();
    return new Float64Array(this.lens.logits.value.data);
  }
  // #endregion

  private record(time: number): Pass {
    const { network, weights: all } = this.model;
    const { config } = network;
    const weights = all.frozen();
    const graph = new Graph(all.kernels, this.arena);
    const ids = this.arena.ints(time);
    const places = this.arena.ints(time);
    for (let t = 0; t < time; t++) places.data[t] = t;
    const tokens = embedding(graph, weights.get('tokens'), ids);
    const positions = embedding(graph, weights.get('positions'), places);
    const entered = enter(add(tokens, positions), weights, config);
    let x = entered;
    const layers = Array.from({ length: config.layers }, (_, layer) => {
      const kept = squares(config.heads, time);
      const look: Look = (qkv) => openLook(qkv, kept, this.mask);
      const taken = attend(x, weights, config, layer, look);
      const between = add(x, taken);
      const thought = think(between, weights, config, layer);
      x = add(between, thought);
      return { ...kept, taken, thought, stream: x };
    });
    const logits = predict(leave(x, weights, config), weights, config);
    const view = (): Inside => ({
      tokens: rowsOf(tokens),
      positions: rowsOf(positions),
      entered: rowsOf(entered),
      layers: layers.map(({ scores, weights, taken, thought, stream }) => ({
        scores: copied(scores),
        weights: copied(weights),
        taken: rowsOf(taken),
        thought: rowsOf(thought),
        stream: rowsOf(stream),
      })),
      logits: rowsOf(logits),
    });
    return { graph, ids, view };
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.arena.free();
  }
}

interface Kept {
  readonly scores: Squares;
  readonly weights: Squares;
}

// #region open-look
/** Attention, number by number: qkv [T, 3C] → [T, C]. */
function openLook(qkv: Tensor, { scores, weights }: Kept, mask: Mask): Tensor {
  const [time, triple] = qkv.shape;
  const width = triple / 3;
  const size = width / weights.length;
  return qkv.graph.record(
    'openLook',
    [time, width],
    [qkv],
    ({ data: y }) => {
      const { data: x } = qkv.value;
      for (let h = 0; h < weights.length; h++) {
        for (let t = 0; t < time; t++) {
          const query = t * triple + h * size;
          const fits = scores[h][t];
          for (let s = 0, key = width + h * size; s < time; s++, key += triple) {
            let fit = 0;
            for (let d = 0; d < size; d++) fit += x[query + d] * x[key + d];
            fits[s] = fit;
          }
          const shares = weights[h][t];
          shares.set(rowOf(fits, t, size, mask).weights);
          for (let d = 0; d < size; d++) {
            let mixed = 0;
            for (let s = 0, value = 2 * width + h * size + d; s < time; s++, value += triple) {
              mixed += shares[s] * x[value];
            }
            y[t * width + h * size + d] = mixed;
          }
        }
      }
    },
    () => {},
  );
}

/** From how well keys fit a query to what the token gives to each: scaled, masked, softmax.
 *  @param scores [T] of the token at place t
 *  @param size D: sums of D products grow with √D */
export function rowOf(scores: ArrayLike<number>, t: number, size: number, mask: Mask) {
  const time = scores.length;
  const [scaled, masked, weights] = [new Float64Array(time), new Float64Array(time), new Float64Array(time)];
  let largest = Number.NEGATIVE_INFINITY;
  for (let s = 0; s < time; s++) {
    scaled[s] = scores[s] / Math.sqrt(size);
    masked[s] = mask === 'causal' && s > t ? Number.NEGATIVE_INFINITY : scaled[s];
    largest = Math.max(largest, masked[s]);
  }
  let total = 0;
  for (let s = 0; s < time; s++) total += weights[s] = Math.exp(masked[s] - largest);
  for (let s = 0; s < time; s++) weights[s] /= total;
  return { scaled, masked, weights };
}
// #endregion

const square = (heads: number, time: number): Squares =>
  Array.from({ length: heads }, () => Array.from({ length: time }, () => new Float64Array(time)));

const squares = (heads: number, time: number): Kept => ({ scores: square(heads, time), weights: square(heads, time) });

const copied = (all: Squares): Squares => all.map((rows) => rows.map((row) => row.slice()));

function rowsOf({ shape, value }: Tensor): Rows {
  const [rows, columns] = shape;
  return Array.from({ length: rows }, (_, i) => new Float64Array(value.data.subarray(i * columns, (i + 1) * columns)));
}
