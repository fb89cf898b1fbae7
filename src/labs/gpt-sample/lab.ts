/** The next-token sampler over a network: prompt → attention → one draw → append, again. Read first: ./sampler.ts; the same over
 *  counts: ../sample/lab.ts */
import { defineLab, type NeuralContext } from '../lab.ts';
import { resultOf, speak } from '../sample/collect.ts';
import { openTextModel } from '../text-model.ts';
import { openedEvent, unknownTo } from './opened.ts';
import { type GptSampleEvent, gptSampleParams } from './params.ts';
import { type GptSampleResult, gptSampleResult } from './result.ts';
import { GptSampler } from './sampler.ts';
import { type GptSampleState, viewGptSample } from './view.ts';

export const gptSampleLab = defineLab({
  id: 'gpt-sample',
  title: 'Write with a tiny GPT',
  about:
    'A transformer goes on with your text, a token at a time. It looks at all that stands there, draws the next token, appends ' +
    'it, and looks again. It has read an invented little world: compare what it writes with what counts alone can do.',
  params: gptSampleParams,
  result: gptSampleResult,
  kernels: true,
  pace: 4,

  async *run(params, context): AsyncGenerator<GptSampleEvent, GptSampleResult> {
    const model = await openTextModel(params.weights, context as NeuralContext);
    yield openedEvent(model, await unknownTo(model, params, context.data));
    const sampler = new GptSampler(model, params);
    try {
      const steps = speak(sampler, params, context.rng);
      for (;;) {
        const { value, done } = steps.next();
        if (done) {
          const asked = { model: 'gpt' as const, weights: params.weights ?? null };
          return resultOf(params, value, asked, context.seed);
        }
        yield value.event;
      }
    } finally {
      sampler.end();
    }
  },

  start: (params): GptSampleState => ({ params, text: '' }),

  reduce(state, event): GptSampleState {
    if (event.kind === 'opened') return { ...state, opened: event };
    return { ...state, step: event, text: state.text + event.piece };
  },

  view: viewGptSample,
});
