/** A model that goes on with texts learns to answer: from questions with their answers, of which only the answer counts.
 *  Read first: ../../models/alignment/turn-learner.ts, ../../models/pipeline/answers.ts, ../stages/answers.ts */
import { fineTuningTurns } from '../../models/pipeline/answers.ts';
import { answerStage, parts } from '../stages/answers.ts';
import { earlierKnob, percent, perStep } from '../stages/params.ts';

export const finetuneLab = answerStage({
  id: 'finetune',
  title: 'Teach a model to answer',
  about:
    'The model has read all of Toyland and goes on with any text, a question too. Now it learns from questions with their answers. ' +
    'It is examined about people of whom it has only read, and in ways of asking that it never saw.',
  onBoard: 'chat-base',
  from: 'the one on board that has only read',
  makes: 'sft',
  steps: 250,
  lr: 0.0003,
  knobs: {
    batch: perStep(64, 'Questions with their answers in a step.'),
    earlier: earlierKnob(32),
  },
  shown: {
    measure: 'right',
    shares: true,
    lines: [
      { name: 'knowledge', label: 'facts', tone: 'a' },
      { name: 'new_forms', label: 'new forms', tone: 'b' },
      { name: 'advice', label: 'advice', tone: 'c' },
    ],
  },

  teach({ settings, format, questions, earlier, random }) {
    const { facts, howTos } = fineTuningTurns(format, questions.taught, random);
    const lesson = { kinds: [facts, howTos], turns: settings.batch / parts, earlier };
    return {
      data: `${facts.length + howTos.length} questions with their answers`,
      lesson: { learner: 'fine-tuning', lesson },
      texts: [...questions.taught.facts, ...questions.taught.howTos].map(({ question }) => question),
    };
  },

  tell: ({ before, after }) =>
    `facts right: ${percent(before.knowledge)} before, ${percent(after.knowledge)} after, ${percent(after.new_forms)} in new forms`,
});
