/** A finished model with fewer and fewer bits for each weight: what it saves, and what breaks first.
 *  Read first: ../../nn/quantise.ts. Read next: ./measure.ts, ./column.ts, ./speed.ts */
import { InputError } from '../../data/input-error.ts';
import { modelToCheckpoint } from '../../models/gpt/weights.ts';
import { spaced } from '../../models/pipeline/chat-format.ts';
import { curriculum, toyland } from '../../models/pipeline/texts.ts';
import { encodeCheckpoint } from '../../nn/checkpoint-format.ts';
import type { ParameterSet } from '../../nn/parameters.ts';
import { bitsOf, bytesIn, coarsened, type Precision } from '../../nn/quantise.ts';
import { type Context, defineLab, type MeasuringContext, type NeuralContext } from '../lab.ts';
import { numbersIn } from '../number-list.ts';
import { type ChatModel, heldOutOf, openChatModel } from '../stages/chat.ts';
import { columnOf, levelsOf } from './column.ts';
import { type Answered, agreement, asked, type Exam, examplesOf, lossOn } from './measure.ts';
import { bitList, type Event, type Params, params, type Result, type Row, result } from './params.ts';
import { type Timed, timesOf } from './speed.ts';
import { reduceState, type State, startState, viewState } from './view.ts';
import { tellResult } from './words.ts';

/** Portions of text between two words of how far it is. */
const breath = 32;
/** Questions that are answered against the clock. */
const timed = 16;
/** What files are made in. */
const smaller: readonly Precision[] = ['int8', 'int4'];

export const quantizeLab = defineLab({
  id: 'quantize',
  title: 'Fewer bits for each weight',
  about:
    'A finished model is kept in 8 bits a weight instead of 32, then in 4, 3 and 2. Each is measured on text and in an ' +
    'examination: how much smaller is it, which of its answers are still the same, and what breaks first?',
  params,
  result,
  chance: false,
  kernels: true,
  measures: true,

  async *run(settings: Params, context: Context): AsyncGenerator<Event, Result> {
    const tools = context as NeuralContext & MeasuringContext;
    const asking = numbersIn(settings.bits, bitList);
    const model = await openChatModel(settings.weights, 'chat-dpo', tools);
    const { weights: full, format, origin, precision: kept = 'float32' } = model;
    const most = bitsOf[kept];
    const bits = [...new Set(asking)].filter((bits) => bits < most).sort((a, b) => b - a);
    if (bits.length === 0) {
      const remedy = 'Ask for fewer bits, or take a model that is kept in full.';
      throw new InputError(`this model is kept in ${kept} already`, settings.weights ?? 'the model on board', remedy);
    }
    const documents = (await heldOutOf(settings.held_out, origin.seed, tools)).map(spaced);
    const questions = curriculum(origin.seed);
    const exam: Exam = { format, world: toyland(), questions, limit: settings.exam };
    const numbers = { parameters: full.size, in_matrices: full.matrixSize };
    const begin = { stage: origin.stage, kept, documents: documents.length, column: columnOf(full) };
    yield { kind: 'begin', ...begin, ...numbers };

    const measured: (Answered & { readonly row: Row })[] = [];
    const sets: ParameterSet[] = [];
    const turns = bits.length + 1 + Number(settings.speed);
    let tokens = 0;
    try {
      for (const now of [most, ...bits]) {
        const precision = nameOf(now);
        const share = (part: number): number => (measured.length + part) / turns;
        const weights = now === most ? full : coarsened(full, now);
        if (now !== most) sets.push(weights);
        const subject = { ...model, weights };

        yield { kind: 'working', precision, doing: 'reading', share: share(0) };
        const reading = lossOn(subject, documents);
        let step = reading.next();
        for (let portion = 1; !step.done; portion++, step = reading.next()) {
          if (portion % breath) continue;
          yield { kind: 'working', precision, doing: 'reading', share: share(step.value.share / 2) };
        }
        const { nats_per_token: loss } = step.value;
        tokens = step.value.tokens;

        yield { kind: 'working', precision, doing: 'answering', share: share(0.5) };
        const { answers, shares } = asked(subject, exam);
        const [first] = measured;
        const before = first?.row.loss ?? loss;
        const bytes = bytesIn(weights, now);
        const row: Row = {
          precision,
          bits: now,
          bytes,
          share: bytes / bytesIn(full, 32),
          loss,
          loss_change: loss === null || before === null ? null : loss / before - 1,
          same_answers: agreement(answers, first?.answers ?? answers),
          ...shares,
        };
        measured.push({ precision, answers, row });
        const levels = now === most ? [] : levelsOf(full, now);
        yield { kind: 'measured', row, answers, levels, share: share(0) };
      }

      const files = new Map(smaller.filter((name) => bitsOf[name] <= most).map((name) => [name, fileOf(model, name)]));
      let times: Result['times'] = null;
      if (settings.speed) {
        const all: Timed[] = measured.map(({ precision }, i) => ({
          precision,
          model: { ...model, weights: i === 0 ? full : sets[i - 1] },
          file: i === 0 ? fileOf(model, kept) : files.get(precision as Precision),
        }));
        const first = questions.facts.slice(0, timed).map(({ question }) => question);
        const timing = timesOf(all, format, first, () => tools.clock());
        let step = timing.next();
        for (; !step.done; step = timing.next()) {
          yield { kind: 'working', precision: '', doing: 'timing', share: measured.length / turns };
        }
        times = step.value;
        yield { kind: 'timed', times };
      }
      yield { kind: 'made', files: Object.fromEntries([...files].map(([name, bytes]) => [`${name}.bin`, bytes])) };
      const precisions = measured.map(({ row }) => row);
      return {
        seed: context.seed,
        ...numbers,
        tokens,
        questions: measured[0].answers.length,
        precisions,
        examples: examplesOf(measured),
        times,
      };
    } finally {
      for (const { arena } of sets) arena.free();
    }
  },

  start: (): State => startState,
  reduce: reduceState,
  view: viewState,

  share: (event) => ('share' in event ? event.share : undefined),

  line: (event) => (event.kind === 'measured' ? event.row : undefined),

  tell: tellResult,
});

const nameOf = (bits: number): string => (bits === bitsOf.float32 ? 'float32' : `int${bits}`);

function fileOf(model: ChatModel, precision: Precision): Uint8Array {
  const stage = precision === 'float32' ? model.origin.stage : precision;
  return encodeCheckpoint(modelToCheckpoint({ ...model, origin: { ...model.origin, stage } }, precision));
}
