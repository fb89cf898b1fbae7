/** One text on its whole way through the transformer, from bytes to the next token, with the numbers of every stage.
 *  Read first: ../../models/gpt/network.ts, ../../models/gpt/open.ts */

import { OpenTransformer } from '../../models/gpt/open.ts';
import { type Choice, choose, drawFrom } from '../../models/text-network/generate.ts';
import { type Context, defineLab, type NeuralContext } from '../lab.ts';
import { asRead, figures, openTextModel, readTokens, tokenOf } from '../text-model.ts';
import { type Candidate, type Event, type Params, params, type Result, result, type Stage } from './params.ts';
import { type State, start, viewState } from './view.ts';

/** Candidates that are told. */
const likeliest = 10;
/** Guesses on the way. */
const guesses = 3;
const plain = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

export const traceLab = defineLab({
  id: 'trace',
  title: 'One text through the transformer',
  about:
    'From bytes to tokens to numbers, layer by layer, to the next token: every stage with the numbers of the transformer on board. ' +
    'After each block it is asked what it would say if it ended there.',
  params,
  result,
  kernels: true,
  pace: 0.7,

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result> {
    const { data, kernels, cache, seed, rng } = context as NeuralContext;
    const model = await openTextModel(settings.weights, { data, kernels, cache });
    const { tokenizer, vocabulary, network } = model;
    const text = asRead(model, settings.text);
    const tokens = readTokens(model, text);
    const last = tokens.length - 1;
    const stages = 7 + 2 * network.config.layers;
    let number = 0;
    const event = (stage: Stage): Event => ({
      ...stage,
      number: ++number,
      stages,
      shown: stage.stage === 'bytes' ? [] : tokens.map(({ shown }) => shown),
    });

    yield event({ stage: 'bytes', text, bytes: [...new TextEncoder().encode(text)] });
    yield event({ stage: 'tokens', tokens: tokens.map(({ id, text }) => ({ id, text })), vocabulary });

    const open = new OpenTransformer(model);
    try {
      const inside = open.read(tokens.map(({ id }) => id));
      const nameOf = (id: number): string => tokenOf(tokenizer, id).text;
      const told = ({ tokens, probabilities }: Choice, most: number): Candidate[] =>
        Array.from(tokens.subarray(0, most), (id, i) => ({ token: nameOf(id), p: figures(probabilities[i]) }));
      const says = (stream: Float64Array): Candidate[] => told(choose(open.says(stream), plain), guesses);

      yield event({ stage: 'embeddings', ...vectorsOf(inside.tokens) });
      const entering = says(inside.entered[last]);
      yield event({ stage: 'positions', ...vectorsOf(inside.entered), says: entering });
      const heard = [entering[0]];
      let stream = inside.entered;
      for (const [layer, { weights, taken, thought, stream: behind }] of inside.layers.entries()) {
        const between = stream.map((row, t) => row.map((x, i) => x + taken[t][i]));
        yield event({
          stage: 'attention',
          layer: layer + 1,
          weights: weights.map((rows) => Array.from(rows[last], figures)),
          added: figures(lengthOf(taken[last])),
          ...vectorsOf(between),
        });
        const now = says(behind[last]);
        heard.push(now[0]);
        yield event({
          stage: 'thinking',
          layer: layer + 1,
          added: figures(lengthOf(thought[last])),
          says: now,
          ...vectorsOf(behind),
        });
        stream = behind;
      }

      const logits = inside.logits[last];
      const believed = choose(logits, plain);
      yield event({
        stage: 'logits',
        logits: Array.from(believed.tokens.subarray(0, likeliest), (id) => ({
          token: nameOf(id),
          logit: figures(logits[id]),
        })),
        lowest: figures(logits.reduce((least, logit) => Math.min(least, logit))),
        of: vocabulary,
      });
      const candidates = told(believed, likeliest);
      const rest = believed.probabilities.subarray(candidates.length).reduce((sum, p) => sum + p, 0);
      yield event({
        stage: 'probabilities',
        candidates,
        rest: figures(rest),
        others: vocabulary - candidates.length,
      });
      const shaped = choose(logits, { ...plain, temperature: settings.temperature });
      const { u, index, token: id } = drawFrom(shaped, rng.next());
      const picked = { token: nameOf(id), p: figures(shaped.probabilities[index]) };
      yield event({
        stage: 'pick',
        temperature: settings.temperature,
        candidates: told(shaped, likeliest),
        u,
        picked,
        on_the_way: heard,
        text: text + (id === tokenizer.mark ? '' : picked.token),
      });
      const { temperature } = settings;
      return { seed, text, tokens: tokens.length, temperature, says: heard, candidates, picked };
    } finally {
      open.end();
    }
  },

  start,
  reduce: (state: State, event: Event): State => ({ ...state, seen: [...state.seen, event] }),
  view: viewState,

  line: ({ shown, stage, number, stages, ...numbers }) => ({ stage, number, stages, ...numbers }),
});

const lengthOf = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));

const vectorsOf = (rows: readonly Float64Array[]) => ({
  vectors: rows.map((row) => Array.from(row, figures)),
  norms: rows.map((row) => figures(lengthOf(row))),
});
