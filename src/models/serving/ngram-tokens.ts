/** A table of counts that writes in a batch, as a network does: its logits are ln p, so that the softmax gives back what was
 *  counted. A text may be as long as it likes, for only its last tokens count.
 *  A prompt begins with the mark (`MARK`), then the tokens of the text as `model.encode` gives them; -1 for those it does not know.
 *  Read first: ../ngram/model.ts, ./next-tokens.ts
 *  Shapes: V vocabulary. */
import type { NgramModel, Position, Predictor } from '../ngram/model.ts';
import type { NextTokens } from './next-tokens.ts';

/** Logits kept at hand; with more, they are made anew. */
const kept = 1 << 20;

export class NgramTokens implements NextTokens {
  private readonly positions: Position[] = [];
  private readonly free: number[] = [];
  /** By context: texts come back to the same ones again and again. */
  private readonly known = new Map<number, Float64Array>();

  /** @param predictor the model itself, or its counts smoothed */
  constructor(
    private readonly model: NgramModel,
    private readonly predictor: Predictor = model,
  ) {}

  open(): number {
    const place = this.free.pop() ?? this.positions.length;
    this.positions[place] = new Int32Array(this.model.order).fill(-1);
    this.positions[place][0] = 0;
    return place;
  }

  close(place: number): void {
    this.free.push(place);
  }

  step(places: readonly number[], tokens: ArrayLike<number>): Float64Array[] {
    return places.map((place, i) => {
      const position = this.positions[place];
      return this.logits(this.model.advance(position, tokens[i], position));
    });
  }

  /** ln p of each token [V]: -Infinity for what never followed, where nothing smooths. */
  private logits(position: Position): Float64Array {
    const length = this.predictor.reach(position);
    const key = length < 1 ? -1 : position[length] * 8 + length;
    const known = this.known.get(key);
    if (known) return known;
    const { tokens, counts, total, probabilities } = this.predictor.next(position);
    const logits = new Float64Array(this.model.vocabulary.size).fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < tokens.length; i++) logits[tokens[i]] = Math.log(probabilities?.[i] ?? counts[i] / total);
    if ((this.known.size + 1) * logits.length > kept) this.known.clear();
    this.known.set(key, logits);
    return logits;
  }
}
