/** Is a sentence new? The nearest one of the data, and how many words lie between them.
 *  Paper: Levenshtein 1966; Wagner & Fischer 1974 (the table). */
import { wordsOf } from '../../data/words.ts';

export interface Nearest {
  readonly sentence: string;
  /** Words to insert, drop or change; 0 is a copy. */
  readonly distance: number;
  /** For each word asked about: it stands in the nearest sentence too. */
  readonly kept: readonly boolean[];
}

/** The nearest of some sentences; the first of them when there is a tie. */
export function nearest(words: readonly string[], sentences: readonly string[]): Nearest {
  let best: Nearest | undefined;
  for (const sentence of sentences) {
    const found = compare(words, wordsOf(sentence));
    if (!best || found.distance < best.distance) best = { sentence, ...found };
  }
  return best!;
}

// #region distance
/** The fewest changes that make `b` of `a`, and the words of `a` that none of them touches.
 *
 *  compare(['a', 'red', 'hat'], ['a', 'hat']) → { distance: 1, kept: [true, false, true] } */
export function compare(a: readonly string[], b: readonly string[]): Pick<Nearest, 'distance' | 'kept'> {
  // cost[i][j]: from the first i words of a to the first j words of b
  const cost = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      cost[i][j] = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + change);
    }
  }
  const kept = a.map(() => false);
  for (let i = a.length, j = b.length; i > 0 && j > 0; ) {
    const change = a[i - 1] === b[j - 1] ? 0 : 1;
    if (cost[i][j] === cost[i - 1][j - 1] + change) {
      kept[--i] = change === 0;
      j--;
    } else if (cost[i][j] === cost[i - 1][j] + 1) i--;
    else j--;
  }
  return { distance: cost[a.length][b.length], kept };
}
// #endregion

/** A sentence in its pieces between spaces, told apart by whether the nearest one has them too. */
export function told(sentence: string, kept: readonly boolean[]): { word: string; kept: boolean }[] {
  let at = 0;
  return sentence.split(' ').map((word) => {
    const from = at;
    at += wordsOf(word).length;
    return { word, kept: kept.slice(from, at).every(Boolean) };
  });
}
