/** Writing with a transformer, one token at a time. What a token offers to those after it (its key and its value) never changes,
 *  because nobody looks ahead: so it is computed once and kept, the "KV cache". A new token costs the same however long the
 *  text is, but for a glance at what is kept.
 *  Several texts can go on together: each has a place of its own, and each step takes those that are there, so that texts come
 *  and go while others are written.
 *  Left out: pages of memory, sharing of common beginnings. Papers: Vaswani et al. 2017; Yu et al. 2022 (batches that change).
 *  Read first: ./network.ts. Read next: ./cached-text.ts
 *  Shapes: N texts in a step, C width, V vocabulary, T context. */
import { Graph, type Tensor } from '../../nn/graph.ts';
import type { Arena, Block, Ints } from '../../nn/kernels/kernels.ts';
import { add } from '../../nn/ops/arithmetic.ts';
import { embedding } from '../../nn/ops/sequence.ts';
import type { NextTokens } from '../serving/next-tokens.ts';
import type { Learned } from '../text-network/network.ts';
import { type GptNetwork, predict, transformer } from './network.ts';

export type Gpt = Learned<GptNetwork>;

/** One text on its way: how far it is, and what its tokens offer. */
class Place {
  /** Tokens read so far. */
  length = 0;
  /** Of each layer, the rows of queries, keys and values: [T, 3C], and each row by itself. */
  readonly rows: readonly (readonly Block[])[];

  constructor(
    readonly kept: readonly Block[],
    arena: Arena,
    context: number,
  ) {
    this.rows = kept.map((block) => {
      const wide = block.length / context;
      return Array.from({ length: context }, (_, t) => arena.part(block, t * wide, wide));
    });
  }
}

interface Pass {
  readonly graph: Graph;
  readonly ids: Ints;
  readonly positions: Ints;
  readonly places: Place[];
  readonly logits: Tensor;
}

export class Decoder implements NextTokens {
  private readonly arena: Arena;
  private readonly places: Place[] = [];
  private readonly free: number[] = [];
  /** Recorded once for each number of texts. */
  private readonly passes: Pass[] = [];
  private readonly scores: Block;
  private readonly answers: Block;
  private readonly answerRows: readonly Block[];

  constructor(readonly model: Gpt) {
    const { network, weights } = model;
    const { context, width, heads } = network.config;
    this.arena = weights.kernels.arena();
    this.scores = this.arena.block(heads * context * context);
    this.answers = this.arena.block(context * width);
    this.answerRows = Array.from({ length: context }, (_, t) => this.arena.part(this.answers, t * width, width));
  }

  get context(): number {
    return this.model.network.context;
  }

  /** A place for one text, still empty. */
  open(): number {
    const { context, width, layers } = this.model.network.config;
    const known = this.free.pop();
    if (known !== undefined) {
      this.places[known].length = 0;
      return known;
    }
    const kept = Array.from({ length: layers }, () => this.arena.block(context * 3 * width));
    return this.places.push(new Place(kept, this.arena, context)) - 1;
  }

  /** Gives the place to another text. */
  close(place: number): void {
    this.free.push(place);
  }

  /** Tokens that the text at this place has. */
  length(place: number): number {
    return this.places[place].length;
  }

  /** Forgets all but the first tokens of a text. */
  rewind(place: number, length: number): void {
    this.places[place].length = Math.min(length, this.places[place].length);
  }

  // #region decode
  /** Reads one more token of each of some texts.
   *  @param places different ones, each with less than T tokens
   *  @returns logits [N, V]: views that hold until the next step */
  step(places: readonly number[], tokens: ArrayLike<number>): (Float32Array | Float64Array)[] {
    const pass = (this.passes[places.length] ??= this.record(places.length));
    for (const [i, at] of places.entries()) {
      const place = this.places[at];
      if (place.length >= this.context) throw new RangeError('the context is full');
      pass.places[i] = place;
      pass.ids.data[i] = tokens[i];
      pass.positions.data[i] = place.length;
    }
    pass.graph.forward();
    for (const place of pass.places) place.length++;
    const { vocabulary } = this.model;
    return places.map((_, i) => pass.logits.value.data.subarray(i * vocabulary, (i + 1) * vocabulary));
  }

  private record(texts: number): Pass {
    const { network, weights } = this.model;
    const frozen = weights.frozen();
    const graph = new Graph(weights.kernels, this.arena);
    const [ids, positions] = [this.arena.ints(texts), this.arena.ints(texts)];
    const places: Place[] = [];
    const embedded = add(
      embedding(graph, frozen.get('tokens'), ids),
      embedding(graph, frozen.get('positions'), positions),
    );
    const look = (qkv: Tensor, layer: number): Tensor => this.lookBack(qkv, layer, places);
    const last = transformer(embedded, frozen, network.config, look);
    return { graph, ids, positions, places, logits: predict(last, frozen, network.config) };
  }

  /** Keeps what the new tokens offer, and lets each look at what its own text has kept: qkv [N, 3C] → [N, C]. */
  private lookBack(qkv: Tensor, layer: number, places: readonly Place[]): Tensor {
    const { width, heads } = this.model.network.config;
    const { kernels } = qkv.graph;
    const texts = qkv.shape[0];
    const row = (block: Block, i: number, wide: number): Block => this.arena.part(block, i * wide, wide);
    const asked = Array.from({ length: texts }, (_, i) => row(qkv.value, i, 3 * width));
    let answered: Block[] | undefined;
    return qkv.graph.record(
      'lookBack',
      [texts, width],
      [qkv],
      (y) => {
        answered ??= Array.from({ length: texts }, (_, i) => row(y, i, width));
        for (let i = 0; i < texts; i++) {
          const { length, rows, kept } = places[i];
          kernels.copy(rows[layer][length], asked[i]);
          const shape = { batch: 1, time: length + 1, heads, size: width / heads, from: length };
          kernels.attention(this.answers, this.scores, kept[layer], shape);
          kernels.copy(answered[i], this.answerRows[length]);
        }
      },
      () => {},
    );
  }
  // #endregion

  /** Gives the memory back; the weights stay. */
  end(): void {
    this.arena.free();
  }
}
