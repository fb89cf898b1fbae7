/** What to do about n-grams that the corpus never had. Read next: ./maximum-likelihood.ts, ./add-k.ts, ./kneser-ney.ts */
import { AddK } from './add-k.ts';
import { KneserNey } from './kneser-ney.ts';
import { MaximumLikelihood } from './maximum-likelihood.ts';
import type { NgramModel, Smoothed } from './model.ts';

/** @param name `none`, `add-K` such as add-1 or add-0.1, or `kneser-ney` */
export function smooth(model: NgramModel, name: string): Smoothed {
  if (name === 'none') return new MaximumLikelihood(model);
  if (name === 'kneser-ney') return new KneserNey(model);
  const amount = Number(/^add-(.+)$/.exec(name)?.[1]);
  if (amount > 0) return new AddK(model, amount);
  throw new RangeError(`there is no smoothing ${name}`);
}
