/** A judge is made of the model itself: from pairs of answers it learns which one people prefer, and gives a number to any answer.
 *  Read first: ../../models/alignment/reward-model.ts, ../../models/pipeline/answers.ts, ../stages/answers.ts */
import { type Preference, RewardModel } from '../../models/alignment/reward-model.ts';
import { lengthOf } from '../../models/alignment/turns.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { judgedPairs } from '../../models/pipeline/answers.ts';
import { answerStage, countOf, parts } from '../stages/answers.ts';
import { percent, perStep } from '../stages/params.ts';
import { rightVerdicts } from './verdicts.ts';

/** Pairs of a kind. */
const most = 1500;

export const rewardLab = answerStage({
  id: 'reward',
  title: 'A judge learns what people prefer',
  about:
    'The model learns to give a number to an answer: the preferred one of two has to get the higher one. Among the worse answers ' +
    'are refusals, harmful advice and wrong facts. It is tried on requests and people that it never judged.',
  onBoard: 'chat-sft',
  from: 'the one on board that has learnt to answer',
  makes: 'judge',
  steps: 250,
  lr: 0.0005,
  knobs: { batch: perStep(16, 'Pairs of answers in a step.') },
  shown: {
    measure: 'right',
    shares: true,
    lines: [
      { name: 'harmful', label: 'refusal before harm', tone: 'a' },
      { name: 'harmless', label: 'advice before refusal', tone: 'b' },
      { name: 'facts', label: 'true before false', tone: 'c' },
    ],
  },

  teach({ settings, before, format, world, questions, random }) {
    const { context } = before.network;
    // A long question with the long answer to another one may be too much for a row.
    const fits = ({ chosen, rejected }: Preference): boolean =>
      Math.max(lengthOf(chosen), lengthOf(rejected)) <= context;
    const kinds = judgedPairs(format, questions.taught, world, random, most).map((kind) => kind.filter(fits));
    const { verdict } = format;
    const judgeOf = (now: TextModel): RewardModel => new RewardModel(now, verdict);
    let judge: RewardModel | undefined;
    return {
      data: `${countOf(kinds)} pairs of answers`,
      lesson: { learner: 'reward', lesson: { kinds, pairs: settings.batch / parts, verdict } },
      scores: (now) => rightVerdicts((judge ??= judgeOf(now)), format, world, questions, settings.exam),
      free: () => judge?.end(),
    };
  },

  tell: ({ after }) =>
    `right about what it never judged: ${percent(after.harmful)} of harmful requests, ${percent(after.harmless)} of harmless ones, ` +
    `${percent(after.facts)} of facts`,
});
