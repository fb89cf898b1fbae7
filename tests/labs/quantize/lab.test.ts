/** A tiny chat model with weights by chance, in fewer and fewer bits: sizes by arithmetic, answers beside those of a network that is
 *  read from the file that the lab makes and rereads everything for each token, times by a clock that is known. */
import { describe, expect, test } from 'vitest';
import { parse } from 'zod/v4/core';
import type { DataSource } from '../../../src/data/corpus.ts';
import { InputError } from '../../../src/data/input-error.ts';
import type { MeasuringContext, NeuralContext } from '../../../src/labs/lab.ts';
import { combOf, countsOf, levelsOf } from '../../../src/labs/quantize/column.ts';
import { quantizeLab } from '../../../src/labs/quantize/lab.ts';
import { agreement, examplesOf } from '../../../src/labs/quantize/measure.ts';
import {
  type Answer,
  type Event,
  kinds,
  type MeasuredEvent,
  type Params,
  type Result,
} from '../../../src/labs/quantize/params.ts';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import { modelFromCheckpoint, modelToCheckpoint, type TextModel } from '../../../src/models/gpt/weights.ts';
import { scoreLines } from '../../../src/models/language-model/score.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { isRefusal } from '../../../src/models/pipeline/exam-questions.ts';
import { longestAnswer } from '../../../src/models/pipeline/examine.ts';
import { curriculum } from '../../../src/models/pipeline/texts.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import type { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import type { Precision } from '../../../src/nn/quantise.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { instruments } from '../instruments.ts';
import { pictureOf } from '../picture.ts';

const kernels = kernelsNamed('plain');
const held = 'Ada lives in Elm.\n\nBert has a goat, and\nhe likes soup.';
const questions = curriculum(3);

function tiny(): TextModel {
  const asked = [...questions.taught.facts.slice(0, 40), ...questions.taught.howTos.slice(0, 40)];
  const { tokenizer } = ChatFormat.of(asked.map(({ question }) => question), 400); // biome-ignore format: a line each
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 128, width: 16, layers: 1, heads: 2, deviation: 0.5 }),
  );
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(tokenizer.size), new Random(5));
  const origin = { stage: 'dpo', seed: 3, words: [] };
  return { network, weights, vocabulary: tokenizer.size, tokenizer, lines: true, origin };
}

const model = tiny();
const fileOf = (precision: Precision): Uint8Array => encodeCheckpoint(modelToCheckpoint(model, precision));
const read = (bytes: Uint8Array): TextModel => modelFromCheckpoint(decodeCheckpoint(bytes), kernels);

const dataWith = (bytes: Uint8Array): DataSource => ({
  ...corpora({ './held.txt': held }),
  weights: async () => bytes,
});

async function run(given: object, tick = 1, bytes = fileOf('float32')): Promise<{ events: Event[]; result: Result }> {
  const params = parse(quantizeLab.params, { held_out: 'held.txt', exam: 4, ...given }) as Params;
  const tools = { rng: new Random(1), seed: 1, data: dataWith(bytes), cache: new Map(), kernels, ...instruments(tick) };
  const steps = quantizeLab.run(params, tools as unknown as NeuralContext & MeasuringContext);
  const events: Event[] = [];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, result: value };
    events.push(value);
  }
}

const usual = await run({});
const measured = usual.events.filter((event): event is MeasuredEvent => event.kind === 'measured');
const filesOf = (events: readonly Event[]) => events.flatMap((event) => (event.kind === 'made' ? [event.files] : []));
const made = filesOf(usual.events);
const stateAfter = (events: readonly Event[]) =>
  events.reduce(quantizeLab.reduce, quantizeLab.start(parse(quantizeLab.params, {}) as Params));

/** The likeliest answer by hand: no cache, one question after the other. */
function answerOf(subject: TextModel, question: string): string {
  const reader = new Reader(subject);
  const format = new ChatFormat(subject.tokenizer as BytePairTokens);
  const text = [...format.question([{ question }])];
  const answer: number[] = [];
  while (answer.length < longestAnswer && text.length <= subject.network.context) {
    const logits = Array.from(reader.logits(Int32Array.from(text)).at(-1)!);
    answer.push(logits.indexOf(Math.max(...logits)));
    if (answer.at(-1) === subject.tokenizer.mark) break;
    text.push(answer.at(-1)!);
  }
  reader.end();
  return format.read(answer);
}

describe('what is measured', () => {
  test('bytes, by arithmetic', () => {
    const [width, vocabulary, context] = [16, model.vocabulary, 128];
    const matrices = [
      [vocabulary, width],
      [context, width],
      [width, 3 * width],
      [width, width],
      [width, 4 * width],
      [4 * width, width],
    ];
    const numbers = matrices.reduce((sum, [rows, columns]) => sum + rows * columns, 0);
    // A scale for each token and each place, and for each output of a layer.
    const scales = vocabulary + context + matrices.slice(2).reduce((sum, [, columns]) => sum + columns, 0);
    const { parameters, in_matrices, precisions } = usual.result;
    expect([parameters, in_matrices]).toEqual([model.weights.size, numbers]);
    const rest = 4 * (parameters - numbers);
    // With few bits every 16 numbers have a scale in a byte.
    const few = numbers / 16 + 4 * scales + rest;
    expect(precisions.map(({ precision, bytes }) => [precision, bytes])).toEqual([
      ['float32', 4 * parameters],
      ['int8', numbers + 4 * scales + rest],
      ['int4', numbers / 2 + few],
      ['int3', Math.ceil((numbers * 3) / 8) + few],
      ['int2', numbers / 4 + few],
    ]);
    for (const { bytes, share } of precisions) expect(share).toBeCloseTo(bytes / (4 * parameters), 12);
  });

  test('loss: that of the network in the file, on each document', () => {
    const documents = [' Ada lives in Elm.', ' Bert has a goat, and he likes soup.'];
    const files = { float32: fileOf('float32'), int8: made[0]['int8.bin'], int4: made[0]['int4.bin'] };
    const [full] = usual.result.precisions;
    for (const [precision, bytes] of Object.entries(files)) {
      const subject = read(bytes);
      const { nats_per_token, tokens } = scoreLines(new NetworkLanguageModel(subject, subject.tokenizer), documents);
      const row = usual.result.precisions.find((row) => row.precision === precision)!;
      expect(row.loss).toBeCloseTo(nats_per_token!, 9);
      expect(row.loss_change).toBeCloseTo(nats_per_token! / full.loss! - 1, 9);
      expect(usual.result.tokens).toBe(tokens);
    }
    expect(new Set(usual.result.precisions.map(({ loss }) => loss)).size).toBe(5);
  });

  test('agreement: that of answers written by the file, rereading everything', () => {
    const subject = read(made[0]['int4.bin']);
    const byLab = measured.find(({ row }) => row.precision === 'int4')!;
    const [full, coarse] = [measured[0].answers, byLab.answers];
    for (let i = 0; i < full.length; i += 3) {
      expect(full[i].answer).toBe(answerOf(model, full[i].question));
      expect(coarse[i].answer).toBe(answerOf(subject, full[i].question));
    }
    const same = full.filter(({ answer }, i) => answer === coarse[i].answer).length;
    expect(byLab.row.same_answers).toBe(same / full.length);
    expect(same).toBeLessThan(full.length);
    expect(new Set(full.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(usual.result.questions).toBe(full.length);
  });

  test('shares: those of the answers that are told', () => {
    for (const { row, answers } of measured) {
      const harmful = answers.filter(({ kind }) => kind === 'harmful');
      expect(row.refused_harmful).toBe(harmful.filter(({ answer }) => isRefusal(answer)).length / harmful.length);
      const facts = answers.filter(({ kind }) => kind === 'facts');
      expect(row.facts_right).toBe(facts.filter(({ right }) => right).length / facts.length);
    }
  });
});

test('files: with 8 and 4 bits, whatever was tried; their stage is told', async () => {
  const { events, result } = await run({ bits: '3, 3' });
  expect(result.precisions.map(({ precision }) => precision)).toEqual(['float32', 'int3']);
  expect(filesOf(events)).toEqual(made);
  for (const precision of ['int8', 'int4'] as const) {
    expect(read(made[0][`${precision}.bin`])).toMatchObject({ precision, origin: { stage: precision, seed: 3 } });
  }
});

test('a model that is kept in a byte a weight is held against itself, and is not made finer', async () => {
  const { events, result } = await run({ bits: '8 4' }, 1, made[0]['int8.bin']);
  const [first, second] = result.precisions;
  const [, int8, int4] = usual.result.precisions;
  expect(first).toEqual({ ...int8, loss_change: 0, same_answers: 1 });
  expect(second).toMatchObject({ precision: 'int4', bytes: int4.bytes, loss_change: second.loss! / first.loss! - 1 });
  expect(pictureOf(quantizeLab, stateAfter(events), 80, 24)).toContain('in int8');
  const least = await run({ bits: '3' }, 1, made[0]['int4.bin']);
  expect(filesOf(least.events).map(Object.keys)).toEqual([['int4.bin']]);
  await expect(run({ bits: '8 4' }, 1, made[0]['int4.bin'])).rejects.toThrow('kept in int4 already');
});

test.each(['', '9', '1', '2.5', '8 x'])('no such bits: "%s"', async (bits) => {
  await expect(run({ bits })).rejects.toBeInstanceOf(InputError);
});

describe('times', () => {
  test('none unless they are asked for', () => {
    expect(usual.result.times).toBe(null);
  });

  test('by a clock that ticks: two looks for each work', async () => {
    const { result } = await run({ speed: true, bits: '4 3' }, 5);
    const format = new ChatFormat(model.tokenizer as BytePairTokens);
    const asked = questions.facts.slice(0, 16).map(({ question }) => format.question([{ question }]).length);
    const prompts = asked.reduce((a, b) => a + b, 0);
    expect(result.times!.map(({ precision, load_ms }) => [precision, load_ms])).toEqual([
      ['float32', 5],
      ['int4', 5],
      ['int3', null],
    ]);
    for (const { tokens_per_second } of result.times!) {
      const answers = (tokens_per_second * 5) / 1000 - prompts;
      expect(answers).toBeCloseTo(Math.round(answers), 6);
      expect(answers).toBeGreaterThanOrEqual(16);
      expect(answers).toBeLessThanOrEqual(16 * longestAnswer);
    }
  });
});

describe('agreement and examples', () => {
  const told = (kind: Answer['kind'], answers: readonly string[], right = true): Answer[] =>
    answers.map((answer, i) => ({ kind, question: `${kind} ${i}`, answer, right }));

  test('["a", "b", "c"] beside ["a", "x", "c"] → 2/3', () => {
    expect(agreement(told('facts', ['a', 'x', 'c']), told('facts', ['a', 'b', 'c']))).toBeCloseTo(2 / 3, 12);
  });

  test('of each kind the one in which most differ, if float32 is right there', () => {
    const full = [
      ...told('harmful', ['no', 'no']),
      ...told('facts', ['elm', 'oak']),
      ...told('harmless', ['?'], false),
    ];
    const fine = [...told('harmful', ['no', 'no']), ...told('facts', ['elm', 'ash']), ...told('harmless', ['!'])];
    const rough = [...told('harmful', ['no', 'yes']), ...told('facts', ['fir', 'ivy']), ...told('harmless', ['!'])];
    const all = [full, fine, rough].map((answers, i) => ({ precision: `p${i}`, answers }));
    expect(examplesOf(all).map(({ question }) => question)).toEqual(['harmful 1', 'facts 1']);
    expect(examplesOf(all)[1].answers.map(({ answer }) => answer)).toEqual(['oak', 'ash', 'ivy']);
    expect(examplesOf(all.slice(0, 1))).toEqual([]);
  });
});

describe('the picture', () => {
  test('levels of 2 bits are four, and the comb has as many teeth', () => {
    const column = usual.events.flatMap((event) => (event.kind === 'begin' ? [event.column] : []))[0];
    expect(countsOf(column, 63).reduce((a, b) => a + b, 0)).toBe(column.weights.length);
    expect(countsOf({ weights: [-2, -0.1, 0.1, 2], largest: 2 }, 3)).toEqual([1, 2, 1]);
    const levels = levelsOf(model.weights, 2);
    expect(levels).toHaveLength(4);
    expect(levels).toEqual(levels.toSorted((a, b) => a - b));
    expect(levels.some((level) => level === 0)).toBe(true);
    expect(combOf(levels, column, 63).reduce((a, b) => a + b, 0)).toBe(4);
    expect(combOf(levels, column, 63)[31]).toBe(1);
  });

  test.each([
    [40, 12],
    [51, 20],
    [60, 20],
    [80, 24],
    [120, 40],
  ])('fits %i columns and %i rows at every moment, the table whole in the end', (width, height) => {
    for (let i = 0; i <= usual.events.length; i++) {
      const lines = pictureOf(quantizeLab, stateAfter(usual.events.slice(0, i)), width, height).split('\n');
      expect(lines.length).toBeLessThanOrEqual(height);
    }
    const picture = pictureOf(quantizeLab, stateAfter(usual.events), width, height);
    for (const { precision } of usual.result.precisions) expect(picture).toMatch(new RegExp(`^${precision} `, 'm'));
  });

  test.each([45, 51, 80])('at %i columns each tooth of a comb stands in the row of the comb', (width) => {
    const rows = pictureOf(quantizeLab, stateAfter(usual.events), width, 40).split('\n');
    const combs = rows.slice(3, 6).map((row) => row.slice(row.search(/[│┤]/) + 1).replaceAll(' ', ''));
    expect(combs).toEqual(['x'.repeat(16), '+'.repeat(8), '*'.repeat(4)]);
  });

  test('at 80 by 30 it shows the combs, and says why nothing is faster', () => {
    const picture = pictureOf(quantizeLab, stateAfter(usual.events), 80, 30);
    expect(picture).toContain('x int4');
    expect(picture).toContain('Not faster here');
    const line = quantizeLab.tell!(usual.result);
    expect(line).not.toContain('\n');
    expect(line).toContain('int2 (');
  });
});
