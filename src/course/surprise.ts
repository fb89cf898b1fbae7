/** What really came next, and by how much it surprised whoever had said before what might come: the learner, and models
 *  that read the same words. Surprise is −log2 p of what came, in bits. Unlike a spread (spread.ts) nothing is averaged
 *  over what else might have come, so a single guess may be lucky; the average over several is what compares.
 *  Everybody is held against the same rows, the words to choose from and "something else", so nobody is favoured. */
import { chancesOver, labelsOf, same, type Token } from './spread.ts';

/** One guess, held against what came. */
export interface NextScore {
  /** Who gave chances: you first, then the models. */
  readonly who: readonly string[];
  /** The words that were to choose from, and something else; `chances` in the order of `who`. */
  readonly rows: readonly { readonly label: string; readonly chances: readonly number[] }[];
  /** The token that came, and the row that it belongs to. */
  readonly came: string;
  readonly row: number;
  /** Surprise in bits, in the order of `who`; Infinity where it had no chance. */
  readonly bits: readonly number[];
}

/** Averages over several guesses. */
export interface Tally {
  readonly guesses: number;
  readonly who: readonly string[];
  /** Bits a guess, in the order of `who`. */
  readonly bits: readonly number[];
  /** Some surprise was larger than counts. */
  readonly capped: boolean;
}

export const learner = 'you';

/** In an average no surprise counts for more bits, or a single 0 % would make it infinite for good. 1 in 1024. */
export const mostBits = 10;

/** @param shares per cent for every word of `over`, then for something else
 *  @param beside what each model gave */
export function scoreNext(
  over: readonly string[],
  shares: readonly number[],
  came: string,
  beside: readonly { readonly name: string; readonly believed: readonly Token[] }[],
): NextScore {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const all = [shares.map((share) => share / total), ...beside.map(({ believed }) => chancesOver(over, believed))];
  const known = over.findIndex((word) => same(came, word));
  const row = known < 0 ? over.length : known;
  return {
    who: [learner, ...beside.map(({ name }) => name)],
    rows: labelsOf(over).map((label, index) => ({ label, chances: all.map((chances) => chances[index]) })),
    came: came.trim(),
    row,
    bits: all.map((chances) => bitsOf(chances[row])),
  };
}

/** 0.25 → 2 bits */
const bitsOf = (p: number): number => -Math.log2(p) + 0; // never -0

/** Guesses that were made beside the same models.
 *  @returns undefined when there is none */
export function tally(scores: readonly NextScore[]): Tally | undefined {
  const [first] = scores;
  if (!first) return undefined;
  const mean = (at: number): number =>
    scores.reduce((sum, { bits }) => sum + Math.min(mostBits, bits[at]), 0) / scores.length;
  return {
    guesses: scores.length,
    who: first.who,
    bits: first.who.map((_, at) => mean(at)),
    capped: scores.some(({ bits }) => bits.some((surprise) => surprise > mostBits)),
  };
}
