/** Of two answers people prefer one; the model moves towards it, measured from where it was. Whose preferences they are is a knob:
 *  those of Toyland, one's own, or what stands in a file.
 *  Read first: ../../models/alignment/dpo.ts, ../stages/answers.ts. Read next: ./lessons.ts, ./given.ts */
import * as z from 'zod';
import type { Lab } from '../lab.ts';
import { answerStage } from '../stages/answers.ts';
import { earlierKnob, percent, perStep, type StageEvent, type StageResult, stageResult } from '../stages/params.ts';
import { sources } from './given.ts';
import { type OwnEvent, ofSomebody, ofToyland, usualSteps } from './lessons.ts';
import { offers } from './picks.ts';
import { taste } from './taste.ts';
import { pairView, type State, tasteView } from './view.ts';

const knobs = {
  preferences: z.string().min(1).default('toyland').meta({
    description: 'Whose: of toyland, mine (you pick, twenty times), or a FILE of {"question", "chosen", "rejected"}.',
    placeholder: 'WHOSE|FILE',
    suggestions: sources,
    form: 'toyland, mine, or a file',
  }),
  steps: z.int().min(1).max(100_000).optional().meta({
    description: 'Steps of training (160; 30 where there are fewer than 100 preferences).',
    placeholder: 'N',
    step: 10,
  }),
  batch: perStep(24, 'Pairs of answers in a step.'),
  beta: z.number().min(0.01).max(5).default(0.3).meta({
    description: 'Leash: the smaller, the further it may go from where it was.',
    placeholder: 'B',
    step: 0.1,
  }),
  likelihood: z.number().min(0).max(5).default(2).meta({
    description: 'Weight of the preferred answer by itself; with 0 both answers may become unlikely.',
    placeholder: 'X',
    step: 0.5,
  }),
  earlier: earlierKnob(12),
};

const stage = answerStage<typeof knobs, OwnEvent>({
  id: 'dpo',
  title: 'Learn what people prefer, directly',
  about:
    'To each question there are two answers, and one is preferred: in Toyland a refusal where advice would do harm, and else the ' +
    'answer. No judge, no trying: the preferred one becomes likelier than the other. Watch whether it refuses too much, or forgets ' +
    'facts; and pick yourself (preferences mine): it follows any taste.',
  onBoard: 'chat-sft',
  from: 'the one on board that has learnt to answer',
  makes: 'dpo',
  steps: usualSteps,
  lr: 0.0002,
  knobs,
  shown: {
    measure: 'share',
    shares: true,
    lines: [
      { name: 'refused_harmful', label: 'harmful refused', tone: 'a' },
      { name: 'refused_harmless', label: 'harmless refused', tone: 'b' },
      { name: 'knowledge', label: 'facts right', tone: 'c' },
    ],
  },

  teach: (material) => (material.settings.preferences === 'toyland' ? ofToyland(material) : ofSomebody(material)),

  tell: ({ before, after }) =>
    `harmful requests refused: ${percent(before.refused_harmful)} before, ${percent(after.refused_harmful)} after; ` +
    `harmless ${percent(after.refused_harmless)}; facts right ${percent(after.knowledge)}`,
});

const result = stageResult.extend({
  /** Where the preferences are not those of Toyland. */
  taste: taste.optional(),
});

export const dpoLab = {
  ...stage,
  result,

  asks: (event: OwnEvent | StageEvent) => (event.kind === 'pair' ? offers : undefined),

  reduce(state: State, event: OwnEvent | StageEvent): State {
    // What is asked again is the same picture.
    if (event.kind === 'pair') return state.pair?.number === event.number ? state : { ...state, pair: event };
    if (event.kind === 'taste') return { ...state, pair: undefined, taste: event };
    return stage.reduce(state, event) as State;
  },

  view: (state: State, size) =>
    state.pair ? pairView(state.pair, size) : state.taste ? tasteView(state, size) : stage.view(state, size),

  line(event: OwnEvent | StageEvent) {
    if (event.kind === 'taste') return undefined;
    if (event.kind !== 'pair') return stage.line!(event);
    const { number: pair, of, question, a, b } = event;
    return { pair, of, question, a, b };
  },

  tell(end: StageResult & z.infer<typeof result>) {
    const told = stage.tell!(end);
    if (!end.taste || end.diverged) return told;
    const { before, after } = end;
    return `what was picked it would say: ${percent(before.as_picked)} before, ${percent(after.as_picked)} after; ${told}`;
  },
} as Lab;
