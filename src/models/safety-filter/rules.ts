/** What has a form that can be written down: e-mail addresses, telephone numbers, street addresses, card numbers. A rule is sure
 *  of itself and knows nothing else: an order number that looks like a telephone number is one to it, and "ada at mail dot
 *  example" is not.
 *  Read first: ../collect/personal-data.ts. Read next: ./logistic.ts */
import { removePersonal } from '../collect/personal-data.ts';

export interface Found {
  readonly rule: 'card' | 'email' | 'phone' | 'address';
  readonly text: string;
}

/** Digits with at most one blank or dash between two. */
const longNumber = /(?<![\d+])(?<!\d[ -])[1-9](?:[ -]?\d){12,}(?!\d)/g;
/** Digits of a card number (ISO/IEC 7812). */
const [fewest, most] = [12, 19];

/** What the rules know of a text as `unmasked` gives it. */
export function foundIn(text: string): Found[] {
  const cards: Found[] = [];
  // What is that long and no card is no telephone number either.
  const rest = text.replace(longNumber, (number) => {
    if (isCard(number)) cards.push({ rule: 'card', text: number });
    return '#';
  });
  return [...cards, ...removePersonal(rest).removed.map(({ kind, text }) => ({ rule: kind, text }))];
}

// #region luhn
/** The last digit of a card number checks the others (Luhn 1954, US patent 2950048): every second digit from the right counts
 *  twice, and of what becomes 10 or more the digits are added; the sum ends in 0.
 *
 *  isCard('4539 1488 0343 6467') → true */
export function isCard(number: string): boolean {
  const digits = Array.from(number.replace(/\D/g, ''), Number).reverse();
  if (digits.length < fewest || digits.length > most) return false;
  const sum = digits.reduce((sum, digit, place) => {
    const counted = place % 2 ? 2 * digit : digit;
    return sum + (counted > 9 ? counted - 9 : counted);
  }, 0);
  return sum % 10 === 0;
}
// #endregion
