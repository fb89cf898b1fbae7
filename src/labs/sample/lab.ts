/** The next-token sampler: prompt → counts of what followed → one draw → append, again. */
import { generate } from '../../models/ngram/generate.ts';
import { MARK } from '../../models/ngram/vocabulary.ts';
import { defineLab } from '../lab.ts';
import { modelOf, predictorOf, unknownWords } from './learn.ts';
import { Collector, Narrator } from './narrate.ts';
import { type SampleEvent, type StepEvent, sampleParams } from './params.ts';
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
    const ids = model.encode(params.prompt);
    yield {
      kind: 'learned',
      tokens: model.counts.tokens,
      types: model.vocabulary.size,
      unknown: await unknownWords(model, params, context.data),
    };
    const predictor = await predictorOf(model, params, context.cache);
    const narrator = new Narrator(model, params, ids);
    const collector = new Collector(params);
    const tokens: SampleResult['tokens'] = [];
    let first: StepEvent | undefined;
    for (const step of generate(model, ids, params, context.rng, predictor)) {
      const event = narrator.tell(step);
      first ??= event;
      const more = collector.take(step.token, event.piece);
      yield event;
      if (step.token !== MARK) tokens.push({ token: event.pick.token, p: event.pick.p, order: event.order });
      if (!more) break;
    }
    const { order, candidates, total } = first!;
    return {
      prompt: params.prompt,
      text: params.prompt + collector.text,
      completion: collector.text,
      tokens,
      context: [...first!.context],
      order,
      candidates: [...candidates],
      total,
      corpus: params.corpus,
      seed: context.seed,
      finish_reason: collector.finish!,
    };
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
