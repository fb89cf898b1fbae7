/** Four ways to predict the next token, the same text, the same tokens, the same time: who is ahead, and when?
 *  Read first: ./contestants.ts, ../../models/ngram/tokens.ts. Read next: ./standings.ts */

import { scoreLines } from '../../models/language-model/score.ts';
import { countTokens } from '../../models/ngram/tokens.ts';
import { type PreparedText, prepareText } from '../../models/text-network/prepare.ts';
import { sizeOf } from '../../nn/graph.ts';
import { defineLab, type MeasuringContext, type NeuralContext } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { Contestant, context, makeNetworks } from './contestants.ts';
import {
  type BeginEvent,
  type CountedEvent,
  type Event,
  type LookEvent,
  networks as names,
  type Params,
  params,
  type Result,
  result,
} from './params.ts';
import { standingOf, verdictOf } from './standings.ts';
import { tellRace } from './tell.ts';
import { type State, viewState } from './view.ts';

/** Byte pairs, for all. */
const vocabulary = 512;
/** Orders of n-grams that are counted. */
const orders = [2, 3, 4, 5, 6];
/** Held-out lines that all are judged by, at most. */
const judged = 80;
/** Largest text. */
const largest = 16 << 20;
/** Steps between two words of how far it is. */
const breath = 4;
/** Parts of the budget after which everybody is looked at: √2 times as much each time, for most happens at the beginning. */
const shares = Array.from({ length: 13 }, (_, i) => 2 ** ((i - 12) / 2));

export const raceLab = defineLab({
  id: 'race',
  title: 'Four ways to predict, one clock',
  about:
    'An n-gram, a network with a window, one with a memory and a transformer learn from the same tokens for the same time, each ' +
    'with several seeds. The counting is done at once; does anybody overtake it, and when? Give them more time, or equal operations.',
  params,
  result,
  kernels: true,
  measures: true,

  async *run(settings: Params, tools: NeuralContext): AsyncGenerator<Event, Result> {
    const { kernels, data, seed } = tools;
    const { by, seeds, corpus } = settings;
    const { clock } = tools as NeuralContext & MeasuringContext;
    const raw = new TextDecoder().decode(await bytesOf(corpus, data, largest, true));
    const options = { unit: 'bpe', lines: true, vocabulary_size: vocabulary, context, seed } as const;
    const text = prepareText(raw, options, corpus);
    const { tokens, tokenizer } = text;
    const nets = makeNetworks(settings, tokenizer.size, tokenizer.mark);
    const lines = evenly(text.heldOut, judged);
    const about: BeginEvent['networks'] = names.map((name) => ({
      name,
      parameters: nets[name].parameters(tokenizer.size).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
      flops_a_token: nets[name].flops(tokenizer.size, context),
    }));
    yield { kind: 'begin', tokens: tokens.length, vocabulary: tokenizer.size, networks: about };
    const counted: CountedEvent = { kind: 'counted', ngram: count(text, lines, by === 'time' ? clock : undefined) };
    yield counted;
    const looks: LookEvent[] = [];
    for (let run = 0; run < seeds; run++) {
      const field = names.map((name) => ({
        name,
        contestant: new Contestant(nets[name], name, text, seed + run, kernels),
      }));
      try {
        for (const [at, share] of shares.entries()) {
          for (const [which, { name, contestant }] of field.entries()) {
            const used = (): number => usedBy(contestant, settings);
            const whole = (): number => (run + (at + which / names.length) / shares.length) / seeds;
            while (used() < share * (1 - 1e-9)) {
              contestant.step(clock, used());
              if (contestant.steps % breath === 0) yield { kind: 'training', share: whole() };
            }
            const { steps, gflop, milliseconds } = contestant;
            const seconds = by === 'time' ? milliseconds / 1000 : null;
            const look: LookEvent = {
              kind: 'look',
              name,
              run,
              at,
              x: { time: milliseconds / 1000, flops: gflop, steps }[by],
              loss: contestant.lossOn(lines),
              steps,
              gflop,
              seconds,
              share: (run + (at + (which + 1) / names.length) / shares.length) / seeds,
            };
            looks.push(look);
            yield look;
          }
        }
      } finally {
        for (const { contestant } of field) contestant.free();
      }
    }
    const { ngram } = counted;
    const standings = about.map((one) => standingOf(one, looks, ngram));
    return {
      seed,
      by,
      budget: budgetOf(settings),
      seeds,
      tokens: tokens.length,
      vocabulary: tokenizer.size,
      ngram,
      networks: standings,
      ...verdictOf(standings, ngram),
    };
  },

  start: (params): State => ({ params, looks: [] }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'begin':
        return { ...state, begin: event };
      case 'counted':
        return { ...state, ngram: event.ngram };
      case 'training':
        return { ...state, share: event.share };
      case 'look':
        return { ...state, share: event.share, looks: [...state.looks, event] };
    }
  },

  view: viewState,

  share: (event) => ('share' in event ? event.share : undefined),

  line(event) {
    if (event.kind !== 'look') return undefined;
    const { name, run, x, loss, steps, gflop, seconds } = event;
    return { name, run: run + 1, x, loss, steps, gflop, seconds };
  },

  tell: (result: Result) => tellRace(result),
});

const budgetOf = ({ by, seconds, gflop, steps }: Params): number => ({ time: seconds, flops: gflop, steps })[by];

/** Share of its budget. */
function usedBy({ steps, gflop, milliseconds }: Contestant, settings: Params): number {
  return { time: milliseconds / 1000, flops: gflop, steps }[settings.by] / budgetOf(settings);
}

/** All orders, and the best of them. */
function count({ tokens, tokenizer }: PreparedText, lines: readonly string[], clock?: () => number): Result['ngram'] {
  const counted = orders.map((order) => {
    const begun = clock?.() ?? 0;
    const model = countTokens(tokens, tokenizer, order);
    const seconds = clock ? (clock() - begun) / 1000 : null;
    return { order, seconds, grams: model.grams, loss: scoreLines(model, lines).nats_per_token };
  });
  const lossOf = ({ loss }: (typeof counted)[number]): number => loss ?? Number.POSITIVE_INFINITY;
  const best = counted.reduce((a, b) => (lossOf(b) < lossOf(a) ? b : a));
  return { ...best, orders: counted.map(({ order, loss }) => ({ order, loss })) };
}

/** At most so many, from all over. */
function evenly<T>(all: readonly T[], most: number): T[] {
  const stride = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * stride)]);
}
