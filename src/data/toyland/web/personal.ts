/** Ways to find one person, all invented: telephone numbers, e-mail and street addresses. Most have the usual form; a few are
 *  written so that no pattern knows them, and some numbers only look like one. */
import type { Random } from '../../../nn/random.ts';
import { numbers } from '../facts.ts';
import type { Personal } from './page.ts';

const streets = ['Mill', 'Owl', 'Harbour', 'Plum', 'Long', 'Kettle', 'Garden', 'Bridge'];
const kinds = ['Lane', 'Street', 'Road', 'Square'];

const digits = (n: number, random: Random): string => Array.from({ length: n }, () => random.below(10)).join('');

/** A sentence on how to reach somebody, and what of it is personal. */
export function reach(name: string, random: Random): { sentence: string; personal: Personal[] } {
  const phone =
    random.below(2) === 0 ? `0555-${digits(6, random)}` : `+99 555 ${digits(3, random)} ${digits(3, random)}`;
  const email = `${name.toLowerCase().replace(' ', '.')}@${random.pick(['mail', 'post', 'people'])}.example`;
  const address = `${1 + random.below(80)} ${random.pick(streets)} ${random.pick(kinds)}`;
  switch (random.below(7)) {
    case 0:
      return { sentence: `Call ${name} at ${phone}.`, personal: [{ kind: 'phone', text: phone }] };
    case 1:
      return { sentence: `Write to ${name} at ${email}.`, personal: [{ kind: 'email', text: email }] };
    case 2:
      return { sentence: `You find ${name} at ${address}.`, personal: [{ kind: 'address', text: address }] };
    case 3:
      return {
        sentence: `To reach ${name}, call ${phone} or write to ${email}.`,
        personal: [
          { kind: 'phone', text: phone },
          { kind: 'email', text: email },
        ],
      };
    case 4:
      return {
        sentence: `Send a card to ${name} at ${address}, or call ${phone}.`,
        personal: [
          { kind: 'address', text: address },
          { kind: 'phone', text: phone },
        ],
      };
    case 5: {
      const hidden = email.replace('@', ' at ').replaceAll('.', ' dot ');
      return { sentence: `The mail of ${name} goes to ${hidden}.`, personal: [{ kind: 'email', text: hidden }] };
    }
    default: {
      const spoken = Array.from({ length: 6 }, () => numbers[random.below(10)]).join(' ');
      return { sentence: `Call ${name} and say nothing: ${spoken}.`, personal: [{ kind: 'phone', text: spoken }] };
    }
  }
}

/** Looks like a telephone number, and is none. */
export const orderNumber = (random: Random): string =>
  `The order number 0555-${digits(6, random)} is ready at the ${random.pick(streets).toLowerCase()} shop.`;
