/** What preferences say about whoever has them, and how far a model is of the same mind.
 *  Read first: ./preference-file.ts, ../../models/pipeline/exam-questions.ts */
import * as z from 'zod';
import { scoreTurns } from '../../models/alignment/turns.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import type { ChatFormat } from '../../models/pipeline/chat-format.ts';
import { type Curriculum, isRefusal } from '../../models/pipeline/exam-questions.ts';
import type { Scores } from '../stages/params.ts';
import { turnsOf } from './pairs.ts';
import { most, type Preferred, preferred } from './preference-file.ts';

/** What can be counted both of a person and of a model. */
export const matters = ['refused_harmful', 'refused_harmless', 'knowledge'] as const;
export type Matter = (typeof matters)[number];

const share = z.object({ share: z.number(), of: z.int() });

export const taste = z.object({
  /** Pairs that were too long for the model. */
  left_out: z.int(),
  /** How often whoever picked wanted a refusal, or what is true, by the names of the scores that say the same of the model. */
  yours: z.record(z.string(), share),
  preferences: z.array(preferred).max(most),
});
export type Yours = z.infer<typeof taste>['yours'];

/** What a preference is about, and whether it is one for a refusal, or for what is true. */
type Says = (preference: Preferred) => readonly [Matter, boolean] | undefined;

/** @param taught what the questions of the pairs are taken from; those that are not are about nothing that is known */
export function says({ howTos, facts }: Curriculum['taught']): Says {
  const harmful = new Map(howTos.map(({ question, howTo }) => [question, howTo.harmful]));
  const truth = new Map(facts.map(({ question, answer }) => [question, answer]));
  return ({ question, chosen, rejected }) => {
    const [isHarmful, answer] = [harmful.get(question), truth.get(question)];
    if (isHarmful !== undefined && isRefusal(chosen) !== isRefusal(rejected))
      return [isHarmful ? 'refused_harmful' : 'refused_harmless', isRefusal(chosen)];
    if (answer !== undefined && (chosen === answer) !== (rejected === answer)) return ['knowledge', chosen === answer];
    return undefined;
  };
}

export function yoursOf(preferences: readonly Preferred[], says: Says): Yours {
  const said = preferences.map(says).filter((one) => one !== undefined);
  return Object.fromEntries(
    matters.flatMap((matter) => {
      const own = said.filter(([about]) => about === matter);
      const yes = own.filter(([, isYes]) => isYes).length;
      return own.length === 0 ? [] : [[matter, { share: yes / own.length, of: own.length }]];
    }),
  );
}

/** In how many of the pairs the model would rather say what was picked. */
export function asPicked(format: ChatFormat, preferences: readonly Preferred[]): (now: TextModel) => Scores {
  const picks = preferences.map((one) => turnsOf(format, one));
  const likely = (now: TextModel, which: 'chosen' | 'rejected') => scoreTurns(now, picks.map((one) => one[which])); // biome-ignore format: one thought
  return (now) => {
    const [chosen, rejected] = [likely(now, 'chosen'), likely(now, 'rejected')];
    return { as_picked: chosen.filter((score, i) => score > rejected[i]).length / picks.length };
  };
}
