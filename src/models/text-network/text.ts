/** Rows of text to learn from: what stands there, what follows, and what of it counts.
 *  Shapes: T time. */
import type { Random } from '../../nn/random.ts';

export interface TextSource {
  readonly vocabulary: number;
  /** Writes a row: T tokens, and for each the one that has to be predicted there; a negative one is not asked for. */
  draw(ids: Int32Array, targets: Int32Array, random: Random): void;
}

/** A place anywhere in one long text.
 *  @param tokens more than a row
 *  @param vocabulary their number
 *  @param ahead how far behind a token the one stands that has to be predicted there: any other than 1 is a mistake, and made
 *    on purpose in ../../labs/sabotage */
export function streamSource(tokens: Int32Array, vocabulary: number, ahead = 1): TextSource {
  return {
    vocabulary,
    draw(ids, targets, random) {
      const from = random.below(tokens.length - ids.length - ahead + 1);
      ids.set(tokens.subarray(from, from + ids.length));
      targets.set(tokens.subarray(from + ahead, from + ahead + ids.length));
    },
  };
}

/** One document a row, between two marks, from its beginning; what is longer than the row is cut. */
export function documentSource(documents: readonly Int32Array[], vocabulary: number, mark: number): TextSource {
  return {
    vocabulary,
    draw(ids, targets, random) {
      const document = documents[random.below(documents.length)];
      const length = Math.min(ids.length, document.length + 1);
      ids.fill(mark);
      targets.fill(-1);
      ids.set(document.subarray(0, length - 1), 1);
      for (let t = 0; t < length; t++) targets[t] = t < document.length ? document[t] : mark;
    },
  };
}
