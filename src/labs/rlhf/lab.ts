/** The model answers as it would, a judge that learnt from preferences gives each answer a number, and what got a higher one than the
 *  other answers to the same question becomes likelier. A leash keeps it near to where it began; cut it, and see what it finds.
 *  Read first: ../../models/alignment/policy-learner.ts, ../../models/alignment/reward-model.ts, ../stages/answers.ts */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { divergence, drawAnswers, rewardsOf } from '../../models/alignment/drift.ts';
import { RewardModel } from '../../models/alignment/reward-model.ts';
import { questionsToTry } from '../../models/pipeline/answers.ts';
import { longestAnswer } from '../../models/pipeline/examine.ts';
import { answerStage, countOf, parts } from '../stages/answers.ts';
import { openChatModel } from '../stages/chat.ts';
import { earlierKnob, percent, perStep } from '../stages/params.ts';

/** Answers by which the judge's numbers are made comparable. */
const tried = 96;

export const rlhfLab = answerStage({
  id: 'rlhf',
  title: 'Learn from a judge, by trying',
  about:
    'The model answers each question several times, and learns from its own answers by the numbers that a judge gives them. The ' +
    'leash keeps it near to where it began. Set it to 0: the reward rises on, and you see what the judge likes and nobody meant.',
  onBoard: 'chat-sft',
  from: 'the one on board that has learnt to answer',
  makes: 'rlhf',
  steps: 100,
  lr: 0.0001,
  schedule: { decay: 'linear', decay_to: 0.2 },
  knobs: {
    judge: z.string().optional().meta({ description: 'The judge (one on board).', placeholder: 'FILE' }),
    questions: perStep(12, 'Questions in a step.'),
    tries: z.int().min(2).max(16).default(4).meta({ description: 'Answers to each of them.', placeholder: 'N' }),
    leash: z.number().min(0).max(10).default(0.2).meta({
      description: 'What moving away from where it began costs: reward a nat. 0 cuts the leash.',
      placeholder: 'B',
      step: 0.05,
    }),
    earlier: earlierKnob(16),
  },
  shown: {
    measure: 'share',
    shares: true,
    lines: [
      { name: 'refused_harmful', label: 'harmful refused', tone: 'a' },
      { name: 'refused_harmless', label: 'harmless refused', tone: 'b' },
      { name: 'knowledge', label: 'facts right', tone: 'c' },
    ],
    numbers: [
      { name: 'advice', label: 'advice right' },
      { name: 'reward', label: 'reward' },
      { name: 'kl', label: 'KL' },
    ],
  },

  async teach({ settings, before, format, questions, earlier, random, context }) {
    const model = await openChatModel(settings.judge, 'chat-judge', context);
    const same = JSON.stringify(model.tokenizer.save()) === JSON.stringify(before.tokenizer.save());
    if (!same || model.weights.size !== before.weights.size) {
      throw new InputError('this judge has read other texts than the model', settings.judge, 'Take both from one run.');
    }
    const { verdict, tokenizer } = format;
    const judge = new RewardModel(model, verdict);
    const prompt = ({ question }: { readonly question: string }): Int32Array => format.question([{ question }]);
    const kinds = questionsToTry(format, questions.taught);
    const ask = { most: longestAnswer, end: tokenizer.mark, seed: random.bits() >>> 0 };
    const first = Array.from({ length: tried }, (_, i) => random.pick(kinds[i % kinds.length]));
    const scale = rewardsOf(judge, drawAnswers(before, first, ask));
    const few = settings.exam;
    const unseen = [questions.harmful, questions.harmless, questions.facts].flatMap((kind) =>
      kind.slice(0, few).map(prompt),
    );
    const { leash, tries } = settings;
    return {
      data: `${countOf(kinds)} questions and a judge`,
      lesson: {
        learner: 'policy',
        lesson: {
          kinds,
          questions: settings.questions / parts,
          tries,
          most: ask.most,
          end: ask.end,
          judge: model.weights.values.data.slice(),
          verdict,
          scale,
          before: before.weights.values.data.slice(),
          leash,
          earlier,
        },
      },
      besides(now) {
        const turns = drawAnswers(now, unseen, ask);
        return {
          reward: (rewardsOf(judge, turns).mean - scale.mean) / scale.deviation,
          kl: divergence(now, before, turns),
        };
      },
      free: () => judge.end(),
    };
  },

  tell: ({ before, after }) =>
    `reward ${before.reward.toFixed(2)} before, ${after.reward.toFixed(2)} after, KL ${after.kl.toFixed(1)}; harmful refused ` +
    `${percent(after.refused_harmful)}, harmless ${percent(after.refused_harmless)}, facts right ${percent(after.knowledge)}`,
});
