/** Everything that is measured of one model.
 *  Read first: ../../models/pipeline/examine.ts, ../../models/pipeline/belief.ts, ./rewards.ts */
import type { World } from '../../data/toyland/world.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { abstaining, answering, reliability, thinned } from '../../models/pipeline/belief.ts';
import { spaced } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { examine, replies } from '../../models/pipeline/examine.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import type { ChatModel } from '../stages/chat.ts';
import { numbersOf } from '../stages/params.ts';
import type { Candidate } from './models.ts';
import type { Examined, Example } from './params.ts';
import type { Rewards } from './rewards.ts';

/** What all of them are measured by. */
export interface Measure {
  readonly world: World;
  readonly questions: Curriculum;
  /** Questions of a kind at most. */
  readonly limit: number;
  readonly own?: string;
  readonly heldOut: readonly string[];
  readonly rewards: Rewards;
}

/** Points of a curve that are kept. */
const kept = 40;
/** Models that learnt to answer; of others nobody asks what a judge would say. */
const judged = ['sft', 'rlhf', 'dpo'];

/** Parts of the work, in the order in which they are done: it yields the name of each before. */
export const parts = (stage: string): string[] => [
  'questions',
  'held-out text',
  ...(judged.includes(stage) ? ['rewards'] : []),
];

export function* measure({ stage, from, model }: Candidate, by: Measure): Generator<string, Examined> {
  const { world, questions, limit, own, heldOut, rewards } = by;
  const { format } = model;
  const [first, second, last] = parts(stage);
  yield first;
  const { report, answers } = examine(model, format, world, questions, limit);
  const firsts = Object.entries(answers).flatMap(([kind, [one]]): Example[] => {
    if (!one) return [];
    const { question, answer, right } = one;
    return [{ kind: named(kind), question, answer, right }];
  });
  const { facts: people, ghosts: nobodies } = answers;
  const points = abstaining(people, nobodies);
  yield second;
  const judge = new NetworkLanguageModel(model, model.tokenizer);
  const { nats_per_token, bits_per_byte } = scoreLines(judge, heldOut.map(spaced));
  judge.end();
  if (last) yield last;
  const { questions: count, ...shares } = numbersOf(report);
  return {
    stage,
    from,
    parameters: model.weights.size,
    questions: count,
    scores: {
      ...shares,
      held_out_loss: nats_per_token ?? 0,
      held_out_bits_per_byte: bits_per_byte ?? 0,
      ...(last && rewards.of(model)),
    },
    calibration: reliability(
      people.map(({ belief }) => belief),
      people.map(({ right }) => right),
    ),
    abstaining: thinned(points, kept),
    abstaining_at_90: answering(0.9, points)!,
    examples: [...(own === undefined ? [] : [ownExample(model, own)]), ...firsts],
  };
}

function ownExample(model: ChatModel, question: string): Example {
  const [answer] = replies(model, model.format, [question]);
  return { kind: 'own', question, answer: model.format.read(answer), right: null };
}

/** newForms → new_forms */
const named = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
