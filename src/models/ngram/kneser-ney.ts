/** Interpolated modified Kneser-Ney smoothing, the best that counting alone has to offer. Three ideas:
 *  1. take a little off every count (a discount) and give what is saved to the shorter contexts, down to none at all;
 *  2. a shorter context is asked only for what the longer one does not know, so it should not say how often a token occurs, but
 *     after how many different tokens: "Francisco" is frequent, yet follows "San" alone;
 *  3. how much to take off counts of 1, of 2 and of more can be read off how many n-grams have those counts.
 *  A token outside the vocabulary has its place too, beside the others where no context is left, as in KenLM.
 *  Papers: Kneser & Ney 1995; Chen & Goodman 1999, section 3; Heafield et al. 2013 (KenLM).
 *  Read first: ./model.ts, ./tables.ts. In the comments k is the length of an n-gram. */
import type { Grams } from './level.ts';
import type { Next, NgramModel, Position, Smoothed } from './model.ts';
import { Tables } from './tables.ts';

/** What is taken off counts of 1, of 2, and of 3 and more. */
export type Discounts = readonly [number, number, number];

/** Where counts of counts tell nothing, as in texts of a few lines or for single letters: KenLM's --discount_fallback. */
const usual: Discounts = [0.5, 1, 1.5];

export class KneserNey implements Smoothed {
  /** By the length of the n-grams. */
  readonly discounts: readonly Discounts[];
  /** Lengths for which the discounts could not be read off the counts and are the usual ones. */
  readonly guessed: readonly number[];
  private readonly tables: Tables;
  /** At index k the interpolated probability of each n-gram of length k, by its number. */
  private readonly probabilities: Float64Array[] = [];
  /** At index k the share that each context of k - 1 tokens leaves to the next shorter one. */
  private readonly left: Float64Array[] = [];
  /** Of every token, known or not, where nothing at all is known. */
  private readonly uniform: number;

  /** @param fixed discounts for all lengths, instead of those that the counts call for */
  constructor(
    private readonly model: NgramModel,
    fixed?: Discounts,
  ) {
    this.tables = new Tables(model);
    this.uniform = 1 / (model.vocabulary.size + 1);
    const { grams } = this.tables;
    const shorter = suffixes(model, grams);
    const counts = grams.map(({ counts }, k) => (k === model.order ? counts : variety(counts, shorter[k + 1])));
    const found = counts.map((counts, k) => (k === 0 ? usual : (fixed ?? discountsOf(counts))));
    this.guessed = [...found.keys()].filter((k) => found[k] === undefined);
    this.discounts = found.map((discounts) => discounts ?? usual);
    for (let k = 1; k <= model.order; k++) this.interpolate(k, grams[k], counts[k], shorter[k]);
  }

  // #region kneser-ney
  /** The probabilities of the n-grams of length k from those one shorter.
   *  @param shorter the number of each n-gram without its first token */
  private interpolate(k: number, { contexts }: Grams, counts: Int32Array, shorter: Int32Array): void {
    const [one, two, more] = this.discounts[k];
    const totals = new Float64Array(this.tables.contexts(k));
    const left = new Float64Array(totals.length);
    // Of a token that never occurred, as some bytes do not, there is nothing to take.
    const off = (count: number): number => (count === 0 ? 0 : count === 1 ? one : count === 2 ? two : more);
    for (let n = 0; n < counts.length; n++) {
      totals[contexts[n]] += counts[n];
      left[contexts[n]] += off(counts[n]);
    }
    for (let c = 0; c < left.length; c++) left[c] /= totals[c];
    this.left[k] = left;
    this.probabilities[k] = Float64Array.from(counts, (count, n) => {
      const lower = k === 1 ? this.uniform : this.probabilities[k - 1][shorter[n]];
      return (count - off(count)) / totals[contexts[n]] + left[contexts[n]] * lower;
    });
  }

  /** From the shortest context to the longest: what a context never saw has the share that it leaves to the one before. */
  probability(position: Position, token: number): number {
    let p = token < 0 ? this.left[1][0] * this.uniform : this.probabilities[1][token];
    for (let k = 2; k <= this.model.order && position[k - 1] >= 0; k++) {
      const number = this.model.counts.levels[k].find(position[k - 1], token);
      p = number >= 0 ? this.probabilities[k][number] : p * this.left[k][position[k - 1]];
    }
    return p;
  }
  // #endregion

  reach(position: Position): number {
    return this.model.reach(position);
  }

  /** Every token of the vocabulary. One outside cannot be written, so that the others share what is kept for it. */
  next(position: Position): Next {
    const { size } = this.model.vocabulary;
    const order = this.model.reach(position) + 1;
    const all = Float64Array.from({ length: size }, (_, token) => this.probability(position, token));
    const sum = all.reduce((sum, p) => sum + p, 0);
    const tokens = Int32Array.from({ length: size }, (_, token) => token).sort((a, b) => all[b] - all[a] || a - b);
    const counts = tokens.map((token) => this.tables.count(order, position, token));
    const probabilities = Float64Array.from(tokens, (token) => all[token] / sum);
    return { order, tokens, counts, total: this.tables.total(order, position), probabilities };
  }
}

/** For every length the number of each n-gram without its first token; of a single token nothing is left. */
function suffixes({ counts, order }: NgramModel, grams: readonly Grams[]): Int32Array[] {
  const shorter: Int32Array[] = [new Int32Array(0), new Int32Array(grams[1].tokens.length)];
  for (let k = 2; k <= order; k++) {
    const { contexts, tokens } = grams[k];
    shorter[k] =
      k === 2 ? tokens : tokens.map((token, n) => counts.levels[k - 1].find(shorter[k - 1][contexts[n]], token));
  }
  return shorter;
}

// #region variety
/** Before how many of the next longer n-grams each one stands: the different tokens that come before it. One that begins a
 *  document has nothing before it and keeps its count.
 *  @param shorter of the longer ones, the number without the first token */
function variety(counts: Int32Array, shorter: Int32Array): Int32Array {
  const different = new Int32Array(counts.length);
  for (let n = 0; n < shorter.length; n++) different[shorter[n]]++;
  return different.map((number, n) => number || counts[n]);
}
// #endregion

// #region discounts
/** Chen & Goodman's estimate from the counts of counts; undefined when those are too few to tell.
 *  @param counts of all n-grams of one length */
export function discountsOf(counts: Int32Array): Discounts | undefined {
  const having = [0, 0, 0, 0, 0]; // having[c]: how many n-grams have the count c
  for (const count of counts) if (count <= 4) having[count]++;
  const [, n1, n2, n3, n4] = having;
  const y = n1 / (n1 + 2 * n2);
  const discounts = [1 - (2 * y * n2) / n1, 2 - (3 * y * n3) / n2, 3 - (4 * y * n4) / n3] as const;
  return discounts.every((discount, i) => discount > 0 && discount <= i + 1) ? discounts : undefined;
}
// #endregion
