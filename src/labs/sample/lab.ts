/** The next-token sampler: prompt → counts of what followed → one draw → append, again. */
import { defineLab } from '../lab.ts';
import { resultOf, speak } from './collect.ts';
import { modelOf, namedModel, predictorOf, unknownWords } from './learn.ts';
import { ngramSampler } from './ngram-sampler.ts';
import { type SampleEvent, sampleParams } from './params.ts';
import { type SampleResult, sampleResult } from './result.ts';
import { type SampleState, viewSample } from './view.ts';

export const sampleLab = defineLab({
  id: 'sample',
  title: 'Predict the next token',
  about:
    'A model that only counts: which token followed which in a text. It looks at the last few tokens, draws the next one, ' +
    'appends it, and looks again. Watch the bars change with every token, and what temperature does to them.',
  params: sampleParams,
  result: sampleResult,
  pace: 4,

  async *run(params, context): AsyncGenerator<SampleEvent, SampleResult> {
    const learning = modelOf(params, context);
    let read = await learning.next();
    for (; !read.done; read = await learning.next()) yield { kind: 'reading', bytes: read.value };
    const model = read.value;
    yield {
      kind: 'learned',
      tokens: model.counts.tokens,
      types: model.vocabulary.size,
      unknown: await unknownWords(model, params, context.data),
    };
    const sampler = ngramSampler(model, params, await predictorOf(model, params, context.cache));
    const steps = speak(sampler, params, context.rng);
    for (;;) {
      const { value, done } = steps.next();
      if (done) return resultOf(params, value, namedModel(model, params), context.seed) as SampleResult;
      yield value.event;
    }
  },

  start: (params): SampleState => ({ params, read: 0, text: '', steps: 0 }),

  reduce(state, event): SampleState {
    switch (event.kind) {
      case 'reading':
        return { ...state, read: event.bytes };
      case 'learned':
        return { ...state, learned: event };
      case 'step':
        return { ...state, step: event, text: state.text + event.piece, steps: state.steps + 1 };
    }
  },

  view: viewSample,
});
