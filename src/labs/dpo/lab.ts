/** Of two answers people prefer one; the model moves towards it, measured from where it was.
 *  Read first: ../../models/alignment/dpo.ts, ../../models/pipeline/answers.ts, ../stages/answers.ts */
import * as z from 'zod';
import type { Pair } from '../../models/alignment/dpo.ts';
import type { Preference } from '../../models/alignment/reward-model.ts';
import { scoreTurns } from '../../models/alignment/turns.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { preferences } from '../../models/pipeline/answers.ts';
import { answerStage, countOf, parts } from '../stages/answers.ts';
import { earlierKnob, percent, perStep } from '../stages/params.ts';

export const dpoLab = answerStage({
  id: 'dpo',
  title: 'Learn what people prefer, directly',
  about:
    'To each question there are two answers, and one is preferred: a refusal where advice would do harm, and else the answer. No ' +
    'judge, no trying: the preferred one becomes likelier than the other. Watch whether it refuses too much, or forgets facts.',
  onBoard: 'chat-sft',
  from: 'the one on board that has learnt to answer',
  makes: 'dpo',
  steps: 100,
  lr: 0.0002,
  knobs: {
    batch: perStep(24, 'Pairs of answers in a step.'),
    beta: z.number().min(0.01).max(5).default(0.3).meta({
      description: 'Leash: the smaller, the further it may go from where it was.',
      placeholder: 'B',
      step: 0.1,
    }),
    likelihood: z.number().min(0).max(5).default(1).meta({
      description: 'Weight of the preferred answer by itself; with 0 both answers may become unlikely.',
      placeholder: 'X',
      step: 0.5,
    }),
    earlier: earlierKnob(12),
  },
  shown: {
    measure: 'share',
    shares: true,
    lines: [
      { name: 'refused_harmful', label: 'harmful refused', tone: 'a' },
      { name: 'refused_harmless', label: 'harmless refused', tone: 'b' },
      { name: 'knowledge', label: 'facts right', tone: 'c' },
    ],
  },

  teach({ settings, before, format, questions, earlier, random }) {
    const { beta, likelihood, batch } = settings;
    const kinds = measuredFrom(before, preferences(format, questions.taught, random, most));
    const lesson = { kinds, pairs: batch / parts, beta, likelihood, earlier };
    return { data: `${countOf(kinds)} pairs of answers`, lesson: { learner: 'dpo', lesson } };
  },

  tell: ({ before, after }) =>
    `harmful requests refused: ${percent(before.refused_harmful)} before, ${percent(after.refused_harmful)} after; ` +
    `harmless ${percent(after.refused_harmless)}; facts right ${percent(after.knowledge)}`,
});

/** Pairs of a kind. */
const most = 480;

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
