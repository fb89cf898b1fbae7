/** Answers to many prompts, written side by side. Read first: ../serving/batch.ts */
import type { Random } from '../../nn/random.ts';
import type { Shaping } from '../decoding/shape.ts';
import { Batch } from '../serving/batch.ts';
import type { Decoder } from './decoder.ts';

export interface AnswerOptions {
  readonly shaping: Shaping;
  /** Chance for each text, so that none depends on which others are written beside it. */
  chance(text: number): Random;
  /** The token that ends an answer; it is its last one. */
  readonly end: number;
  /** Tokens of an answer at most. */
  readonly most: number;
  /** Texts side by side. */
  readonly together?: number;
}

// #region answers
/** @param prompts each with at least one token; with its answer it must fit into the context, or the answer is cut
 *  @returns the tokens of each answer */
export function answers(decoder: Decoder, prompts: readonly Int32Array[], options: AnswerOptions): Int32Array[] {
  const { shaping, chance, end, most, together = 32 } = options;
  const batch = new Batch(decoder, together);
  const given = prompts.map((): number[] => []);
  let next = 0;
  while (next < prompts.length || batch.active > 0) {
    for (; next < prompts.length && batch.room > 0; next++) {
      batch.add({ prompt: prompts[next], shaping, rng: chance(next), end, most });
    }
    // The batch numbers its texts as they come.
    for (const { text, token } of batch.step()) given[text].push(token);
  }
  return given.map((tokens) => Int32Array.from(tokens));
}
// #endregion
