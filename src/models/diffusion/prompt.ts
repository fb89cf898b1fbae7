/** A prompt for a network: which words are in it, whatever their order ("bag of words"). A prompt without words stands for any
 *  picture.
 *  Left out: word order and grammar; two subjects in one prompt. Read next: ./unet.ts
 *  Shapes: B batch, V words of the vocabulary, E embedding. */
import type { Tensor } from '../../nn/graph.ts';
import { uniform, zeros } from '../../nn/initialise.ts';
import { linearLayer, linearParameters } from '../../nn/layers.ts';
import { silu } from '../../nn/ops/activations.ts';
import type { Parameter, Weights } from '../../nn/parameters.ts';

/** Words as places in the vocabulary; those that are not in it are left out. */
export const placesOf = (words: readonly string[], vocabulary: readonly string[]): readonly number[] =>
  words.map((word) => vocabulary.indexOf(word)).filter((place) => place >= 0);

/** Writes one row of V numbers into `out` from place `at` on: 1 for each word of the prompt, else 0. */
export function writeBag(
  out: Float32Array | Float64Array,
  at: number,
  words: readonly number[],
  vocabularySize: number,
): void {
  out.fill(0, at, at + vocabularySize);
  for (const word of words) {
    if (!(word >= 0 && word < vocabularySize)) throw new Error(`no word has the number ${word}`);
    out[at + word] = 1;
  }
}

// #region prompt
export function promptParameters(vocabularySize: number, embedding: number): Parameter[] {
  return [
    // Words begin far apart from each other, so that the network hears them from the first step.
    { name: 'words.weight', shape: [vocabularySize, embedding], initial: uniform(1) },
    { name: 'words.bias', shape: [embedding], initial: zeros },
    ...linearParameters('prompt', embedding, embedding),
  ];
}

/** bags [B, V] → [B, E] */
export const encodePrompt = (bags: Tensor, weights: Weights): Tensor =>
  linearLayer(silu(linearLayer(bags, weights, 'words')), weights, 'prompt');
// #endregion
