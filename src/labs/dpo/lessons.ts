/** What DPO learns from: pairs of answers, and how likely both were before.
 *  Read first: ../../models/alignment/dpo.ts, ../../models/pipeline/answers.ts, ./given.ts */
import type { Pair } from '../../models/alignment/dpo.ts';
import type { Preference } from '../../models/alignment/reward-model.ts';
import { scoreTurns } from '../../models/alignment/turns.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { preferences } from '../../models/pipeline/answers.ts';
import { crc32 } from '../../nn/checkpoint-format.ts';
import type { Command } from '../lab.ts';
import { type AnswerSettings, countOf, type Material, parts, type Taught } from '../stages/answers.ts';
import { givenPreferences } from './given.ts';
import { turnsOf } from './pairs.ts';
import type { PairEvent } from './picks.ts';
import { writePreferences } from './preference-file.ts';
import { asPicked, says, yoursOf } from './taste.ts';
import type { TasteEvent } from './view.ts';

export type OwnEvent = PairEvent | TasteEvent;

interface Settings extends AnswerSettings {
  readonly preferences: string;
  readonly batch: number;
  readonly beta: number;
  readonly likelihood: number;
}

/** Pairs of a kind. */
const most = 480;
/** Steps, if nobody says how many. */
export const usualSteps = 160;

/** Steps that are enough for so few pairs: each comes up again and again. */
const few = { pairs: 100, steps: 30 };

export function ofToyland(material: Material<Settings>): Taught {
  const { before, format, world, questions, random } = material;
  const { steps = usualSteps, batch } = material.settings;
  // How likely both answers were takes a while for each: no more than a short run can see.
  const count = Math.min(most, steps * batch);
  const kinds = measuredFrom(before, preferences(format, questions.taught, world, random, count));
  return { data: `${countOf(kinds)} pairs of answers`, lesson: lessonOf(kinds, material) };
}

/** Whoever has these preferences, somebody is asked or a file read. */
export async function* ofSomebody(material: Material<Settings>): AsyncGenerator<OwnEvent, Taught, Command | undefined> {
  const { before, format, questions } = material;
  const { preferences, leftOut, data } = yield* givenPreferences(material);
  const about = says(questions.taught);
  const yours = yoursOf(preferences, about);
  yield { kind: 'taste', yours };
  const file = new TextEncoder().encode(writePreferences(preferences));
  const pairs = preferences.map((one) => turnsOf(format, one));
  return {
    data,
    lesson: lessonOf(measuredFrom(before, [pairs]), material),
    steps: preferences.length < few.pairs ? few.steps : undefined,
    texts: preferences.flatMap(({ question, chosen, rejected }) => [question, chosen, rejected]),
    besides: asPicked(format, preferences),
    asks: (preferences.find((one) => about(one)?.[0] === 'knowledge') ?? preferences[0]).question,
    answers: preferences,
    mark: crc32(file),
    files: { 'preferences.ndjson': file },
    told: { taste: { left_out: leftOut, yours, preferences } },
  };
}

function lessonOf(kinds: readonly (readonly Pair[])[], { settings, earlier }: Material<Settings>): Taught['lesson'] {
  const { beta, likelihood, batch } = settings;
  return { learner: 'dpo', lesson: { kinds, pairs: batch / parts, beta, likelihood, earlier } };
}

/** How likely both answers of each pair were before. A kind that stands there twice is the same again. */
function measuredFrom(before: TextModel, kinds: readonly (readonly Preference[])[]): (readonly Pair[])[] {
  const known = new Map<readonly Preference[], readonly Pair[]>();
  for (const pairs of new Set(kinds)) {
    const [chosen, rejected] = (['chosen', 'rejected'] as const).map((which) =>
      scoreTurns(
        before,
        pairs.map((pair) => pair[which]),
      ),
    );
    known.set(
      pairs,
      pairs.map((pair, i) => ({ ...pair, reference: { chosen: chosen[i], rejected: rejected[i] } })),
    );
  }
  return kinds.map((pairs) => known.get(pairs)!);
}
