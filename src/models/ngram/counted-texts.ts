/** A table of counts as a batch asks for models: each text has its place in the table, and a step looks up what may follow.
 *  Read first: ./generate.ts, ../serving/next-tokens.ts
 *  Shapes: N texts in a step, V vocabulary. */
import type { NextTokens } from '../serving/next-tokens.ts';
import { Chooser } from './generate.ts';
import type { NgramModel, Position, Predictor } from './model.ts';

/** A batch shapes by itself. */
const unshaped = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

export class CountedTexts implements NextTokens {
  private readonly chooser: Chooser;
  private readonly positions: Position[] = [];
  private readonly free: number[] = [];
  /** Of each text of a step [V]. */
  private readonly logits: Float64Array[] = [];

  constructor(
    private readonly model: NgramModel,
    predictor: Predictor = model,
  ) {
    this.chooser = new Chooser(model, unshaped, predictor);
  }

  open(): number {
    const place = this.free.pop() ?? this.positions.length;
    this.positions[place] = new Int32Array(this.model.order).fill(-1);
    return place;
  }

  close(place: number): void {
    this.free.push(place);
  }

  /** @param tokens the mark begins a text; -1 is one that the model does not know
   *  @returns ln p [N, V]; what was never seen there is impossible */
  step(places: readonly number[], tokens: ArrayLike<number>): Float64Array[] {
    return places.map((place, i) => {
      const position = this.model.advance(this.positions[place], tokens[i]);
      this.positions[place] = position;
      const { choice } = this.chooser.at(position);
      const logits = (this.logits[i] ??= new Float64Array(this.model.vocabulary.size));
      logits.fill(Number.NEGATIVE_INFINITY);
      for (const [at, token] of choice.tokens.entries()) logits[token] = Math.log(choice.probabilities[at]);
      return logits;
    });
  }
}
