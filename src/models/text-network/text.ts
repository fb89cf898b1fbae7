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
 *  @param vocabulary their number */
export function streamSource(tokens: Int32Array, vocabulary: number): TextSource {
  return {
    vocabulary,
    draw(ids, targets, random) {
      const from = random.below(tokens.length - ids.length);
      ids.set(tokens.subarray(from, from + ids.length));
      targets.set(tokens.subarray(from + 1, from + 1 + ids.length));
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
