/** Surprise added up, token by token, for several models at once; and the numbers that it comes to. */
import type { Measured } from './params.ts';

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
/** One token more. Its surprise is -ln p: none where it was certain, ln 2 nats (1 bit) for one of two equal chances, and
 *  without limit where it was held impossible.
 *  @param chances what each model gave the token that came */
export function add(sums: Sums, chances: readonly number[]): Sums {
  return {
    tokens: sums.tokens + 1,
    nats: chances.map((p, at) => sums.nats[at] + (p > 0 ? -Math.log(p) : 0)),
    unseen: chances.map((p, at) => sums.unseen[at] + (p > 0 ? 0 : 1)),
  };
}

/** The average surprise, and its perplexity e^nats = 2^bits: as unsure as between so many equally likely tokens. */
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

export const together = (a: Sums, b: Sums): Sums => ({
  tokens: a.tokens + b.tokens,
  nats: a.nats.map((nats, at) => nats + b.nats[at]),
  unseen: a.unseen.map((unseen, at) => unseen + b.unseen[at]),
});

/** In bits; Infinity for the impossible. */
export const surprise = (p: number): number => (p > 0 ? -Math.log2(p) + 0 : Number.POSITIVE_INFINITY);
