/** Scores a guessed distribution against the model's own, in bits.
 *  Surprise is the cross-entropy Σ p·−log2 q: what the model's draws would surprise somebody who believes q. It is never
 *  below the entropy Σ p·−log2 p, which even the model cannot avoid; the gap between them is what the learner did not know. */

export interface SpreadScore {
  readonly rows: readonly { readonly label: string; readonly given: number; readonly actual: number }[];
  /** Bits; Infinity when something that happens was given no chance. */
  readonly surprise: number;
  readonly entropy: number;
  /** Labels of what happens although it was given 0 %. */
  readonly impossible: readonly string[];
}

export const somethingElse = 'something else';

/** A token and the chance that a model gives it. */
export interface Token {
  readonly token: string;
  readonly p: number;
}

/** @param shares per cent for every word of `over`, then for something else
 *  @param actual the model's distribution, as far as it is listed; what is not in `over` is something else */
export function scoreSpread(over: readonly string[], shares: readonly number[], actual: readonly Token[]): SpreadScore {
  const labels = labelsOf(over);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const rows = chancesOver(over, actual).map((p, index) => ({
    label: labels[index],
    given: shares[index] / total,
    actual: p,
  }));
  return {
    rows,
    surprise: bits(rows, ({ given }) => given),
    entropy: bits(rows, ({ actual }) => actual),
    impossible: rows.filter(({ given, actual }) => given === 0 && actual > 0).map(({ label }) => label),
  };
}

/** The words to choose from, and something else. */
export const labelsOf = (over: readonly string[]): string[] => [...over, somethingElse];

/** What a model gives each word, and then everything else. */
export function chancesOver(over: readonly string[], believed: readonly Token[]): number[] {
  const chances = over.map((word) => believed.reduce((sum, { token, p }) => (same(token, word) ? sum + p : sum), 0));
  const rest = 1 - chances.reduce((sum, p) => sum + p, 0);
  return [...chances, rest < 1e-9 ? 0 : rest];
}

type Row = SpreadScore['rows'][number];

function bits(rows: readonly Row[], believed: (row: Row) => number): number {
  const sum = rows.reduce((sum, row) => (row.actual > 0 ? sum - row.actual * Math.log2(believed(row)) : sum), 0);
  return sum + 0; // never -0
}

/** Models on words keep a token's space, " mat"; a lesson need not. */
export const same = (token: string, word: string): boolean => token === word || token.trim() === word;

/** A share for a person, with more places where it is small: 0.34 → 34 %, 0.021 → 2.1 % */
export const percent = (share: number): string => `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
