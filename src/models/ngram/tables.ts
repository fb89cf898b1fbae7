/** The counts of a model by the number of the n-gram, and how often each context was followed at all: what is needed to ask for
 *  one token instead of a whole distribution. Single tokens are n-grams too, after the one context that is empty (number 0). */
import type { Grams } from './level.ts';
import type { NgramModel, Position } from './model.ts';

export class Tables {
  /** At index k the n-grams of length k, from 1. */
  readonly grams: readonly Grams[];
  private readonly totals: readonly Int32Array[];

  constructor(private readonly model: NgramModel) {
    const { counts, vocabulary, order } = model;
    const size = vocabulary.size;
    const single: Grams = {
      contexts: new Int32Array(size),
      tokens: Int32Array.from({ length: size }, (_, id) => id),
      counts: counts.unigrams.subarray(0, size),
    };
    this.grams = Array.from({ length: order + 1 }, (_, k) => (k <= 1 ? single : counts.levels[k].list()));
    this.totals = this.grams.map(({ contexts, counts }, k) => {
      const totals = new Int32Array(this.contexts(k));
      for (let n = 0; n < contexts.length; n++) totals[contexts[n]] += counts[n];
      return totals;
    });
  }

  /** How many contexts n-grams of this length can have. */
  contexts(length: number): number {
    return length <= 1 ? 1 : this.grams[length - 1].contexts.length;
  }

  /** How often an n-gram of this length occurred: the token after the length - 1 before it. */
  count(length: number, position: Position, token: number): number {
    const { levels, unigrams } = this.model.counts;
    if (length > 1) return levels[length].count(position[length - 1], token);
    return token < 0 ? 0 : unigrams[token];
  }

  /** How often anything followed the length - 1 tokens before. */
  total(length: number, position: Position): number {
    const context = length === 1 ? 0 : position[length - 1];
    return context < 0 ? 0 : this.totals[length][context];
  }
}
