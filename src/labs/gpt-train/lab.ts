/** A small transformer learns to write while one watches. Read first: ../training.ts, ../../models/text-network/train.ts,
 *  ../../models/gpt/network.ts */
import { NetworkConfigSchema } from '../../models/gpt/config.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import { runToCheckpoint } from '../../models/gpt/weights.ts';
import type { Score } from '../../models/language-model/score.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { sourceOf } from '../../models/text-network/prepare.ts';
import { Trainer } from '../../models/text-network/train.ts';
import { encodeCheckpoint } from '../../nn/checkpoint-format.ts';
import { type Command, type Context, defineLab, type NeuralContext } from '../lab.ts';
import { finishOffer, type Progress, type Since, train } from '../training.ts';
import { begin } from './begin.ts';
import { type Event, type LookEvent, type Result, type RunEvent, result } from './events.ts';
import { Judge } from './look.ts';
import { type Params, params } from './params.ts';
import { type State, viewState } from './view.ts';

export const gptTrainLab = defineLab({
  id: 'gpt-train',
  title: 'Train a tiny GPT',
  about:
    'A transformer reads rows of a text and learns to say at each token what comes next, while you watch what it writes by now. ' +
    'First come letters, then words, then sentences; the loss on text that it never saw tells whether it learns more than the text.',
  params,
  result,
  kernels: true,
  commands: [finishOffer],

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result, Command | undefined> {
    const { kernels, team } = context as NeuralContext;
    const { begun, config, seed, text, lines, mark } = await begin(settings, context);
    const { tokenizer, tokens } = text;
    const training = TrainingSchema.strip().parse(config);
    const network = new GptNetwork(NetworkConfigSchema.strip().parse(config));
    const vocabulary = tokenizer.size;
    const known = { kernels: kernels.name, config: network.config, training, tokens, vocabulary, seed };
    const trainer = new Trainer(network, training, sourceOf(text), seed, kernels, team({ learner: 'gpt', ...known }));
    const { weights } = trainer;
    const judge = new Judge({ network, weights, vocabulary, tokenizer, lines }, text.heldOut, settings, seed);
    const { steps: of } = training;
    const sizes = { parameters: weights.size, vocabulary, tokens: tokens.length };

    let whole: Score | undefined;
    const look = ({ loss: train, recent, ended }: Progress): LookEvent => {
      // What is seen last is the result.
      if (ended) whole = judge.thorough();
      const { nats_per_token: held_out, bits_per_byte } = whole ?? judge.glance();
      return { kind: 'look', step: trainer.steps, of, train, recent, held_out, bits_per_byte, text: judge.write() };
    };
    // What was learnt by heart may make it as bad on text that it never saw: that is no blow-up.
    const worst = 1.5 * Math.log(vocabulary);
    const lost = (loss: number, last?: LookEvent): boolean =>
      loss > worst && (last?.held_out ?? Number.POSITIVE_INFINITY) > worst;
    const keep = (since: Since): RunEvent => {
      const watched = { kernels: kernels.name, since, settings: asGiven(settings) };
      const run = { config, snapshot: trainer.snapshot(), tokenizer, lines, text: mark, watched };
      const bytes = encodeCheckpoint(runToCheckpoint(run));
      return { kind: 'run', step: trainer.steps, of, bytes };
    };
    try {
      if (begun) trainer.restore(begun.snapshot);
      const batch = training.batch * network.context;
      const { last, diverged } = yield* train({
        begin: { kind: 'begin', ...sizes, batch, step: trainer.steps, of, unread: judge.unread } as const,
        trainer,
        of,
        every: settings.every ?? Math.min(100, Math.ceil(of / 8)),
        since: begun?.watched?.since,
        look,
        lost,
        keep,
      });
      if (!diverged) whole ??= judge.thorough();
      return {
        seed,
        steps: trainer.steps,
        of,
        ...sizes,
        train_loss: diverged && !whole ? null : last.train,
        held_out_loss: whole?.nats_per_token ?? null,
        held_out_bits_per_byte: whole?.bits_per_byte ?? null,
        held_out_tokens: whole?.tokens ?? 0,
        diverged,
        text: last.text,
      };
    } finally {
      judge.end();
      trainer.free();
    }
  },

  start: (params): State => ({ params, looks: [] }),

  reduce(state, event): State {
    switch (event.kind) {
      case 'begin':
        return { ...state, begin: event };
      case 'training':
        return { ...state, now: event };
      case 'look':
        return {
          ...state,
          now: { step: event.step, of: event.of, loss: event.recent ?? undefined },
          looks: [...state.looks, event],
        };
      case 'run':
        return state;
      case 'diverged':
        return { ...state, diverged: event };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'training' || event.kind === 'look' ? event.step / event.of : undefined),

  line(event) {
    if (event.kind !== 'look') return undefined;
    const { step, of, train, held_out, bits_per_byte, text } = event;
    return { step, of, train_loss: train, held_out_loss: held_out, held_out_bits_per_byte: bits_per_byte, text };
  },

  tell({ held_out_loss, train_loss, steps, diverged, vocabulary }) {
    if (diverged && train_loss === null)
      return `blown up at step ${steps}: its numbers left all bounds, nothing was learnt`;
    const [loss, text] = held_out_loss === null ? [train_loss, 'it learnt from'] : [held_out_loss, 'it never saw'];
    const told = `after ${steps} steps: ${loss?.toFixed(3) ?? 'no'} nats a token on text that ${text}`;
    return diverged ? `blown up ${told}; knowing nothing is ${Math.log(vocabulary).toFixed(3)}` : told;
  },

  passes: ({ diverged }) => !diverged,
});

/** What a run remembers of the knobs, to go on with the same. */
const asGiven = ({ resume: _, ...settings }: Params): Record<string, string | number | boolean> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
