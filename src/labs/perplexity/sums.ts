/** Surprise added up, token by token, for several models at once; and the numbers that it comes to. */

/** How much a text surprised one model; null where that has no limit. */
export interface Measured {
  readonly tokens: number;
  readonly nats_per_token: number | null;
  readonly bits_per_token: number | null;
  readonly perplexity: number | null;
  /** Tokens that it held impossible. */
  readonly unseen: number;
}

/** Surprise so far, at each index that of one model. */
export interface Sums {
  readonly tokens: number;
  /** Of the tokens that it held possible. */
  readonly nats: readonly number[];
  /** Tokens that it held impossible: each one a surprise without limit. */
  readonly unseen: readonly number[];
}

export const noSums = (models: number): Sums => ({
  tokens: 0,
  nats: new Array<number>(models).fill(0),
  unseen: new Array<number>(models).fill(0),
});

// #region surprise
/** One token more. Its surprise is -ln p: none where it was certain,
 *  ln 2 (1 bit) for one of two equal chances, and without limit where
 *  it was held impossible.
 *  @param chances what each model gave the token that came */
export function add(sums: Sums, chances: readonly number[]): Sums {
  const nats = chances.map((p) => (p > 0 ? -Math.log(p) : 0));
  const unseen = chances.map((p) => (p > 0 ? 0 : 1));
  return {
    tokens: sums.tokens + 1,
    nats: nats.map((more, at) => sums.nats[at] + more),
    unseen: unseen.map((more, at) => sums.unseen[at] + more),
  };
}

/** The average of one model, and its perplexity: e^nats = 2^bits. */
export function measure({ tokens, nats, unseen }: Sums, at: number): Measured {
  const mean = tokens > 0 && unseen[at] === 0 ? nats[at] / tokens : null;
  return {
    tokens,
    nats_per_token: mean,
    bits_per_token: mean === null ? null : mean / Math.LN2,
    perplexity: mean === null ? null : Math.exp(mean),
    unseen: unseen[at],
  };
}
// #endregion

/** In bits; Infinity for the impossible. */
export const surprise = (p: number): number => (p > 0 ? -Math.log2(p) + 0 : Number.POSITIVE_INFINITY);
