/** Every model of a pipeline is examined in the same questions, and what each stage gave and cost stands side by side.
 *  Read first: ./measure.ts, ../../models/pipeline/examine.ts. Read next: ./report.ts, ./targets.ts */
import { curriculum, toyland } from '../../models/pipeline/texts.ts';
import { type Context, defineLab, type NeuralContext } from '../lab.ts';
import { checkQuestion, heldOutOf } from '../stages/chat.ts';
import { percent } from '../stages/params.ts';
import { measure, parts } from './measure.ts';
import { openCandidates } from './models.ts';
import { type EvaluateResult, type Event, type Examined, params, result, type Stage } from './params.ts';
import { Rewards } from './rewards.ts';
import { type State, viewState } from './view.ts';

export const evaluateLab = defineLab({
  id: 'evaluate',
  title: 'What each stage of training gave and cost',
  about:
    'The models of all stages are asked the same questions, which none of them has learnt from. See what comes with which stage: ' +
    'answers, refusals, confidence. Ask about people who do not exist, and see whether it knows that it does not know.',
  params,
  result,
  kernels: true,

  async *run(given, context: Context): AsyncGenerator<Event, EvaluateResult> {
    const tools = context as NeuralContext;
    const { all, sft, judge, free } = await openCandidates(given, tools);
    const { origin } = sft;
    if (given.ask !== undefined) checkQuestion(sft, given.ask);
    const heldOut = await heldOutOf(given.held_out, origin.seed, tools);
    const questions = curriculum(origin.seed);
    const limit = given.exam ?? Number.POSITIVE_INFINITY;
    const rewards = new Rewards(judge, sft, questions, limit, context.seed);
    const by = { world: toyland(), questions, limit, own: given.ask, heldOut, rewards };
    const examined: Examined[] = [];
    try {
      yield { kind: 'begin', stages: all.map(({ stage }) => stage), held_out: heldOut.length };
      const of = all.reduce((sum, { stage }) => sum + parts(stage).length, 0);
      let done = 0;
      for (const candidate of all) {
        const { stage } = candidate;
        const steps = measure(candidate, by);
        for (;;) {
          const { value, done: over } = steps.next();
          if (over) {
            examined.push(value);
            yield { kind: 'examined', examined: value };
            break;
          }
          yield { kind: 'working', stage, part: value, share: done++ / of };
        }
      }
    } finally {
      rewards.end();
      free();
    }
    return { seed: context.seed, pipeline_seed: origin.seed, stages: examined };
  },

  start: (): State => ({ stages: [], examined: [] }),

  reduce(state, event): State {
    if (event.kind === 'begin') return { ...state, stages: event.stages };
    if (event.kind === 'working') return { ...state, working: { stage: event.stage, part: event.part } };
    return { ...state, working: undefined, examined: [...state.examined, event.examined] };
  },

  view: viewState,

  share: (event) => (event.kind === 'working' ? event.share : undefined),
  line: (event) => (event.kind === 'examined' ? event.examined : undefined),

  tell({ stages }) {
    const told = (stage: Stage): string => {
      const { knowledge, refused_harmful, refused_harmless } = stages.find((one) => one.stage === stage)!.scores;
      return (
        `${stage}: facts right ${percent(knowledge)}, harmful refused ${percent(refused_harmful)}, ` +
        `harmless ${percent(refused_harmless)}`
      );
    };
    return [told('base'), told('sft'), told('dpo')].join('; ');
  },
});
