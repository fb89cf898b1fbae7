/** Twenty pairs, and whoever sits there says which answer is better. Read first: ./pairs.ts, ../lab.ts (asks) */
import type { Command, CommandOffer } from '../lab.ts';
import { finishOffer } from '../training.ts';
import type { Choice } from './pairs.ts';
import type { Preferred } from './preference-file.ts';

export const offers: readonly CommandOffer[] = [
  { name: 'a', key: 'A', label: 'is better' },
  { name: 'b', key: 'B', label: 'is better' },
  { name: 'skip', key: 'X', label: 'skip' },
  finishOffer,
];

export interface PairEvent extends Choice {
  readonly kind: 'pair';
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

export interface Picked {
  readonly preferences: readonly Preferred[];
  readonly skipped: number;
}

/** Asks pair after pair; `finish` ends it early. */
export function* pick(choices: readonly Choice[]): Generator<PairEvent, Picked, Command | undefined> {
  const preferences: Preferred[] = [];
  let skipped = 0;
  for (const [i, choice] of choices.entries()) {
    const said = yield* answerTo({ kind: 'pair', number: i + 1, of: choices.length, ...choice });
    if (said === finishOffer.name) break;
    const { question, a, b } = choice;
    if (said === 'a') preferences.push({ question, chosen: a, rejected: b });
    else if (said === 'b') preferences.push({ question, chosen: b, rejected: a });
    else skipped++;
  }
  return { preferences, skipped };
}

/** Asked again until it is one of the answers. */
function* answerTo(pair: PairEvent): Generator<PairEvent, string, Command | undefined> {
  for (;;) {
    const name = (yield pair)?.name;
    if (offers.some((offer) => offer.name === name)) return name!;
  }
}
