/** Everything that is measured of one model.
 *  Read first: ../../models/pipeline/examine.ts, ../../models/pipeline/belief.ts, ../../models/alignment/drift.ts */
import type { World } from '../../data/toyland/world.ts';
import { divergence, drawAnswers, rewardsOf } from '../../models/alignment/drift.ts';
import type { RewardModel } from '../../models/alignment/reward-model.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { abstaining, answering, beliefs, reliability, thinned } from '../../models/pipeline/belief.ts';
import { spaced } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { examine, longestAnswer, replies } from '../../models/pipeline/examine.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import type { ChatModel } from '../stages/chat.ts';
import { numbersOf, type Scores } from '../stages/params.ts';
import type { Candidate } from './models.ts';
import type { Examined, Example } from './params.ts';

/** What all of them are measured by. */
export interface Measure {
  readonly world: World;
  readonly questions: Curriculum;
  /** Questions of a kind at most. */
  readonly limit: number;
  readonly own?: string;
  readonly heldOut: readonly string[];
  readonly judge: RewardModel;
  readonly sft: ChatModel;
  readonly seed: number;
}

/** Points of a curve that are kept. */
const kept = 40;
/** Questions of a kind to which answers are drawn for the judge. */
const drawn = 40;
/** Models that learnt to answer; of others nobody asks what a judge would say. */
const judged = ['sft', 'rlhf', 'dpo'];

/** Parts of the work, in the order in which they are done: it yields the name of each before. */
export const parts = (stage: string): string[] => [
  'questions',
  'belief',
  'held-out text',
  ...(judged.includes(stage) ? ['rewards'] : []),
];

export function* measure({ stage, from, model }: Candidate, by: Measure): Generator<string, Examined> {
  const { world, questions, limit, own, heldOut } = by;
  const { format } = model;
  const [first, second, third, last] = parts(stage);
  yield first;
  const { report, answers } = examine(model, format, world, questions, limit);
  const firsts = Object.entries(answers).flatMap(([kind, [one]]): Example[] =>
    one ? [{ kind: named(kind), ...one }] : [],
  );
  yield second;
  const believed = (which: 'facts' | 'ghosts') => {
    const asked = answers[which];
    const belief = beliefs(model, format, asked.map(({ question }) => question)); // biome-ignore format: one thought
    return asked.map(({ right }, i) => ({ belief: belief[i], right }));
  };
  const [people, nobodies] = [believed('facts'), believed('ghosts')];
  const points = abstaining(people, nobodies);
  yield third;
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
      ...(last && rewards(model, by)),
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

/** Of answers that are drawn, to as many questions of each kind: the reward in deviations from what sft gets, and how far from
 *  sft they are. */
function rewards(model: ChatModel, { questions, limit, judge, sft, seed }: Measure): Scores {
  const kinds = [questions.harmful, questions.harmless, questions.facts];
  const count = Math.min(limit, drawn, ...kinds.map(({ length }) => length));
  const { format } = sft;
  const prompts = kinds.flatMap((kind) => kind.slice(0, count).map(({ question }) => format.question([{ question }])));
  const ask = { most: longestAnswer, end: format.tokenizer.mark, seed };
  const turns = drawAnswers(model, prompts, ask);
  const scale = rewardsOf(judge, drawAnswers(sft, prompts, ask));
  return {
    reward: (rewardsOf(judge, turns).mean - scale.mean) / (scale.deviation || 1),
    kl: divergence(model, sft, turns),
  };
}

/** newForms → new_forms */
const named = (kind: string): string => kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
