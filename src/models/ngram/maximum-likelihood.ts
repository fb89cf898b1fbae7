/** No smoothing: what followed the longest context that ever occurred, as often as it was counted. Of all models of this order it
 *  gives the corpus itself the highest probability, hence the name; and everything it never saw, none at all. Read first: ./model.ts */
import type { Next, NgramModel, Position, Smoothed } from './model.ts';
import { Tables } from './tables.ts';

export class MaximumLikelihood implements Smoothed {
  private readonly tables: Tables;

  constructor(private readonly model: NgramModel) {
    this.tables = new Tables(model);
  }

  reach(position: Position): number {
    return this.model.reach(position);
  }

  next(position: Position): Next {
    return this.model.next(position);
  }

  // #region maximum-likelihood
  probability(position: Position, token: number): number {
    const length = this.model.reach(position) + 1;
    return this.tables.count(length, position, token) / this.tables.total(length, position);
  }
  // #endregion
}
