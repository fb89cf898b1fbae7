/** Add-K smoothing: as if every token had followed every context K times more than it did. Simple, and too generous: in a context
 *  that was seen once, V tokens that were not share V·K, against 1 + K for the one that was; a context that was never seen
 *  makes all tokens equally likely. Papers: Laplace 1814 (K = 1), Lidstone 1920. Read first: ./model.ts; read next: ./kneser-ney.ts */
import type { Next, NgramModel, Position, Smoothed } from './model.ts';
import { Tables } from './tables.ts';

export class AddK implements Smoothed {
  private readonly tables: Tables;
  /** Different tokens, the mark among them. Others stay impossible. */
  private readonly size: number;

  /** @param k above 0 */
  constructor(
    private readonly model: NgramModel,
    private readonly k: number,
  ) {
    this.tables = new Tables(model);
    this.size = model.vocabulary.size;
  }

  /** All of its context or nothing: it forgets no token to find one that was seen. */
  reach(position: Position): number {
    return this.model.reach(position) === position[0] ? position[0] : 0;
  }

  // #region add-k
  probability(position: Position, token: number): number {
    if (token < 0) return 0;
    const length = position[0] + 1;
    const { k, size, tables } = this;
    return (tables.count(length, position, token) + k) / (tables.total(length, position) + k * size);
  }
  // #endregion

  next(position: Position): Next {
    const { k, size, tables } = this;
    const length = position[0] + 1;
    const total = tables.total(length, position);
    const all = Int32Array.from({ length: size }, (_, token) => token);
    const seen = all.map((token) => tables.count(length, position, token));
    const tokens = all.sort((a, b) => seen[b] - seen[a] || a - b);
    const counts = tokens.map((token) => seen[token]);
    const probabilities = Float64Array.from(counts, (count) => (count + k) / (total + k * size));
    return { order: length, tokens, counts, total, probabilities };
  }
}
