import { describe, expect, test } from 'vitest';
import { ownNumbers } from '../../../src/data/numbers/own-numbers.ts';
import { targets } from '../../../src/data/numbers/targets.ts';
import { type GanConfig, GanConfigSchema, losses } from '../../../src/models/gan/config.ts';
import { Probe } from '../../../src/models/gan/measure.ts';
import { type Outcome, trainSeed } from '../../../src/models/gan/seeds.ts';
import { type Learner, Trainer } from '../../../src/models/gan/train.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';

const kernels = kernelsNamed();
const begin = (changes: Partial<GanConfig> = {}, seed = 1, target = targets.bimodal) =>
  new Trainer(GanConfigSchema.parse(changes), target, seed, kernels);
const run = (trainer: Trainer, steps: number, who?: Learner) => Array.from({ length: steps }, () => trainer.step(who));

describe('a run', () => {
  test('is repeated by its seed, and is another with another', () => {
    const [one, two, three] = [run(begin(), 20), run(begin(), 20), run(begin({}, 2), 20)];
    expect(two).toEqual(one);
    expect(three).not.toEqual(one);
    expect(one.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('is not changed by being looked at', () => {
    const watched = begin();
    const probe = new Probe(watched);
    const steps = Array.from({ length: 20 }, () => {
      probe.measure(probe.samples(1000));
      probe.discriminatorCurve([-1, 0, 1]);
      probe.latentMap([-1, 0, 1]);
      return watched.step();
    });
    expect(steps).toEqual(run(begin(), 20));
  });

  test.each(losses)('with the loss %s stays finite and moves both', (loss) => {
    const trainer = begin({ loss, penalty: 0.1 });
    const [g, d] = [trainer.generator.values.data.slice(), trainer.discriminator.values.data.slice()];
    for (const step of run(trainer, 50)) for (const value of Object.values(step)) expect(value).toBeTypeOf('number');
    expect(trainer.generator.values.data.every(Number.isFinite)).toBe(true);
    expect(trainer.generator.values.data).not.toEqual(g);
    expect(trainer.discriminator.values.data).not.toEqual(d);
  });

  test('in steps of one side leaves the other as it is', () => {
    const trainer = begin();
    const [g, d] = [trainer.generator.values.data, trainer.discriminator.values.data];
    const [g0, d0] = [g.slice(), d.slice()];
    const [judged] = run(trainer, 1, 'discriminator');
    expect(g).toEqual(g0);
    expect(d).not.toEqual(d0);
    expect(judged.g_gradient).toBe(0);
    expect(judged.g_loss).toBeGreaterThan(0);
    const d1 = d.slice();
    const [forged] = run(trainer, 1, 'generator');
    expect(g).not.toEqual(g0);
    expect(d).toEqual(d1);
    expect(forged.d_loss).toBeGreaterThan(0);
  });

  test('a discriminator that learns alone tells nearly all; its loss falls from 2·ln 2', () => {
    const steps = run(begin({ schedule: 'constant' }, 3, targets.normal), 300, 'discriminator');
    expect(Math.abs(steps[0].d_loss - 2 * Math.LN2)).toBeLessThan(0.2);
    expect(steps[299].d_loss).toBeLessThan(0.3);
    expect(steps[299].d_accuracy).toBeGreaterThan(0.9);
  });

  test('learning rates fall to 0 and stay there', () => {
    const trainer = begin({ steps: 10 });
    run(trainer, 10);
    const weights = trainer.generator.values.data.slice();
    run(trainer, 3);
    expect(trainer.generator.values.data).toEqual(weights);
  });

  test('without an average, samples come from the generator as it is', () => {
    const trainer = begin({ average: 0 });
    run(trainer, 5);
    expect(trainer.average.values.data).toEqual(trainer.generator.values.data);
  });

  test('a batch that does not part into packs is refused', () => {
    expect(() => begin({ batch: 10, pack: 4 })).toThrow(
      'a batch of 10 does not part into packs of 4 (batch). Take a batch such as 12.',
    );
  });

  test('of own numbers, were there only two', () => {
    const target = ownNumbers(Float64Array.of(1e6, 1e6 + 1), 'here');
    const trainer = begin({}, 1, target);
    run(trainer, 200);
    const { mean } = new Probe(trainer).measure();
    expect(Math.abs(mean - target.mean)).toBeLessThan(1);
  });
});

describe('a snapshot', () => {
  test('goes on to the very same numbers', () => {
    const trainer = begin();
    run(trainer, 15);
    const snapshot = trainer.snapshot();
    const expected = run(trainer, 15);
    expect(trainer.restore(structuredClone(snapshot))).toEqual([]);
    expect(trainer.steps).toBe(15);
    expect(run(trainer, 15)).toEqual(expected);
  });

  test('a new run with the same settings goes on from it as the old one would', () => {
    const trainer = begin();
    run(trainer, 15);
    const snapshot = structuredClone(trainer.snapshot());
    const other = begin();
    other.restore(snapshot);
    expect(run(other, 15)).toEqual(run(trainer, 15));
  });

  test('of a run with another seed brings its scale along', () => {
    const trainer = begin();
    run(trainer, 5);
    const other = begin({}, 77);
    expect(other.scale).not.toBe(trainer.scale);
    other.restore(trainer.snapshot());
    expect([other.shift, other.scale]).toEqual([trainer.shift, trainer.scale]);
    expect(run(other, 5)).toEqual(run(trainer, 5));
  });

  test('goes on with another knob', () => {
    const trainer = begin();
    run(trainer, 15);
    const snapshot = trainer.snapshot();
    const other = begin({ loss: 'minimax', lr_g: 0.0001, g_steps: 3 });
    expect(other.restore(snapshot)).toEqual([]);
    expect(other.generator.values.data).toEqual(trainer.generator.values.data);
    expect(run(other, 5)).not.toEqual(run(trainer, 5));
  });

  test('a network of another shape begins anew, and that is said', () => {
    const trainer = begin({ pack: 1 });
    run(trainer, 5);
    const packed = begin({ pack: 2 });
    expect(packed.restore(trainer.snapshot())).toEqual(['discriminator']);
    expect(packed.generator.values.data).toEqual(trainer.generator.values.data);
    expect(begin({ pack: 1, latent: 2 }).restore(trainer.snapshot())).toEqual(['generator']);
  });

  test('the average of a generator that begins anew follows it from the start, also after another break', () => {
    const trainer = begin();
    run(trainer, 400);
    const other = begin({ latent: 2 });
    other.restore(trainer.snapshot());
    const first = other.generator.values.data.slice();
    run(other, 20);
    const third = begin({ latent: 2 });
    third.restore(structuredClone(other.snapshot()));
    run(third, 20);
    const apart = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Math.sqrt(Array.from(a, (x, i) => (x - b[i]) * (x - b[i])).reduce((sum, square) => sum + square));
    const [average, generator] = [third.average.values.data, third.generator.values.data];
    expect(apart(average, generator)).toBeLessThan(0.5 * apart(first, generator));
  });
});

function outcomeOf(config: GanConfig, seed: number): Outcome {
  const training = trainSeed(config, targets.bimodal, seed, kernels);
  for (;;) {
    const { done, value } = training.next();
    if (done) return value;
  }
}

test('the recipe learns a target', () => {
  const outcome = outcomeOf(GanConfigSchema.parse({}), 101);
  expect(outcome.missed).toEqual([]);
  expect(outcome.collapsed).toBe(false);
  expect(Math.abs(outcome.d_accuracy - 0.5)).toBeLessThan(0.06);
}, 60_000);

test('five turns of the generator for one of the discriminator collapse onto one mode', () => {
  const config = GanConfigSchema.parse({ g_steps: 5, pack: 1, steps: 800, schedule: 'constant', average: 0 });
  const outcome = outcomeOf(config, 1);
  expect(outcome.collapsed).toBe(true);
  expect(Math.min(...outcome.modes!)).toBeLessThan(0.05);
}, 60_000);
