/** What a transformer saves when it keeps what it has computed. Read first: ../../models/gpt/decoder.ts, ./writers.ts */
import { NetworkConfigSchema } from '../../models/gpt/config.ts';
import type { Gpt } from '../../models/gpt/decoder.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { decodeTokens } from '../../models/tokenizer/tokenizer.ts';
import type { Kernels } from '../../nn/kernels/kernels.ts';
import { ParameterSet } from '../../nn/parameters.ts';
import type { Random } from '../../nn/random.ts';
import { type Context, defineLab, type MeasuringContext, type NeuralContext } from '../lab.ts';
import { openTextModel } from '../text-model.ts';
import { cacheBytes, operationsAt } from './counted.ts';
import { startCurves, totalOf, type Way, withStretch } from './curves.ts';
import { type Cost, type Event, type Params, params, type Result, result } from './params.ts';
import { type State, viewState } from './view.ts';
import { Writers } from './writers.ts';

export const kvCacheLab = defineLab({
  id: 'kv-cache',
  title: 'Keep what was computed: the KV cache',
  about:
    'A transformer writes the same text twice: once it reads everything again for each token, once it keeps the keys and values ' +
    'of the tokens that it has read. What does the next token cost, the longer the text is, and what does keeping cost?',
  params,
  result,
  kernels: true,
  measures: true,

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result> {
    const { seed, clock, rng } = context as NeuralContext & MeasuringContext;
    const { model, prompt, textOf, free } = await subject(settings, context as NeuralContext, rng);
    const { config } = model.network;
    const { context: longest, width, layers, heads } = config;
    const length = Math.min(settings.length, longest);
    const parameters = model.weights.size;
    const writers = new Writers(model, prompt, seed, clock);
    let curves = startCurves;
    let text = '';
    let same = true;
    try {
      const last_operations = {
        cached: operationsAt(model, 'cached', length),
        reread: operationsAt(model, 'reread', length),
      };
      yield { kind: 'begin', parameters, length, width, layers, heads, last_operations };
      for (let round = 1; round <= settings.rounds; round++) {
        for (const { drawn, ...stretch } of writers.round(length)) {
          same &&= stretch.same;
          text = textOf(drawn);
          curves = withStretch(curves, stretch);
          const share = (round - 1 + stretch.length / length) / settings.rounds;
          yield { kind: 'stretch', round, ...stretch, text, share };
        }
      }
    } finally {
      writers.end();
      free();
    }
    const costOf = (way: Way): Cost => {
      const times = curves[way];
      return {
        first_ms: times[0],
        last_ms: times.at(-1)!,
        total_ms: totalOf(curves, way),
        last_operations: operationsAt(model, way, length),
        operations: Array.from({ length }, (_, i) => operationsAt(model, way, i + 1)).reduce((a, b) => a + b, 0),
      };
    };
    const costs = { cached: costOf('cached'), reread: costOf('reread') };
    return {
      seed,
      parameters,
      length,
      ...costs,
      times_faster: costs.reread.total_ms / costs.cached.total_ms,
      times_faster_last: costs.reread.last_ms / costs.cached.last_ms,
      cache_bytes: cacheBytes(length, layers, width),
      same,
      text,
    };
  },

  start: (params): State => ({ params, curves: startCurves, text: '', same: true }),

  reduce(state, event): State {
    if (event.kind === 'begin') return { ...state, begin: event };
    const { round, text, same } = event;
    return { ...state, curves: withStretch(state.curves, event), round, text, same: state.same && same };
  },

  view: viewState,

  share: (event) => (event.kind === 'stretch' ? event.share : undefined),

  line(event) {
    if (event.kind === 'begin') return undefined;
    const { round, length, cached, reread, same } = event;
    return { round, length, cached_ms: cached, reread_ms: reread, same };
  },

  passes: ({ same }) => same,
});

interface Subject {
  readonly model: Gpt;
  readonly prompt: readonly number[];
  textOf(tokens: readonly number[]): string;
  free(): void;
}

/** Letters and digits stand for the tokens of a network that knows none. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-';

async function subject(settings: Params, context: NeuralContext, rng: Random): Promise<Subject> {
  if (settings.model === 'random') return randomModel(settings, context.kernels, rng);
  const model = await openTextModel(undefined, context);
  const { tokenizer } = model;
  // At most half a context, so that something is left to write.
  const known = Array.from(tokenizer.encode(settings.prompt.trimEnd())).filter((token) => token >= 0);
  const prompt = [tokenizer.mark, ...known.slice(0, model.network.context >> 1)];
  const shown = decodeTokens(tokenizer, prompt);
  const textOf = (tokens: readonly number[]): string => {
    const lines = tokens.map((token) => (token === tokenizer.mark ? ' ·' : decodeTokens(tokenizer, [token])));
    return shown + lines.join('');
  };
  return { model, prompt, textOf, free: () => {} };
}

function randomModel({ length, width, layers, heads }: Params, kernels: Kernels, rng: Random): Subject {
  const network = new GptNetwork(NetworkConfigSchema.parse({ context: length, width, layers, heads, deviation: 0.1 }));
  const vocabulary = signs.length;
  const arena = kernels.arena();
  const weights = new ParameterSet(kernels, arena, network.parameters(vocabulary), rng);
  const textOf = (tokens: readonly number[]): string => tokens.map((token) => signs[token]).join('');
  return { model: { network, weights, vocabulary }, prompt: [0], textOf, free: () => arena.free() };
}
