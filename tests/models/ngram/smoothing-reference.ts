/** The smoothed probabilities once more, straight from the formulas of Chen & Goodman 1999 (add-K: section 2.1, interpolated
 *  modified Kneser-Ney: section 3), by searching the text anew for every count. It shares no code with src/models/ngram. */
import { mark } from './reference.ts';

type Tokens = readonly string[];

const key = (tokens: Tokens): string => tokens.join('\0');

export class SlowModel {
  private readonly rows: readonly Tokens[];
  /** Occurrences of every n-gram; of single tokens only where they are predicted, so never the mark at the beginning. */
  private readonly raw = new Map<string, number>();
  readonly vocabulary: readonly string[];

  /** @param others tokens that belong to the vocabulary though the text has none of them */
  constructor(
    documents: readonly Tokens[],
    private readonly order: number,
    others: Tokens = [],
  ) {
    this.rows = documents.map((tokens) => [mark, ...tokens, mark]);
    this.vocabulary = [...new Set([mark, ...documents.flat(), ...others])];
    for (const row of this.rows) {
      for (let end = 1; end < row.length; end++) {
        for (let length = 1; length <= Math.min(order, end + 1); length++) {
          const gram = key(row.slice(end + 1 - length, end + 1));
          this.raw.set(gram, (this.raw.get(gram) ?? 0) + 1);
        }
      }
    }
  }

  private count(gram: Tokens): number {
    return this.raw.get(key(gram)) ?? 0;
  }

  private following(context: Tokens): number {
    return this.vocabulary.reduce((sum, token) => sum + this.count([...context, token]), 0);
  }

  /** @param before all tokens of the document so far */
  context(before: Tokens): Tokens {
    const all = [mark, ...before];
    return this.order === 1 ? [] : all.slice(-(this.order - 1));
  }

  none(before: Tokens, token: string): number {
    let context = this.context(before);
    while (this.following(context) === 0) context = context.slice(1);
    return this.count([...context, token]) / this.following(context);
  }

  addK(k: number, before: Tokens, token: string): number {
    if (!this.vocabulary.includes(token)) return 0;
    const context = this.context(before);
    return (this.count([...context, token]) + k) / (this.following(context) + k * this.vocabulary.length);
  }

  /** Occurrences for the longest, and for what begins a document; else the number of different tokens before. */
  private adjusted(gram: Tokens): number {
    if (gram.length === this.order || (gram.length > 1 && gram[0] === mark)) return this.count(gram);
    return this.vocabulary.filter((before) => this.count([before, ...gram]) > 0).length;
  }

  /** D1, D2, D3+ of a length; undefined where they cannot be told. */
  discounts(length: number): number[] | undefined {
    const grams = [...this.raw.keys()].map((gram) => gram.split('\0')).filter((gram) => gram.length === length);
    const counts = grams.map((gram) => this.adjusted(gram));
    const n = (count: number): number => counts.filter((c) => c === count).length;
    if (n(1) === 0 || n(2) === 0 || n(3) === 0) return undefined;
    const y = n(1) / (n(1) + 2 * n(2));
    const found = [1, 2, 3].map((c) => c - (c + 1) * y * (n(c + 1) / n(c)));
    return found.some((discount, i) => discount <= 0 || discount > i + 1) ? undefined : found;
  }

  kneserNey(before: Tokens, token: string, fixed?: readonly number[]): number {
    return this.interpolated(this.context(before), token, fixed);
  }

  private interpolated(context: Tokens, token: string, fixed?: readonly number[]): number {
    const discounts = fixed ?? this.discounts(context.length + 1) ?? [0.5, 1, 1.5];
    const off = (count: number): number => (count === 0 ? 0 : discounts[Math.min(count, 3) - 1]);
    const lower = (): number =>
      context.length === 0 ? 1 / (this.vocabulary.length + 1) : this.interpolated(context.slice(1), token, fixed);
    const counts = this.vocabulary.map((next) => this.adjusted([...context, next]));
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total === 0) return lower();
    const count = this.vocabulary.includes(token) ? this.adjusted([...context, token]) : 0;
    const saved = counts.reduce((sum, count) => sum + off(count), 0);
    return (count - off(count)) / total + (saved / total) * lower();
  }
}
