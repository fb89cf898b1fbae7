/** Reading a whole text at once: what a network believes at each token, and who looked at whom. That is how it is trained, and
 *  what it costs to write without a cache.
 *  Read first: ./network.ts
 *  Shapes: T time, C width, H heads, V vocabulary. */
import { Graph } from '../../nn/graph.ts';
import type { Arena, Ints } from '../../nn/kernels/kernels.ts';
import type { Learned, Reading } from './network.ts';

/** Lengths are rounded up to these, so that few passes are recorded. What stands behind the end changes nothing before it, in
 *  a causal network; in others nothing may stand there. */
export const stretch = 8;

/** Bytes of recorded passes that are kept, beside the one that is read with. */
const most = 64 << 20;

interface Pass extends Reading {
  readonly graph: Graph;
  readonly ids: Ints;
  readonly time: number;
  readonly arena: Arena;
}

export class Reader {
  /** By their length; the one that was recorded last is the last. */
  private readonly passes = new Map<number, Pass>();

  constructor(readonly model: Learned) {}

  /** @param tokens from 1 to T
   *  @returns logits, a row of V for each token: views that hold until the next reading */
  logits(tokens: ArrayLike<number>): (Float32Array | Float64Array)[] {
    const { value } = this.read(tokens).logits;
    const { vocabulary } = this.model;
    return Array.from(tokens, (_, t) => value.data.subarray(t * vocabulary, (t + 1) * vocabulary));
  }

  /** What stands in the end at each token, a row of C: views that hold until the next reading. Nothing for a network that does not
   *  show it. */
  last(tokens: ArrayLike<number>): (Float32Array | Float64Array)[] {
    const { last } = this.read(tokens);
    if (!last) return [];
    const width = last.shape[2];
    return Array.from(tokens, (_, t) => last.value.data.subarray(t * width, (t + 1) * width));
  }

  /** Who looks at whom: of each layer and head a square, a row for each token that looks, with what it gives to each token,
   *  in a causal network up to itself. A row adds up to 1. Nothing for a network that does not look. */
  attention(tokens: ArrayLike<number>): number[][][][] {
    const { attention = [], time } = this.read(tokens);
    return attention.map(({ data, length }) =>
      Array.from({ length: length / (time * time) }, (_, h) =>
        Array.from(tokens, (_, t) => {
          const from = (h * time + t) * time;
          return Array.from(data.subarray(from, from + tokens.length));
        }),
      ),
    );
  }

  private read(tokens: ArrayLike<number>): Pass {
    const { context, causal = true } = this.model.network;
    if (tokens.length < 1 || tokens.length > context) throw new RangeError(`from 1 to ${context} tokens`);
    const time = causal ? Math.min(context, Math.ceil(tokens.length / stretch) * stretch) : tokens.length;
    let pass = this.passes.get(time);
    if (!pass) {
      this.makeRoom();
      this.passes.set(time, (pass = this.record(time)));
    }
    pass.ids.data.fill(0);
    pass.ids.data.set(tokens);
    pass.graph.forward();
    return pass;
  }

  private record(time: number): Pass {
    const { network, weights } = this.model;
    const arena = weights.kernels.arena();
    const graph = new Graph(weights.kernels, arena);
    const ids = arena.ints(time);
    return { graph, ids, time, arena, ...network.read(graph, ids, 1, weights.frozen()) };
  }

  /** A long text has many lengths on its way, and attention takes their squares: the oldest passes go. */
  private makeRoom(): void {
    let bytes = 0;
    for (const { arena } of this.passes.values()) bytes += arena.bytes;
    for (const { time, arena } of this.passes.values()) {
      if (bytes <= most) return;
      bytes -= arena.bytes;
      arena.free();
      this.passes.delete(time);
    }
  }

  /** Gives the memory back; the weights stay. */
  end(): void {
    for (const { arena } of this.passes.values()) arena.free();
    this.passes.clear();
  }
}
