/** Every model in the same questions: models of a few thousand numbers, held against the examination and slow sums. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from '../../../src/data/corpus.ts';
import { InputError } from '../../../src/data/input-error.ts';
import { evaluateLab } from '../../../src/labs/evaluate/lab.ts';
import type { EvaluateResult, Event, Examined, Stage } from '../../../src/labs/evaluate/params.ts';
import type { Lab, Schema } from '../../../src/labs/lab.ts';
import { numbersOf } from '../../../src/labs/stages/params.ts';
import { modelFromCheckpoint, modelToCheckpoint, type TextModel } from '../../../src/models/gpt/weights.ts';
import { ChatFormat } from '../../../src/models/pipeline/chat-format.ts';
import { examine, replies } from '../../../src/models/pipeline/examine.ts';
import { curriculum, toyland } from '../../../src/models/pipeline/texts.ts';
import { logProbability } from '../../../src/models/text-network/language-model.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import type { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';
import { tinyChat } from '../tiny-stages.ts';
import { runLab } from '../tiny-transformer.ts';

const kernels = plainKernels('float64');
const exam = 4;
const [sft, dpo] = [2, 3].map((chance) => tinyChat('', chance));
const modelOf = (bytes: Uint8Array): TextModel => modelFromCheckpoint(decodeCheckpoint(bytes), kernels);
const int8 = encodeCheckpoint(modelToCheckpoint(modelOf(dpo), 'int8'));
const document = 'Ada lives in Fairport.';
const files: Readonly<Record<string, Uint8Array>> = {
  './held-out.txt': new TextEncoder().encode(document),
  './sft.bin': sft,
  './int8.bin': int8,
  './other-seed.bin': tinyChat('dpo', 3, 2),
  './other-tokens.bin': tinyChat('dpo', 3, 1, 500),
};
const data: DataSource = {
  ...corpora(),
  open: (name) => (files[name] ? { name, chunks: () => [files[name]] } : corpora().open(name)),
};
const run = (given: object): Promise<{ events: Event[]; result: EvaluateResult }> =>
  runLab(evaluateLab as unknown as Lab<Schema, Event, never, EvaluateResult>, { exam, ...given }, data);

let events: Event[];
let result: EvaluateResult;
beforeAll(async () => {
  ({ events, result } = await run({
    held_out: 'held-out.txt',
    rlhf: 'sft.bin',
    int8: 'int8.bin',
    ask: 'Who are you?',
  }));
});
const of = (stage: Stage): Examined => result.stages.find((one) => one.stage === stage)!;

describe('every model', () => {
  it('is there, in the order of the stages, and it says where it is from', () => {
    expect(result.stages.map(({ stage, from }) => `${stage} ${from}`)).toEqual([
      'base on board',
      'sft on board',
      'rlhf a file',
      'dpo on board',
      'int8 a file',
      'int4 made of dpo',
    ]);
  });

  it('has the shares of the examination, and its answers word by word', () => {
    const model = modelOf(dpo);
    const format = new ChatFormat(model.tokenizer as BytePairTokens);
    const { report, answers } = examine(model, format, toyland(), curriculum(1), exam);
    const { questions, ...shares } = numbersOf(report);
    expect(of('dpo').scores).toMatchObject(shares);
    expect(of('dpo').questions).toBe(questions);
    const kinds = of('dpo')
      .examples.slice(1)
      .map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['facts', 'new_forms', 'harmless', 'harmful', 'ghosts']));
    const told = of('dpo').examples.find(({ kind }) => kind === 'harmful');
    expect(told).toEqual({ kind: 'harmful', ...answers.harmful[0] });
  });

  it('is asked the question of the learner, of which nobody knows the answer', () => {
    expect(result.stages.map(({ examples }) => examples[0].question)).toEqual(Array(6).fill('Who are you?'));
    expect(of('sft').examples[0]).toMatchObject({ kind: 'own', right: null });
    const model = modelOf(sft);
    const format = new ChatFormat(model.tokenizer as BytePairTokens);
    const [answer] = replies(model, format, ['Who are you?']);
    expect(of('sft').examples[0].answer).toBe(format.read(answer));
  });

  it('has a loss that is a sum over tokens, one after the other', () => {
    const model = modelOf(dpo);
    const tokens = [...model.tokenizer.encode(` ${document}`), model.tokenizer.mark];
    const reader = new Reader(model);
    const logits = reader.logits(Int32Array.of(model.tokenizer.mark, ...tokens.slice(0, -1)));
    const nats = tokens.reduce((sum, token, i) => sum - logProbability(logits[i], token), 0);
    reader.end();
    expect(of('dpo').scores.held_out_loss).toBeCloseTo(nats / tokens.length, 9);
  });

  it('believes in an answer as much as in all its tokens together', () => {
    const model = modelOf(dpo);
    const format = new ChatFormat(model.tokenizer as BytePairTokens);
    const { facts, ghosts } = curriculum(1);
    const asked = [...facts.slice(0, exam), ...ghosts.slice(0, exam)].map(({ question }) => question);
    const reader = new Reader(model);
    const beliefs = replies(model, format, asked).map((answer, i) => {
      const prompt = format.question([{ question: asked[i] }]);
      const logits = reader.logits(Int32Array.of(...prompt, ...answer.slice(0, -1)));
      return answer.reduce((p, token, k) => p * Math.exp(logProbability(logits[prompt.length - 1 + k], token)), 1);
    });
    reader.end();
    const expected = [...new Set(beliefs)].sort((a, b) => b - a);
    const thresholds = of('dpo').abstaining.map(({ threshold }) => threshold);
    expect(thresholds.map((p, i) => p / expected[i])).toEqual(expected.map(() => expect.closeTo(1, 6)));
    expect(of('dpo').abstaining.at(-1)).toMatchObject({ people: 1, nobodies: 1 });
  });

  it('is judged only where it learnt to answer, and one that is as before has moved nowhere', () => {
    const judged = result.stages.filter(({ scores }) => 'reward' in scores).map(({ stage }) => stage);
    expect(judged).toEqual(['sft', 'rlhf', 'dpo']);
    expect(of('rlhf').scores).toMatchObject({ reward: 0, kl: 0 });
    expect(of('dpo').scores.kl).toBeGreaterThan(1);
    expect(of('dpo').scores.reward).not.toBe(0);
  });
});

it('makes of dpo what a file in fewer bits would hold; rlhf is left out without a file', async () => {
  const made = (await run({ held_out: 'held-out.txt' })).result.stages;
  expect(made.map(({ stage }) => stage)).toEqual(['base', 'sft', 'dpo', 'int8', 'int4']);
  expect(made[3].scores).toEqual(of('int8').scores);
  expect(made[3].scores.held_out_loss).not.toBe(of('dpo').scores.held_out_loss);
});

it.each([
  [{ dpo: 'other-seed.bin' }, '--dpo'],
  [{ judge: 'other-tokens.bin' }, '--judge'],
  [{ int4: 'other-seed.bin' }, '--int4'],
  [{ ask: 'why '.repeat(80) }, '--ask'],
  [{ base: 'none.bin' }, './none.bin'],
])('refuses what cannot be compared: %j', async (given, where) => {
  const error = await run({ held_out: 'held-out.txt', ...given }).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).where).toBe(where);
});

it('says how far it is', () => {
  const shares = events.flatMap((event) => evaluateLab.share!(event) ?? []);
  expect(shares[0]).toBe(0);
  expect(shares.every((share, i) => share < 1 && (i === 0 || share > shares[i - 1]))).toBe(true);
});

describe('the picture', () => {
  const pictureAt = (width: number, height: number, until = events.length): string => {
    const seen = events.slice(0, until).reduce(evaluateLab.reduce, evaluateLab.start({} as never));
    return pictureOf(evaluateLab, seen, width, height);
  };

  it('at 80 by 24 has all stages, the measures that matter and an answer of each', () => {
    const lines = pictureAt(80, 24).split('\n');
    expect(lines[1].trim().split(/\s+/)).toEqual(['base', 'sft', 'rlhf', 'dpo', 'int8', 'int4']);
    for (const measure of ['facts right', 'harmful refused', 'nobodies invented', 'held-out loss', 'KL from sft']) {
      expect(lines.filter((line) => line.startsWith(measure))).toHaveLength(1);
    }
    expect(lines.filter((line) => /^ {2}(base|sft|rlhf|dpo|int8|int4) /.test(line))).toHaveLength(6);
    expect(lines).toContain('> Who are you?');
    expect(lines.join('\n')).not.toContain('more');
  });

  it('where it is narrow keeps the stages that matter, and says which ones it has not', () => {
    const lines = pictureAt(40, 24).split('\n');
    expect(lines[1].trim().split(/\s+/)).toEqual(['base', 'sft', 'dpo']);
    expect(lines).toContain('wider: rlhf, int8, int4');
  });

  it('while it works has what is there by now', () => {
    const until = events.findIndex((event) => event.kind === 'working' && event.stage === 'rlhf') + 1;
    const picture = pictureAt(80, 24, until);
    expect(picture).toContain('model: rlhf, 3 of 6: questions');
    expect(picture).toMatch(/held-out loss +\d\.\d\d +\d\.\d\d$/m);
  });

  it('with room enough has the curves and all examples', () => {
    const picture = pictureAt(100, Number.POSITIVE_INFINITY);
    expect(picture).toContain('nobodies answered');
    for (const { question } of of('base').examples) expect(picture).toContain(`> ${question}`);
  });
});
