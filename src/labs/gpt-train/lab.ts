/** A small transformer learns to write while one watches. Read first: ../../models/text-network/train.ts,
 *  ../../models/gpt/network.ts */

import { InputError } from '../../data/input-error.ts';
import { inFile, readWeights } from '../../data/weights-file.ts';
import { type GptConfig, NetworkConfigSchema, presets } from '../../models/gpt/config.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import { goOn } from '../../models/gpt/go-on.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import {
  modelToCheckpoint,
  runFromCheckpoint,
  runKind,
  runToCheckpoint,
  type TextRun,
} from '../../models/gpt/weights.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { type PreparedText, prepareText, sourceOf } from '../../models/text-network/prepare.ts';
import { Trainer } from '../../models/text-network/train.ts';
import { crc32, encodeCheckpoint } from '../../nn/checkpoint-format.ts';
import { Random } from '../../nn/random.ts';
import { type Command, type Context, defineLab, type NeuralContext } from '../lab.ts';
import { bytesOf } from '../own-file.ts';
import { type Event, type LookEvent, type Params, params, type Result, result } from './params.ts';
import { type State, viewState } from './view.ts';

/** Steps between two words of how far it is. */
const breath = 5;
/** Held-out documents that a look judges by: enough to see where it goes. */
const judged = 60;
/** Tokens that a look writes at most. */
const written = 40;
/** Largest run that is gone on with, and largest text. */
const [largestRun, largestText] = [256 << 20, 64 << 20];

export const gptTrainLab = defineLab({
  id: 'gpt-train',
  title: 'Train a tiny GPT',
  about:
    'A transformer reads rows of a text and learns to say at each token what comes next, while you watch what it writes by now. ' +
    'First come letters, then words, then sentences; the loss on text that it never saw tells whether it learns more than the text.',
  params,
  result,
  kernels: true,
  commands: [{ name: 'finish', key: 'F', label: 'finish' }],

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result, Command | undefined> {
    const { kernels, team, data, seed: givenSeed } = context as NeuralContext;
    const begun = settings.resume === undefined ? undefined : await openRun(settings.resume, data);
    const config = begun?.config ?? configOf(settings);
    const seed = begun?.snapshot.seed ?? givenSeed;
    const network = new GptNetwork(NetworkConfigSchema.strip().parse(config));
    const text = new TextDecoder().decode(await bytesOf(settings.corpus, data, largestText, true));
    const prepared = prepare(text, settings, config, seed, begun);
    const { tokenizer, tokens } = prepared;
    const lines = begun?.lines ?? settings.lines;
    const mark = crc32(new Uint8Array(tokens.buffer, tokens.byteOffset, tokens.byteLength));
    if (begun && begun.text !== mark) {
      throw new InputError('the run learnt from another text', settings.corpus, 'Name the text it began with.');
    }
    const training = TrainingSchema.strip().parse(config);
    const vocabulary = tokenizer.size;
    const spec = {
      learner: 'gpt',
      kernels: kernels.name,
      config: network.config,
      training,
      tokens,
      vocabulary,
      seed,
    } as const;
    const trainer = new Trainer(network, training, sourceOf(prepared), seed, kernels, team(spec));
    if (begun) trainer.restore(begun.snapshot);
    const model = { network, weights: trainer.weights, vocabulary, tokenizer, lines };
    const judge = new NetworkLanguageModel(model, tokenizer);
    const decoder = new Decoder(model);
    const { steps } = training;

    const look = (train: number | null): LookEvent => {
      const held = scoreLines(judge, prepared.heldOut.slice(0, judged));
      return {
        kind: 'look',
        step: trainer.steps,
        of: steps,
        train,
        held_out: held.nats_per_token,
        bits_per_byte: held.bits_per_byte,
        text: goOn(decoder, tokenizer, { ...settings, most: written }, new Random(seed)),
      };
    };
    let finished = false;
    let wanted = false;
    const hear = (command: Command | undefined): void => {
      finished ||= command?.name === 'finish';
      wanted ||= command?.name === 'save';
    };
    const runNow = (): Event => {
      const run: TextRun = { config, snapshot: trainer.snapshot(), tokenizer, lines, text: mark };
      return { kind: 'run', step: trainer.steps, bytes: encodeCheckpoint(runToCheckpoint(run)) };
    };
    try {
      const tokensAStep = training.batch * network.context;
      const { size: parameters } = trainer.weights;
      hear(
        yield {
          kind: 'begin',
          parameters,
          vocabulary,
          tokens: tokens.length,
          batch: tokensAStep,
          step: trainer.steps,
          of: steps,
        },
      );
      let last = look(null);
      hear(yield last);
      let [sum, since] = [0, 0];
      while (trainer.steps < steps && !finished) {
        sum += trainer.step().loss;
        since++;
        if (trainer.steps % settings.every === 0 || trainer.steps === steps) {
          last = look(finite(sum / since));
          sum = since = 0;
          hear(yield last);
        } else if (trainer.steps % breath === 0) {
          hear(yield { kind: 'training', step: trainer.steps, of: steps, loss: sum / since });
        }
        if (wanted) hear(yield runNow());
        wanted = false;
      }
      if (last.step < trainer.steps) yield (last = look(finite(sum / since)));
      yield runNow();
      yield { kind: 'weights', bytes: encodeCheckpoint(modelToCheckpoint(model)) };
      const whole = scoreLines(judge, prepared.heldOut);
      return {
        seed,
        steps: trainer.steps,
        of: steps,
        parameters,
        vocabulary,
        tokens: tokens.length,
        train_loss: last.train,
        held_out_loss: whole.nats_per_token,
        held_out_bits_per_byte: whole.bits_per_byte,
        text: last.text,
      };
    } finally {
      judge.end();
      decoder.end();
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
          now: { step: event.step, of: event.of, loss: event.train ?? undefined },
          looks: [...state.looks, event],
        };
      case 'run':
        return state;
      case 'weights':
        return { ...state, kept: event.bytes.length };
    }
  },

  view: viewState,

  share: (event) => (event.kind === 'training' || event.kind === 'look' ? event.step / event.of : undefined),

  line(event) {
    if (event.kind !== 'look') return undefined;
    const { step, of, train, held_out, bits_per_byte, text } = event;
    return { step, of, train_loss: train, held_out_loss: held_out, held_out_bits_per_byte: bits_per_byte, text };
  },

  tell: ({ held_out_loss, steps }) =>
    `after ${steps} steps: ${held_out_loss?.toFixed(3) ?? 'no'} nats a token on text that it never saw`,
});

/** The preset, and what was given instead. */
function configOf({ preset, context, width, layers, heads, steps, batch, lr, dropout }: Params): GptConfig {
  const given = Object.entries({ context, width, layers, heads, steps, batch, lr, dropout });
  const config = { ...presets[preset], ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) };
  // A batch of one's own may not part into as many.
  const { parts } = config;
  return { ...config, parts: config.batch % parts === 0 ? parts : 1 };
}

async function openRun(file: string, data: Context['data']): Promise<TextRun> {
  const bytes = await bytesOf(file, data, largestRun);
  return inFile(file, () => runFromCheckpoint(readWeights(bytes, [runKind], file)));
}

function prepare(text: string, settings: Params, config: GptConfig, seed: number, begun?: TextRun): PreparedText {
  const { unit, lines, vocabulary_size, corpus } = settings;
  const { context } = config;
  if (!begun) return prepareText(text, { unit, lines, vocabulary_size, context, seed }, corpus);
  const { tokenizer } = begun;
  const options = { unit: tokenizer.unit, lines: begun.lines, vocabulary_size: tokenizer.size, context, seed };
  return prepareText(text, options, corpus, tokenizer);
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);
