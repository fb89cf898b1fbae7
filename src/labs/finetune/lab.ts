/** A model that goes on with texts learns to answer: from questions with their answers, of which only the answer counts.
 *  Read first: ../../models/alignment/turn-learner.ts, ../../models/pipeline/answers.ts, ../stages/answers.ts */
import { fineTuningTurns } from '../../models/pipeline/answers.ts';
import { answerStage, countOf, parts } from '../stages/answers.ts';
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
  steps: 500,
  lr: 0.001,
  knobs: {
    rows: perStep(24, 'Rows of questions with their answers in a step; as many share a row as fit.'),
    earlier: earlierKnob(8),
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
    const kinds = fineTuningTurns(format, questions.taught, random);
    const { facts, howTos, further } = questions.taught;
    return {
      data: `${countOf(kinds)} questions with their answers`,
      lesson: { learner: 'fine-tuning', lesson: { kinds, rows: settings.rows / parts, earlier } },
      texts: [...facts, ...howTos, ...further].map(({ question }) => question),
    };
  },

  tell: ({ before, after }) =>
    `facts right: ${percent(before.knowledge)} before, ${percent(after.knowledge)} after, ${percent(after.new_forms)} in new forms`,
});
