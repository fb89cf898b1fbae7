/** Who looks at whom: a text goes through a transformer, and every head shows where each token looks, and why.
 *  Read first: ../../models/gpt/open.ts, ./habits.ts */
import { InputError, quoted } from '../../data/input-error.ts';
import { type Inside, type Mask, OpenTransformer, rowOf } from '../../models/gpt/open.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { logProbability } from '../../models/text-network/language-model.ts';
import { type Context, defineLab, type NeuralContext } from '../lab.ts';
import { asRead, figures, openTextModel, readTokens, type TextToken } from '../text-model.ts';
import { type Habit, habitNames, habitOf, type Measured, strongest } from './habits.ts';
import { measureHeads } from './measure.ts';
import { type Event, type Params, params, type Result, result } from './params.ts';
import { type State, start, viewState } from './view.ts';

export const attentionLab = defineLab({
  id: 'attention',
  title: 'Attention: who looks at whom',
  about:
    'A text goes through the transformer on board, and each head of each layer shows where every token looks. ' +
    'Choose a head and a token and see why it looks there: query times key, scaled, masked, softmax. ' +
    'What a head is for is measured on lines that it never learnt from.',
  params,
  result,
  chance: false,
  kernels: true,

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result> {
    const { data, kernels, cache, seed } = context as NeuralContext;
    const model = await openTextModel(settings.weights, { data, kernels, cache });
    const text = asRead(model, settings.text);
    const tokens = readTokens(model, text);
    const looking = tokenAt(settings.token, tokens);
    const chosen = headNamed(settings.head, model);
    const { layers, heads, context: longest } = model.network.config;
    yield { kind: 'text', tokens: tokens.map(({ text, shown }) => ({ text, shown })), layers, heads, context: longest };

    const measurement = yield* measureHeads(model, settings, { data, cache, kernels });
    const { layer, head } = chosen ?? strongestOf(settings.head, measurement.habits) ?? { layer: 0, head: 0 };
    const reads = { causal: readWith(model, tokens, 'causal'), none: readWith(model, tokens, 'none') };
    const inside = reads[settings.mask];
    const weights = inside.layers.map(({ weights }) =>
      weights.map((rows) => rows.map((row) => Array.from(row, figures))),
    );
    for (const each of weights) yield { kind: 'layer', weights: each };

    const size = model.network.config.width / heads;
    const row = explained(inside, { layer, head, looking, size, mask: settings.mask }, tokens);
    const rows = inside.layers[layer].weights[head];
    const seen = {
      text,
      mask: settings.mask,
      layers,
      heads,
      head: {
        layer: layer + 1,
        head: head + 1,
        habit: chosen ? (habitOf(measurement.habits, layer, head)?.habit ?? null) : (settings.head as Habit),
      },
      looking: { token: looking, text: tokens[looking].text },
      row,
      most: row.reduce((most, each) => (each.weight > most.weight ? each : most)),
      ahead: figures(rows.reduce((sum, row, t) => sum + row.slice(t + 1).reduce((a, b) => a + b, 0), 0) / rows.length),
      habits: measurement.habits.map((each) => ({
        ...each,
        shares: each.shares.map((heads) => [...heads]),
        most: told(strongest(each)),
      })),
      text_loss: {
        tokens: tokens.length - 1,
        causal: lossOf(reads.causal, tokens),
        none: lossOf(reads.none, tokens),
      },
      lines_loss: measurement.loss,
    };
    yield { kind: 'seen', size, seen };
    return { seed, ...seen, tokens: tokens.map(({ id, text }) => ({ id, text })), weights };
  },

  start,

  reduce(state, event): State {
    switch (event.kind) {
      case 'text':
        return { ...state, text: event };
      case 'measuring':
        return { ...state, measuring: event };
      case 'layer':
        return { ...state, weights: [...state.weights, event.weights] };
      case 'seen':
        return { ...state, end: event };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'measuring' ? event.line / event.of : undefined),

  line: () => undefined,
});

/** @returns its number
 *  @throws InputError when there are not so many */
function tokenAt(number: number, { length }: readonly TextToken[]): number {
  if (number < length) return number < 0 ? length - 1 : number;
  throw new InputError(`there is no token ${number}`, 'token', `This text has tokens 0 to ${length - 1}.`);
}

/** @returns undefined for the name of a habit
 *  @throws InputError when it is neither a habit nor a head */
function headNamed(word: string, { network }: TextModel): { layer: number; head: number } | undefined {
  if ((habitNames as readonly string[]).includes(word)) return undefined;
  const { layers, heads } = network.config;
  const [layer, head] = word.split('.').map(Number);
  if (layer >= 1 && layer <= layers && head >= 1 && head <= heads) return { layer: layer - 1, head: head - 1 };
  const remedy = `Give ${habitNames.join(', ')}, or one from 1.1 to ${layers}.${heads}.`;
  throw new InputError(`there is no head ${quoted(word)}`, 'head', remedy);
}

const strongestOf = (habit: string, measured: readonly Measured[]) =>
  strongest(measured.find((each) => each.habit === habit)!);

const told = (best: ReturnType<typeof strongest>): Result['habits'][number]['most'] =>
  best ? { ...best, layer: best.layer + 1, head: best.head + 1 } : null;

function readWith(model: TextModel, tokens: readonly TextToken[], mask: Mask): Inside {
  const open = new OpenTransformer(model, mask);
  try {
    return open.read(tokens.map(({ id }) => id));
  } finally {
    open.end();
  }
}

interface Question {
  readonly layer: number;
  readonly head: number;
  /** The token that looks. */
  readonly looking: number;
  /** Numbers of a query. */
  readonly size: number;
  readonly mask: Mask;
}

/** The way from queries and keys to the weights of one row. */
function explained(inside: Inside, { layer, head, looking, size, mask }: Question, tokens: readonly TextToken[]) {
  const scores = inside.layers[layer].scores[head][looking];
  const { scaled, masked, weights } = rowOf(scores, looking, size, mask);
  return tokens.map(({ text }, s) => ({
    token: s,
    text,
    score: figures(scores[s]),
    scaled: figures(scaled[s]),
    masked: Number.isFinite(masked[s]) ? figures(masked[s]) : null,
    weight: figures(weights[s]),
  }));
}

/** Nats a token of the text behind the mark; null where there is nothing to predict. */
function lossOf({ logits }: Inside, tokens: readonly TextToken[]): number | null {
  if (tokens.length < 2) return null;
  const nats = tokens.slice(1).reduce((sum, { id }, t) => sum - logProbability(logits[t], id), 0);
  return Number.isFinite(nats) ? figures(nats / (tokens.length - 1)) : null;
}
