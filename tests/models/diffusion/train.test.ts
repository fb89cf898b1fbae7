import { afterEach, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/data/input-error.ts';
import { type DiffusionConfig, DiffusionConfigSchema } from '../../../src/models/diffusion/config.ts';
import { keptWords, PictureLearner, type Snapshot, Trainer } from '../../../src/models/diffusion/train.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { shapes } from './shapes.ts';

const kernels = kernelsNamed();
const config: DiffusionConfig = DiffusionConfigSchema.parse({
  size: 8,
  widths: [8, 16],
  embedding: 16,
  steps: 250,
  warmup: 20,
  lr: 0.005,
});
const source = shapes(8);
const trainers: Trainer[] = [];
const trainer = (settings: Partial<DiffusionConfig> = {}, seed = 7): Trainer => {
  const made = new Trainer({ ...config, ...settings }, source, seed, kernels);
  trainers.push(made);
  return made;
};
afterEach(() => {
  for (const one of trainers.splice(0)) one.free();
});
const run = (trainer: Trainer, steps: number) => Array.from({ length: steps }, () => trainer.step());
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

describe('training', () => {
  test('begins at the loss of a network that says nothing, the variance of v, and falls far below it', () => {
    const losses = run(trainer(), 250).map(({ loss }) => loss);
    expect(losses[0]).toBeGreaterThan(0.4);
    expect(mean(losses.slice(-30))).toBeLessThan(0.5 * losses[0]);
  });

  test('the same seed gives the same numbers, another one others', () => {
    expect(run(trainer(), 5)).toEqual(run(trainer(), 5));
    expect(run(trainer(), 5)).not.toEqual(run(trainer({}, 8), 5));
  });

  test('goes on from a snapshot to the very same numbers', () => {
    const first = trainer();
    run(first, 4);
    const snapshot: Snapshot = structuredClone(first.snapshot());
    const expected = run(first, 4);
    const second = trainer();
    second.restore(snapshot);
    expect(run(second, 4)).toEqual(expected);
    expect(second.snapshot()).toEqual(first.snapshot());
  });

  test('the rate rises over the warm-up and ends at 0', () => {
    const rates = run(trainer({ steps: 12, warmup: 4 }), 12).map(({ rate }) => rate);
    expect(rates.slice(0, 4).map((rate) => rate / config.lr)).toEqual([0.25, 0.5, 0.75, 1]);
    expect(rates[11]).toBeLessThan(0.06 * config.lr);
  });

  test('refuses a batch that does not part, and sizes that cannot be halved', () => {
    expect(() => trainer({ parts: 3 })).toThrow(InputError);
    expect(() => trainer({ widths: [8, 8, 8, 8, 8] })).toThrow(InputError);
    expect(() => trainer({ widths: [8, 12] })).toThrow(InputError);
  });
});

describe('parts of a batch', () => {
  const gradientsOf = (learner: PictureLearner, step: number, index: number) => {
    learner.parameters.clearGradients();
    const loss = learner.learn(step, index);
    return { loss, gradients: learner.parameters.gradients.data.slice() };
  };

  test('do not depend on what was computed before them', () => {
    const forwards = new PictureLearner(config, source, 7, kernels);
    const backwards = new PictureLearner(config, source, 7, kernels);
    const indices = [0, 1, 2, 3];
    const expected = indices.map((index) => gradientsOf(forwards, 5, index));
    const found = indices.toReversed().map((index) => gradientsOf(backwards, 5, index));
    expect(found.toReversed()).toEqual(expected);
    expect(expected[0].gradients).not.toEqual(expected[1].gradients);
  });

  test('their mean is the gradient of the step', () => {
    const one = trainer({ clip: 1e3, beta1: 0, beta2: 0, warmup: 0 });
    run(one, 3); // by then no layer is 0
    const learner = new PictureLearner(config, source, 7, kernels);
    kernels.copy(learner.parameters.values, one.weights.values);
    const parts = [0, 1, 2, 3].map((index) => gradientsOf(learner, 3, index));
    const before = one.weights.values.data.slice();
    const { loss, rate } = one.step();
    expect(loss).toBe(mean(parts.map(({ loss }) => loss)));
    // Adam that forgets at once moves each weight by the rate, against the sign of its gradient.
    let moved = 0;
    one.weights.values.data.forEach((value, i) => {
      const slope = mean(parts.map(({ gradients }) => gradients[i]));
      if (Math.abs(slope) < 1e-4) return;
      expect(value - before[i]).toBeCloseTo(-Math.sign(slope) * rate, 4);
      moved++;
    });
    expect(moved).toBeGreaterThan(500);
  });
});

test('prompts lose all their words, or some, but never the subject alone', () => {
  const random = new Random(1);
  const picture = { pixels: new Float32Array(), words: [3, 1, 2], subject: 1 };
  const kept = Array.from({ length: 20_000 }, () => keptWords(picture, config, random));
  const share = (is: (words: readonly number[]) => boolean): number => kept.filter(is).length / kept.length;
  expect(share((words) => words.length === 0)).toBeCloseTo(config.drop_prompt, 2);
  expect(share((words) => words.length > 0 && !words.includes(1))).toBe(0);
  expect(share((words) => words.length === 1)).toBeCloseTo((1 - config.drop_prompt) * config.drop_words * 0.25, 2);
});
