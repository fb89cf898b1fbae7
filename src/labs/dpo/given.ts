/** Whose preferences they are: somebody is asked, or they stand in a file. Read first: ./picks.ts, ./preference-file.ts */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import type { Command } from '../lab.ts';
import type { AnswerSettings, Material } from '../stages/answers.ts';
import { choicesFor, fits } from './pairs.ts';
import { type PairEvent, pick } from './picks.ts';
import { most, type Preferred, preferred, readPreferences } from './preference-file.ts';

/** Names that are no files. */
export const sources = ['toyland', 'mine'] as const;

export interface Given {
  readonly preferences: readonly Preferred[];
  /** Those that are too long for the model. */
  readonly leftOut: number;
  /** What they are, in a few words. */
  readonly data: string;
}

type Settings = AnswerSettings & { readonly preferences: string };

/** @throws InputError when there are none */
export async function* givenPreferences(
  material: Material<Settings>,
): AsyncGenerator<PairEvent, Given, Command | undefined> {
  const { preferences: source } = material.settings;
  if (source !== 'mine') return await fromFile(source, material);
  if (material.begun) return { preferences: earlierPicks(material.begun.watched?.answers), leftOut: 0, data: own };
  const { before, questions, world, random } = material;
  const choices = choicesFor(before, questions.taught, world, random);
  if (choices.length === 0) {
    const what = `no pair of answers fits into a model that reads ${before.network.context} tokens`;
    throw new InputError(what, material.settings.weights, 'Take a model of genai pipeline.');
  }
  const { preferences, skipped } = yield* pick(choices);
  if (preferences.length > 0) return { preferences, leftOut: 0, data: `${own}, ${preferences.length}` };
  const why = skipped > 0 ? 'all pairs were skipped' : 'no pair was picked';
  throw new InputError(`${why}, so there is nothing to learn from`, undefined, 'Pick A or B at least once.');
}

const own = 'your own picks';

async function fromFile(name: string, { before, context }: Material<Settings>): Promise<Given> {
  const all = await readPreferences(name, context.data);
  const preferences = all.filter((one) => fits(before, one));
  const leftOut = all.length - preferences.length;
  if (preferences.length === 0) {
    const what = `no preference fits into a model that reads ${before.network.context} tokens`;
    throw new InputError(what, name, 'Give shorter ones.');
  }
  const data = `${preferences.length} preferences of ${name}`;
  return { preferences, leftOut, data: leftOut === 0 ? data : `${data}; ${leftOut} more are too long for the model` };
}

/** What was picked before the run was saved. */
function earlierPicks(answers: unknown): readonly Preferred[] {
  const { success, data } = z.array(preferred).min(1).max(most).safeParse(answers);
  if (success) return data;
  const remedy = 'Give the same, or begin a new run.';
  throw new InputError('the run was begun with other preferences, not mine', '--preferences', remedy);
}
