/** How well a network reads a text that it never saw, as those who train on one long text judge it: cut into windows of a
 *  context each, every token of a window counts, also the first, of which nothing before it is seen.
 *  Left out: to draw windows at random, which comes to the same. Source: nanoGPT, train.py, `estimate_loss` (Karpathy 2022).
 *  Read first: ./reader.ts. Read next: ./language-model.ts, which gives each token as much before it as it can. */
import { logProbability } from './language-model.ts';
import type { Learned } from './network.ts';
import { Reader } from './reader.ts';

// #region windows
/** Mean surprise at a token, in nats. Yields the share that is done after each window.
 *  @param tokens more than a context */
export function* lossInWindows(model: Learned, tokens: Int32Array): Generator<number, number> {
  const reader = new Reader(model);
  const { context } = model.network;
  const windows = Math.floor((tokens.length - 1) / context);
  let nats = 0;
  try {
    for (let i = 0; i < windows; i++) {
      const from = i * context;
      const rows = reader.logits(tokens.subarray(from, from + context));
      for (let t = 0; t < context; t++) nats -= logProbability(rows[t], tokens[from + t + 1]);
      yield (i + 1) / windows;
    }
  } finally {
    reader.end();
  }
  return nats / (windows * context);
}
// #endregion
