/** Stages that learn from answers: fine-tuning, preferences, a judge, trying. Each is a lesson made from what may be taught, and the
 *  examination on the way is the same for all.
 *  Read first: ./stage.ts, ./chat.ts, ../../models/alignment/learner.ts */
import * as z from 'zod';
import type { ShippedWeights } from '../../data/corpus.ts';
import type { World } from '../../data/toyland/world.ts';
import { answerLearner } from '../../models/alignment/learner.ts';
import type { Earlier } from '../../models/alignment/replay.ts';
import type { TextModel, TextRun } from '../../models/gpt/weights.ts';
import type { AnswerLesson } from '../../models/learner-spec.ts';
import type { ChatFormat } from '../../models/pipeline/chat-format.ts';
import type { Curriculum } from '../../models/pipeline/exam-questions.ts';
import { toyland, wordsOf } from '../../models/pipeline/texts.ts';
import { type TrainingConfig, TrainingSchema } from '../../models/text-network/config.ts';
import { crc32 } from '../../nn/checkpoint-format.ts';
import type { ParameterSet } from '../../nn/parameters.ts';
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import { type Command, type Context, defineLab, type Lab, type NeuralContext } from '../lab.ts';
import { finishOffer } from '../training.ts';
import { type ChatModel, checkQuestion, checkRoom, Examiner, earlierTokens, openChatModel } from './chat.ts';
import { stageFace } from './face.ts';
import {
  type Scores,
  type StageEvent,
  type StageResult,
  type StageSettings,
  stageKnobs,
  stageResult,
} from './params.ts';
import { openStageRun, runStage } from './stage.ts';
import type { Shown } from './view.ts';

/** Parts of a step, for as many threads. What a knob says of a step is of all parts together. */
export const parts = 2;

export interface AnswerSettings extends StageSettings {
  readonly weights?: string;
  readonly documents?: string;
  readonly exam: number;
  readonly ask?: string;
  /** Rows of earlier text in a step. */
  readonly earlier: number;
}

/** What a lesson is made from. */
export interface Material<S> {
  readonly settings: S;
  /** The model that the stage begins with. */
  readonly before: ChatModel;
  readonly format: ChatFormat;
  readonly world: World;
  readonly questions: Curriculum;
  readonly earlier: Earlier;
  /** All chance of the lesson. */
  readonly random: Random;
  readonly context: NeuralContext;
  /** The run that goes on, if one does. */
  readonly begun?: TextRun;
}

export interface Taught {
  /** What it learns from, in a few words. */
  readonly data: string;
  readonly lesson: AnswerLesson;
  /** Words that it may read here for the first time. */
  readonly texts?: readonly string[];
  /** What can be counted by now; without it the examination. */
  scores?(now: TextModel): Scores;
  /** Counted beside the examination. */
  besides?(now: TextModel): Scores;
  /** Asked on the way besides. */
  readonly asks?: string;
  /** Where the knob leaves them open. */
  readonly steps?: number;
  /** What somebody answered before it began: kept with the run, and given back in `begun`. */
  readonly answers?: unknown;
  /** A number that stands for what it learns from, where not all runs learn from the same. */
  readonly mark?: number;
  /** Files that are made besides the model. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Told in the result besides. */
  readonly told?: object;
  free?(): void;
}

interface AnswerStage<K extends z.core.$ZodLooseShape, E> {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Which model of those on board it begins with, and that in a few words. */
  readonly onBoard: ShippedWeights;
  readonly from: string;
  /** The stage of the model that it makes; a file of that name. */
  readonly makes: string;
  readonly steps: number;
  readonly lr: number;
  /** How the rate falls, if not as usual. */
  readonly schedule?: Partial<Pick<TrainingConfig, 'decay' | 'decay_to'>>;
  readonly knobs: K;
  readonly shown: Shown;
  /** With events of its own where it asks first. */
  teach(
    material: Material<AnswerSettings & z.infer<z.ZodObject<K>>>,
  ): Taught | Promise<Taught> | AsyncGenerator<E, Taught, Command | undefined>;
  tell(result: StageResult): string;
}

export function answerStage<K extends z.core.$ZodLooseShape, E = never>(stage: AnswerStage<K, E>): Lab {
  const { id, title, about, knobs, shown, makes, steps, lr, from } = stage;
  const params = z.strictObject({ ...stageKnobs({ from, steps, lr }), ...knobs });
  return defineLab({
    id,
    title,
    about,
    params,
    result: stageResult,
    kernels: true,
    commands: [finishOffer],

    async *run(given, context: Context): AsyncGenerator<E | StageEvent, StageResult, Command | undefined> {
      const settings = given as unknown as AnswerSettings & z.infer<z.ZodObject<K>>;
      const tools = context as NeuralContext;
      const { kernels, data } = tools;
      const begun = await openStageRun(settings, data);
      const seed = begun?.snapshot.seed ?? context.seed;
      const before = await openChatModel(settings.weights, stage.onBoard, tools);
      const { format, origin, network, tokenizer, vocabulary } = before;
      if (settings.ask !== undefined) checkQuestion(before, settings.ask);
      const tokens = await earlierTokens(before, settings.documents, tools);
      const examiner = new Examiner(origin.seed);
      checkRoom(before, examiner.questions, settings.weights);
      const teaching = stage.teach({
        settings,
        before,
        format,
        world: toyland(),
        questions: examiner.questions,
        earlier: { tokens, rows: settings.earlier / parts, weight: 0.5 },
        random: new Random(streamOf(seed, 3)),
        context: tools,
        begun,
      });
      const taught = Symbol.asyncIterator in teaching ? yield* teaching : await teaching;
      const spec = { ...taught.lesson, kernels: kernels.name, config: network.config, vocabulary, parts, seed };
      const learner = answerLearner(spec);
      learner.parameters.values.data.set(before.weights.values.data);
      const words = taught.texts ? wordsOf([...origin.words, ...taught.texts]) : origin.words;
      const model: TextModel = {
        network,
        weights: learner.parameters,
        vocabulary,
        tokenizer,
        lines: before.lines,
        origin: { ...origin, stage: makes, words },
      };
      const { exam, ask } = settings;
      const steps = settings.steps ?? taught.steps ?? stage.steps;
      const plan = {
        data: taught.data,
        spec,
        learner,
        training: TrainingSchema.parse({
          steps,
          lr: settings.lr,
          batch: parts,
          parts,
          warmup: Math.ceil(steps / 10),
          ...stage.schedule,
        }),
        model,
        file: `${makes}.bin`,
        mark: markOf(before.weights, tokens) ^ (taught.mark ?? 0),
        answers: taught.answers,
        files: taught.files,
        measure: () => ({
          scores: taught.scores?.(model) ?? {
            ...examiner.scores(model, format, exam),
            ...taught.besides?.(model),
          },
          replies: taught.scores ? [] : examiner.replies(model, format, ask, taught.asks),
        }),
        free: () => taught.free?.(),
      };
      return { ...(yield* runStage(plan, settings, begun, tools)), ...taught.told };
    },

    ...stageFace(shown, stage.tell),
  }) as unknown as Lab;
}

/** Of things in kinds: one that stands there twice counts once. */
export const countOf = (kinds: readonly (readonly unknown[])[]): number =>
  [...new Set(kinds)].reduce((sum, { length }) => sum + length, 0);

/** What a run began with, in one number. */
export function markOf(weights: ParameterSet, tokens: Int32Array): number {
  const bytes = (view: Float32Array | Float64Array | Int32Array): Uint8Array =>
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return crc32(bytes(Float32Array.from(weights.values.data))) ^ crc32(bytes(tokens));
}
