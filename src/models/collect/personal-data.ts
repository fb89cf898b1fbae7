/** Takes out what finds one person: e-mail addresses, telephone numbers, street addresses. A mark says that something stood
 *  there. It knows them by their usual form alone: "ada at people dot example", numbers in words, "the third house behind the mill"
 *  go through, and an order number that looks like a telephone number goes. Names stay: they are what these texts are about.
 *  Left out: models that find names, checking who is meant. Read next: split.ts */

import type { Personal, PersonalKind } from '../../data/toyland/web/page.ts';

// #region personal
const patterns: readonly { readonly kind: PersonalKind; readonly pattern: RegExp }[] = [
  { kind: 'email', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g },
  { kind: 'phone', pattern: /(?<![\w-])(?:\+\d{1,3}[ -]?|0)\d{2,4}(?:[ -]?\d{3,6}){1,3}(?![\w-])/g },
  { kind: 'address', pattern: /\b\d{1,4} (?:[A-Z][a-z]+ ){1,3}(?:Street|Lane|Road|Square)\b/g },
];

/** The text with a mark in place of each: "Call <phone>." */
export function removePersonal(text: string): { text: string; removed: Personal[] } {
  const removed: Personal[] = [];
  for (const { kind, pattern } of patterns) {
    text = text.replace(pattern, (found) => {
      removed.push({ kind, text: found });
      return `<${kind}>`;
    });
  }
  return { text, removed };
}
// #endregion
