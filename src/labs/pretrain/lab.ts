/** A transformer reads the gathered documents and learns at each token what comes next. Nobody labels anything, and in the end it
 *  knows Toyland; but it goes on with a question instead of answering it.
 *  Read first: ../../models/text-network/train.ts, ../../models/pipeline/texts.ts, ../stages/stage.ts */
import * as z from 'zod';
import { InputError } from '../../data/input-error.ts';
import { usual } from '../../models/collect/collect.ts';
import { answers } from '../../models/gpt/answers.ts';
import { NetworkConfigSchema, presets } from '../../models/gpt/config.ts';
import { Decoder } from '../../models/gpt/decoder.ts';
import { GptNetwork } from '../../models/gpt/network.ts';
import type { TextModel } from '../../models/gpt/weights.ts';
import { scoreLines } from '../../models/language-model/score.ts';
import { countTokens } from '../../models/ngram/tokens.ts';
import { ChatFormat, spaced } from '../../models/pipeline/chat-format.ts';
import { curriculum, gathered, streamOfDocuments, wordsOf } from '../../models/pipeline/texts.ts';
import { TrainingSchema } from '../../models/text-network/config.ts';
import { NetworkLanguageModel } from '../../models/text-network/language-model.ts';
import { streamSource } from '../../models/text-network/text.ts';
import { TextLearner } from '../../models/text-network/train.ts';
import { Random } from '../../nn/random.ts';
import { type Command, type Context, defineLab, type NeuralContext } from '../lab.ts';
import { markOf } from '../stages/answers.ts';
import { documentsIn } from '../stages/chat.ts';
import { stageFace } from '../stages/face.ts';
import { type Reply, type StageEvent, type StageResult, stageResult, trainingKnobs } from '../stages/params.ts';
import { openStageRun, runStage } from '../stages/stage.ts';
import { finishOffer } from '../training.ts';

const params = z.strictObject({
  documents: z
    .string()
    .optional()
    .meta({ description: 'Text to read; an empty line ends a document (the web of Toyland).', placeholder: 'FILE' }),
  held_out: z
    .string()
    .optional()
    .meta({ description: 'Text to be measured on (what was kept apart of that web).', placeholder: 'FILE' }),
  vocabulary_size: z.int().min(300).max(8000).default(1024).meta({
    description: 'Tokens there are at most.',
    placeholder: 'N',
    step: 128,
  }),
  width: z.int().min(8).max(512).multipleOf(4).default(128).meta({
    description: 'Numbers that stand for a token.',
    placeholder: 'N',
    step: 32,
  }),
  layers: z
    .int()
    .min(1)
    .max(12)
    .default(2)
    .meta({ description: 'Blocks of attention and thinking.', placeholder: 'N' }),
  batch: z.int().min(4).max(256).multipleOf(4).default(16).meta({
    description: 'Rows of text in a step; fewer rows and more steps learn more facts.',
    placeholder: 'N',
    step: 4,
  }),
  ...trainingKnobs(3500, 0.002),
  ask: z.string().max(400).optional().meta({ description: 'A text of your own, that it goes on with.' }),
});
type Params = z.infer<typeof params>;

/** Characters of the held-out text that are looked at on the way. */
const glance = 20_000;
/** Orders of n-grams that are counted. */
const orders = [2, 3, 4, 5];
/** Tokens that it goes on with at most. */
const longest = 24;

export const pretrainLab = defineLab({
  id: 'pretrain',
  title: 'Read all of Toyland',
  about:
    'A transformer that knows nothing reads what was gathered from the web, and learns at each token what comes next. Watch it ' +
    'overtake the best table of counts on text that it never saw; then see what it makes of a question.',
  params,
  result: stageResult,
  kernels: true,
  commands: [finishOffer],

  async *run(settings: Params, context: Context): AsyncGenerator<StageEvent, StageResult, Command | undefined> {
    const tools = context as NeuralContext;
    const { kernels, data } = tools;
    const begun = await openStageRun(settings, data);
    const seed = begun?.snapshot.seed ?? context.seed;
    const { train, heldOut } = await texts(settings, seed, tools);
    const format = ChatFormat.of(train, settings.vocabulary_size);
    const { tokenizer } = format;
    const tokens = streamOfDocuments(train, format, seed);
    const network = new GptNetwork(
      NetworkConfigSchema.strip().parse({ ...presets.toyland, width: settings.width, layers: settings.layers }),
    );
    if (tokens.length <= network.context + 1) {
      const what = `a text of ${tokens.length} tokens is too short for a context of ${network.context}`;
      throw new InputError(what, settings.documents, 'Give more text.');
    }
    const { steps, lr, batch } = settings;
    const training = TrainingSchema.parse({ steps, lr, batch, warmup: Math.min(100, Math.ceil(steps / 10)) });
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
    const learner = new TextLearner(network, training, streamSource(tokens, vocabulary), seed, kernels);
    const weights = learner.parameters;
    const origin = { stage: 'base', seed, words: wordsOf(train) };
    const model: TextModel = { network, weights, vocabulary, tokenizer, lines: true, origin };
    const judged = spread(heldOut, glance).map(spaced);
    const counted = bestCounts(train, format, judged);
    const judge = new NetworkLanguageModel(model, tokenizer);
    const begins = beginnings(seed, settings.ask);
    const plan = {
      data: `${train.length} documents, ${Math.round(tokens.length / 3000)}k tokens`,
      spec,
      learner,
      training,
      model,
      file: 'base.bin',
      mark: markOf(weights, tokens),
      measure() {
        const { nats_per_token, bits_per_byte } = scoreLines(judge, judged);
        return {
          scores: {
            held_out_loss: nats_per_token ?? 0,
            held_out_bits_per_byte: bits_per_byte ?? 0,
            ngram_bits_per_byte: counted.bits,
            ngram_order: counted.order,
          },
          replies: goOn(model, format, begins),
        };
      },
      free: () => judge.end(),
    };
    return yield* runStage(plan, settings, begun, tools);
  },

  ...stageFace(
    {
      measure: 'bits a byte, never seen',
      lines: [
        { name: 'held_out_bits_per_byte', label: 'transformer', tone: 'a' },
        { name: 'ngram_bits_per_byte', label: 'best n-gram', tone: 'c' },
      ],
    },
    ({ steps, after }) =>
      `after ${steps} steps: ${after.held_out_bits_per_byte.toFixed(3)} bits a byte on text that it never saw; ` +
      `the best n-gram (order ${after.ngram_order}) ${after.ngram_bits_per_byte.toFixed(3)}`,
  ),
});

async function texts(
  { documents, held_out }: Params,
  seed: number,
  { data }: NeuralContext,
): Promise<{ train: readonly string[]; heldOut: readonly string[] }> {
  const train = documents === undefined ? undefined : await documentsIn(documents, data);
  const heldOut = held_out === undefined ? undefined : await documentsIn(held_out, data);
  if (train && heldOut) return { train, heldOut };
  if (train) {
    // Every tenth of one's own documents is kept apart.
    const apart = train.filter((_, i) => i % 10 === 9);
    if (apart.length > 0) return { train: train.filter((_, i) => i % 10 !== 9), heldOut: apart };
    throw new InputError('fewer than ten documents are too few to keep one apart', documents, 'Give --held-out too.');
  }
  const web = gathered(seed, usual);
  return { train: web.train, heldOut: heldOut ?? web.heldOut };
}

/** The n-gram that predicts the held-out text best, all tokens the same. */
function bestCounts(
  train: readonly string[],
  format: ChatFormat,
  judged: readonly string[],
): { order: number; bits: number } {
  const { tokenizer } = format;
  const tokens = Int32Array.from([tokenizer.mark, ...train.flatMap((document) => [...format.document(document)])]);
  const scored = orders.map((order) => {
    const { bits_per_byte } = scoreLines(countTokens(tokens, tokenizer, order), judged);
    return { order, bits: bits_per_byte ?? Number.POSITIVE_INFINITY };
  });
  return scored.reduce((best, one) => (one.bits < best.bits ? one : best));
}

/** A statement and a question about somebody, to go on with. */
function beginnings(seed: number, own?: string): string[] {
  const { name, question } = curriculum(seed).facts[0];
  return [...(own === undefined ? [] : [own]), `${name} lives in`, question];
}

/** What it makes of a text, with the likeliest tokens. */
function goOn(model: TextModel, { tokenizer }: ChatFormat, begun: readonly string[]): Reply[] {
  const decoder = new Decoder(model);
  const prompts = begun.map((text) =>
    Int32Array.from([tokenizer.mark, ...tokenizer.encode(spaced(text))]).slice(0, model.network.context - 1),
  );
  const written = answers(decoder, prompts, {
    shaping: { temperature: 0, top_k: 0, top_p: 1, min_p: 0 },
    chance: () => new Random(1),
    end: tokenizer.mark,
    most: longest,
  });
  decoder.end();
  const format = new ChatFormat(tokenizer);
  return written.map((tokens, i) => ({ question: begun[i], answer: `… ${format.read(tokens)}` }));
}

/** Documents from all over, about so many characters together. */
function spread(documents: readonly string[], characters: number): string[] {
  const all = documents.reduce((sum, { length }) => sum + length, 0);
  const every = Math.max(1, Math.ceil(all / characters));
  return documents.filter((_, i) => i % every === 0).map((document) => document.slice(0, characters));
}
