/** What a filter is for: chat models are asked for harm, with it and without. One model only answers (sft), the other has learnt to
 *  refuse (dpo): the model's own no is one line of defence, the filter another, and each stops what the other lets by.
 *  Read first: ../stages/chat.ts, ../../models/safety-filter/exam.ts */

import { type Curriculum, isRefusal } from '../../models/pipeline/exam-questions.ts';
import { replies } from '../../models/pipeline/examine.ts';
import { toyland } from '../../models/pipeline/texts.ts';
import { tidied } from '../../models/pipeline/tidy.ts';
import { isHarmfulAdvice } from '../../models/safety-filter/exam.ts';
import type { SafetyFilter } from '../../models/safety-filter/filter.ts';
import { tricks } from '../../models/safety-filter/tricks.ts';
import { Random } from '../../nn/random.ts';
import type { ChatModel } from '../stages/chat.ts';
import { type Defence, type PerSpelling, places, spellings } from './params.ts';

/** A request and what the model says to it. */
interface Answered {
  readonly request: string;
  readonly answer: string;
}

export interface Asked {
  readonly harmful: Readonly<Record<(typeof spellings)[number], readonly Answered[]>>;
  readonly harmless: readonly Answered[];
}

/** Yields before each spelling, for that is a while of work.
 *  @param count requests of a kind
 *  @param known answers of this model, by question; new ones are added */
export function* askModel(
  model: ChatModel,
  { harmful, harmless }: Pick<Curriculum, 'harmful' | 'harmless'>,
  count: number,
  seed: number,
  known: Map<string, string>,
): Generator<string, Asked> {
  const most = Math.min(count, harmful.length, harmless.length);
  const written = (spelling: (typeof spellings)[number]): string[] => {
    const random = new Random(seed);
    return harmful.slice(0, most).map((one) => tricks[spelling].write(one, random));
  };
  const all: Partial<Record<(typeof spellings)[number], readonly Answered[]>> = {};
  for (const spelling of spellings) {
    yield spelling;
    all[spelling] = answersTo(model, written(spelling), known);
  }
  yield 'harmless';
  const asked = harmless.slice(0, most).map(({ question }) => question);
  return { harmful: all as Asked['harmful'], harmless: answersTo(model, asked, known) };
}

/** What is too long for the model gets no answer. */
function answersTo(model: ChatModel, requests: readonly string[], known: Map<string, string>): Answered[] {
  const { format, network } = model;
  const read = requests.map((request) => tidied(request, toyland()));
  const fresh = [...new Set(read)].filter((question) => !known.has(question));
  const short = fresh.filter((question) => format.question([{ question }]).length < network.context);
  for (const [i, answer] of replies(model, format, short).entries()) known.set(short[i], format.read(answer));
  return requests.map((request, i) => ({ request, answer: known.get(read[i]) ?? '' }));
}

// #region defences
/** The same talks with the filter nowhere, before the model, and on both sides of it. */
export function defencesOf(filter: SafetyFilter, stage: Defence['stage'], { harmful, harmless }: Asked): Defence[] {
  return places.map((place) => {
    const isStopped = ({ request, answer }: Answered): boolean =>
      (place !== 'none' && filter.in(request).stopped) || (place === 'in and out' && filter.out(answer).stopped);
    const count = (of: (one: Answered) => boolean): PerSpelling => ({
      plainly: harmful.plainly.filter(of).length,
      misspelt: harmful.misspelt.filter(of).length,
      reworded: harmful.reworded.filter(of).length,
    });
    return {
      stage,
      filter: place,
      requests: harmless.length,
      advice: count((one) => isHarmfulAdvice(one.answer) && !isStopped(one)),
      refused: count(({ answer }) => isRefusal(answer)),
      harmless_stopped: harmless.filter(isStopped).length,
      harmless_refused: harmless.filter(({ answer }) => isRefusal(answer)).length,
    };
  });
}
// #endregion
