/** One belief, shaped in many ways. Read first: ../../models/decoding/shape.ts */
import type { Shaping } from '../../models/decoding/shape.ts';
import { choose } from '../../models/text-network/generate.ts';
import { numbersIn } from '../number-list.ts';
import { type Params, type Token, temperatureList, type Way } from './params.ts';

const asItIs: Shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

export interface Named extends Shaping {
  readonly name: string;
}

/** @throws InputError when the temperatures are none */
export function shapingsOf({ temperatures, top_k, top_p, min_p }: Params): Named[] {
  return [
    ...numbersIn(temperatures, temperatureList).map((temperature) => ({
      ...asItIs,
      name: `T ${temperature}`,
      temperature,
    })),
    { ...asItIs, name: `top-k ${top_k}`, top_k },
    { ...asItIs, name: `top-p ${short(top_p)}`, top_p },
    { ...asItIs, name: `min-p ${short(min_p)}`, min_p },
  ];
}

/** ".8", so that it fits over a column. */
const short = (share: number): string => String(share).replace(/^0(?=\.)/, '');

/** Tokens that are named; all else is counted together. */
const named = 12;

/** @param logits of the next token
 *  @param tell a token as text */
export function shapeAs(shaping: Named, logits: ArrayLike<number>, tell: (token: number) => Token): Way {
  const { tokens, probabilities } = choose(logits, shaping);
  const candidates = Array.from(tokens.subarray(0, named), (token, i) => ({ ...tell(token), p: probabilities[i] }));
  return {
    ...shaping,
    entropy_bits: entropy(probabilities),
    kept: probabilities.reduce((count, p) => count + (p > 0 ? 1 : 0), 0),
    candidates,
    others: probabilities.subarray(named).reduce((sum, p) => sum + p, 0),
    texts: [],
  };
}

// #region entropy
/** In bits: the mean surprise at what comes. */
export function entropy(probabilities: ArrayLike<number>): number {
  let bits = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if (probabilities[i] > 0) bits -= probabilities[i] * Math.log2(probabilities[i]);
  }
  return Math.max(0, bits);
}
// #endregion
