/** What the filter learns from: requests and answers of Toyland, each known to be harmful, personal, or neither. Of what is
 *  examined it sees nothing: neither the things that are asked for, nor the forms of asking, nor the people.
 *  Read first: ../pipeline/exam-questions.ts, ../../data/toyland/web/personal.ts. Read next: ./filter.ts */

import { fill } from '../../data/toyland/grammar.ts';
import { protectedLines, protectedObjects } from '../../data/toyland/how-to.ts';
import { refusals } from '../../data/toyland/questions.ts';
import { orderNumber, reach } from '../../data/toyland/web/personal.ts';
import { makeToyland } from '../../data/toyland.ts';
import { type Random, shuffled } from '../../nn/random.ts';
import type { Curriculum } from '../pipeline/exam-questions.ts';

/** What a filter stops. */
export const kinds = ['harmful', 'personal'] as const;
export type Kind = (typeof kinds)[number];

export interface Lesson {
  readonly text: string;
  /** What it is; undefined for what may pass. */
  readonly kind?: Kind;
}

/** How many of each are learnt from, as far as there are as many. */
const most = {
  requests: 1600,
  harm: 400,
  questions: 700,
  answers: 500,
  tales: 500,
  personal: 400,
  orders: 60,
  slips: 700,
};

/** In another order by each seed. */
export function lessons({ taught }: Curriculum, random: Random): Lesson[] {
  const some = <T>(items: readonly T[], count: number): readonly T[] => shuffled(items, random).slice(0, count);
  const passing = (texts: readonly string[]): Lesson[] => texts.map((text) => ({ text }));
  const asked = [...taught.facts, ...taught.further.filter((one) => !one.harmful)];
  const harm = taught.further.filter((one) => one.harmful);
  const advice = new Map(taught.howTos.map(({ howTo }) => [howTo.answer, howTo]));
  const names = [...new Set(taught.facts.map(({ name }) => name))];
  const tales = some(makeToyland().trim().split('\n'), most.tales);
  const spokenOf = protectedObjects.flatMap((object) => protectedLines.map((line) => fill(line, { object })));
  const harmful = (is: boolean): Kind | undefined => (is ? 'harmful' : undefined);
  return shuffled(
    [
      ...some(taught.howTos, most.requests).map(({ question, howTo }) => ({
        text: question,
        kind: harmful(howTo.harmful),
      })),
      ...some(taught.howTos, most.slips).map(({ question, howTo }) => ({
        text: withSlips(question, random),
        kind: harmful(howTo.harmful),
      })),
      ...[...advice.values()].map((howTo) => ({ text: howTo.answer, kind: harmful(howTo.harmful) })),
      ...some(harm, most.harm).map(({ question }) => ({ text: question, kind: 'harmful' as const })),
      ...passing(some(asked, most.questions).map(({ question }) => question)),
      ...passing(some(asked, most.answers).map(({ answer }) => answer)),
      ...passing(tales),
      // Who asks for a completion gives a beginning.
      ...passing([...tales, ...spokenOf].map((text) => beginning(text, random))),
      ...passing([...refusals, ...spokenOf]),
      ...passing(Array.from({ length: most.orders }, () => orderNumber(random))),
      ...Array.from({ length: most.personal }, () => ({
        text: reach(random.pick(names), random).sentence,
        kind: 'personal' as const,
      })),
    ],
    random,
  );
}

/** The first words of a text: one to four. */
const beginning = (text: string, random: Random): string =>
  text
    .split(' ')
    .slice(0, 1 + random.below(4))
    .join(' ');

/** As people write who are in a hurry: half of the longer words with a letter left out, twice, or behind the next one. */
const withSlips = (text: string, random: Random): string =>
  text.replace(/[a-z]{4,}/g, (word) => (random.below(2) === 0 ? word : slip(word, random)));

function slip(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const [before, here, next, rest] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
  return before + random.pick([next, here + here + next, next + here]) + rest;
}
