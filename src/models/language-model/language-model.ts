/** What every language model can be asked, whether it counts or computes: how likely was this text? All that is needed to
 *  measure it, and to hold a table of counts and a network against each other. Read next: ./score.ts */

export interface LanguageModel {
  /** Different tokens that it can predict, the end mark among them. */
  readonly vocabularySize: number;
  /** The tokens of a document as this model predicts them, one after the other, the end mark last; none when the document holds
   *  none. A token that is not in the vocabulary is -1. */
  encode(document: string): Int32Array;
  /** ln p of each token, given those of the document before it; for the first ones that is little or nothing.
   *  @param tokens a whole document, as `encode` gives it
   *  @returns as many numbers, 0 at most; -Infinity for a token that the model holds impossible */
  logProbabilities(tokens: Int32Array): Float64Array;
  /** The same in portions, as they are computed, of a model to which a long document is long work. */
  portions?(tokens: Int32Array): Iterable<Float64Array>;
}
