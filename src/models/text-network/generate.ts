/** Writing with a network: read what stands there, shape the distribution, draw, append, again.
 *  Read first: ./reader.ts, ../decoding/shape.ts
 *  Shapes: T context, V vocabulary. */
import type { Random } from '../../nn/random.ts';
import { likeliestFirst } from '../decoding/order.ts';
import { draw, type Shaping, shape } from '../decoding/shape.ts';
import type { Reader } from './reader.ts';

/** A text that grows by tokens. What lies further back than the context is forgotten. */
export interface GrowingText {
  /** Reads one more token.
   *  @returns logits of the next one [V]: a view that holds until the next token */
  push(token: number): ArrayLike<number>;
  end(): void;
}

/** Positions are learnt for T places, so a text that is longer begins again with its last half: in both ways of growing, that
 *  both see the same. */
export const afterFull = (tokens: readonly number[], context: number): number[] =>
  tokens.slice(-Math.floor(context / 2));

/** Of a text the tokens that are still seen at its end: what has been kept each time the context was full, and what came since.
 *
 *  inView([1, 2, 3, 4, 5, 6], 4) → [3, 4, 5, 6]; with a 7th, which begins again from [5, 6], it is [5, 6, 7] */
export function inView(tokens: readonly number[], context: number): readonly number[] {
  const beyond = tokens.length - context;
  if (beyond <= 0) return tokens;
  const half = Math.floor(context / 2);
  return tokens.slice(-(half + 1 + ((beyond - 1) % (context - half))));
}

/** Reads everything again for each token, as it would be without a cache. */
export class RereadText implements GrowingText {
  private tokens: number[] = [];

  constructor(private readonly reader: Reader) {}

  push(token: number): ArrayLike<number> {
    const { context } = this.reader.model.network;
    if (this.tokens.length === context) this.tokens = afterFull(this.tokens, context);
    this.tokens.push(token);
    return this.reader.logits(this.tokens).at(-1)!;
  }

  end(): void {}
}

/** Documents one after the other: at each mark a text begins that knows nothing of those before, as when they are scored. */
export class Documents implements GrowingText {
  private text: GrowingText;

  /** @param mark -1 when nothing parts them */
  constructor(
    private readonly open: () => GrowingText,
    private readonly mark: number,
  ) {
    this.text = open();
  }

  push(token: number): ArrayLike<number> {
    if (token === this.mark) {
      this.text.end();
      this.text = this.open();
    }
    return this.text.push(token);
  }

  end(): void {
    this.text.end();
  }
}

/** What may come next, likeliest first; of two alike the one with the lower number. */
export interface Choice {
  readonly tokens: Int32Array;
  /** As the network believes. */
  readonly believed: Float64Array;
  /** As they are drawn, after shaping. */
  readonly probabilities: Float64Array;
}

/** One token drawn. */
export interface Draw {
  readonly choice: Choice;
  /** The random number that decided. */
  readonly u: number;
  /** Place of the token within `choice`. */
  readonly index: number;
  readonly token: number;
}

// #region choose
/** Logits as probabilities, sorted and shaped. */
export function choose(logits: ArrayLike<number>, shaping: Shaping): Choice {
  let largest = Number.NEGATIVE_INFINITY;
  for (let v = 0; v < logits.length; v++) if (logits[v] > largest) largest = logits[v];
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let v = 0; v < logits.length; v++) total += weights[v] = Math.exp(logits[v] - largest);
  const tokens = likeliestFirst(logits, weights, largest);
  const believed = new Float64Array(logits.length);
  for (let i = 0; i < believed.length; i++) believed[i] = weights[tokens[i]] / total;
  return { tokens, believed, probabilities: shape(believed, shaping) };
}
// #endregion

/** The token that a random number falls on. @param u from [0, 1) */
export function drawFrom(choice: Choice, u: number): Draw {
  let sum = 0;
  const index = draw(
    choice.probabilities.map((p) => (sum += p)),
    u,
  );
  return { choice, u, index, token: choice.tokens[index] };
}

/** Draws tokens without end; the reader decides when to stop.
 *  @param prompt at least one token */
export function* generate(
  text: GrowingText,
  prompt: Iterable<number>,
  shaping: Shaping,
  rng: Random,
): Generator<Draw, never> {
  let logits: ArrayLike<number> | undefined;
  for (const token of prompt) logits = text.push(token);
  if (!logits) throw new RangeError('nothing to begin with');
  for (;;) {
    const drawn = drawFrom(choose(logits, shaping), rng.next());
    yield drawn;
    logits = text.push(drawn.token);
  }
}
