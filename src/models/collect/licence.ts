/** May a page be copied into a collection? Only what it says itself can be asked; whether that is right, no program sees.
 *  Left out: laws, which differ from land to land and are not settled for this use. Read next: language.ts */

import type { Licence } from '../../data/toyland/web/page.ts';

/** Which pages are taken. */
export const licenceRules = ['free', 'non-commercial', 'any'] as const;
export type LicenceRule = (typeof licenceRules)[number];

/** What the words on a page allow; of several the strictest. Where none are, all rights are kept, in most lands. */
export function statedIn(words: string): Licence {
  if (/\ball rights reserved\b/i.test(words)) return 'reserved';
  if (/\bnon-?commercial\b/i.test(words)) return 'non-commercial';
  return /\bfree to (copy|use)\b|\bpublic domain\b/i.test(words) ? 'free' : 'unstated';
}

export function mayTake(stated: Licence, rule: LicenceRule): boolean {
  return rule === 'any' || stated === 'free' || (rule === 'non-commercial' && stated === rule);
}
