/** What needs no watch: operations and bytes. */
import type { Gpt } from '../../models/gpt/decoder.ts';
import type { Way } from './curves.ts';

// #region operations
/** Multiplications and additions for one token, which is the last of so many. */
export function operationsAt({ network, vocabulary }: Gpt, way: Way, tokens: number): number {
  const all = (tokens: number): number => tokens * network.flops(vocabulary, tokens);
  // With the cache only what a longer text costs more than a shorter one.
  return way === 'reread' ? all(tokens) : all(tokens) - all(tokens - 1);
}
// #endregion

/** Two rows for each token and layer, four bytes a number. */
export const cacheBytes = (tokens: number, layers: number, width: number): number => 4 * 2 * tokens * layers * width;
