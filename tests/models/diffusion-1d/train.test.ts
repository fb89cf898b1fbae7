import { describe, expect, test } from 'vitest';
import { missed, nearnessOf, wassersteinDistance } from '../../../src/data/numbers/measure.ts';
import { ownNumbers } from '../../../src/data/numbers/own-numbers.ts';
import { targets } from '../../../src/data/numbers/targets.ts';
import { sampleAll, stepsDown } from '../../../src/models/diffusion/sample.ts';
import { cosineSchedule, noiseLevel, signalLevel } from '../../../src/models/diffusion/schedule.ts';
import { Diffusion1dConfigSchema } from '../../../src/models/diffusion-1d/config.ts';
import { columns, writeRow } from '../../../src/models/diffusion-1d/network.ts';
import { Probe } from '../../../src/models/diffusion-1d/probe.ts';
import { Trainer } from '../../../src/models/diffusion-1d/train.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = kernelsNamed();
const trainerOf = (changes: object = {}, target: keyof typeof targets = 'normal', seed = 1) =>
  new Trainer(Diffusion1dConfigSchema.parse(changes), targets[target], seed, kernels);

function trained(changes: object, target: keyof typeof targets, seed = 1) {
  const trainer = trainerOf(changes, target, seed);
  let loss = 0;
  const last = 200;
  while (trainer.steps < trainer.config.steps) {
    const step = trainer.step();
    if (step.step > trainer.config.steps - last) loss += step.loss / last;
  }
  return { trainer, loss, probe: new Probe(trainer) };
}

describe('a normal target', () => {
  const { loss, probe, trainer } = trained({ steps: 1500 }, 'normal');

  test('has a velocity that cannot be known: x_t and v are a turn of independent x_0 and ε, so the loss rests at 1', () => {
    expect(loss).toBeGreaterThan(0.97);
    expect(loss).toBeLessThan(1.06);
  });

  test('is guessed as the mean of two normal opinions, at every level', () => {
    const { mean, std } = targets.normal;
    for (const t of [100, 300, 500, 700, 900]) {
      const [signal, noise] = [signalLevel(trainer.schedule, t), noiseLevel(trainer.schedule, t)];
      const xs = [-1.5, -0.5, 0, 1, 1.5].map((deviations) => mean + deviations * std);
      probe.guesses(xs, t).forEach((guess, i) => {
        const x = (xs[i] - mean) / std; // x_t of a standard normal number has variance 1, so E[x_0 | x_t] = √ᾱ · x_t
        expect(Math.hypot(signal, noise)).toBeCloseTo(1, 12);
        expect(Math.abs((guess - mean) / std - signal * x)).toBeLessThan(0.17);
      });
    }
  });
});

describe('the recipe', () => {
  test('learns the hardest of the targets', () => {
    const { probe } = trained({}, 'skewed', 4);
    expect(missed(nearnessOf(probe.samples(), targets.skewed), targets.skewed)).toEqual([]);
  });

  test('with the noise for target and the linear schedule, as in the first paper, comes near', () => {
    const { probe } = trained(
      { steps: 2000, predict: 'noise', noise_schedule: 'linear', sampler: 'ddpm', sampling_steps: 200 },
      'bimodal',
      2,
    );
    const { wasserstein_sigma, modes } = nearnessOf(probe.samples(5000), targets.bimodal);
    expect(wasserstein_sigma).toBeLessThan(0.15);
    expect(Math.min(...modes!)).toBeGreaterThan(0.35);
  });

  test('before training makes none of it', () => {
    const probe = new Probe(trainerOf({}, 'bimodal'));
    expect(missed(nearnessOf(probe.samples(2000), targets.bimodal), targets.bimodal)).not.toEqual([]);
  });

  test('learns numbers of one’s own, even of two values', () => {
    const own = ownNumbers(Float64Array.of(10, 10, 10, 30), 'own');
    const trainer = new Trainer(Diffusion1dConfigSchema.parse({ steps: 1500 }), own, 1, kernels);
    while (trainer.steps < 1500) trainer.step();
    const samples = new Probe(trainer).samples(2000);
    expect(wassersteinDistance(samples, own) / own.std).toBeLessThan(0.15);
  });
});

test('one level of noise from each of equal parts of the way, and the noise or the velocity wanted', () => {
  const seen = (predict: string) => {
    const trainer = trainerOf({ predict, batch: 50 });
    const { rows, wanted } = (trainer as unknown as { learning: Record<string, { value: { data: Float32Array } }> })
      .learning;
    trainer.step();
    return { trainer, rows: rows.value.data, wanted: wanted.value.data };
  };
  const { trainer, rows, wanted: velocity } = seen('velocity');
  const { wanted: noise } = seen('noise');
  for (let i = 0; i < 50; i++) {
    const [x, cos, sin] = rows.subarray(columns * i);
    const angle = Math.atan2(sin, cos);
    const t = trainer.schedule.alphaBar.findIndex((kept) => Math.abs(Math.sqrt(kept) - cos) < 2e-7);
    expect(t).toBeGreaterThanOrEqual(20 * i);
    expect(t).toBeLessThanOrEqual(20 * i + 21);
    // ε = sin φ · x_t + cos φ · v
    expect(noise[i]).toBeCloseTo(Math.sin(angle) * x + Math.cos(angle) * velocity[i], 4);
  }
});

test('what the network sees: the number, and cosines and sines of 1, 2 and 4 times the angle', () => {
  const schedule = cosineSchedule(100);
  const out = new Float64Array(2 * columns);
  writeRow(out, 1, 0.5, schedule, 30);
  const angle = Math.acos(signalLevel(schedule, 30));
  const expected = [0.5, ...[1, 2, 4].flatMap((times) => [Math.cos(times * angle), Math.sin(times * angle)])];
  expected.forEach((value, i) => {
    expect(out[columns + i]).toBeCloseTo(value, 12);
  });
});

describe('a run', () => {
  test('goes on from a snapshot as if it had not stopped', () => {
    const whole = trainerOf({ steps: 40 }, 'skewed');
    for (let i = 0; i < 15; i++) whole.step();
    const moment = structuredClone(whole.snapshot());
    const after = Array.from({ length: 10 }, () => whole.step());
    const other = trainerOf({ steps: 40 }, 'skewed', 9);
    other.restore(moment);
    expect(Array.from({ length: 10 }, () => other.step())).toEqual(after);
    expect(other.snapshot()).toEqual(whole.snapshot());
  });

  test('is not changed by looking at it', () => {
    const [seen, unseen] = [trainerOf(), trainerOf()];
    const probe = new Probe(seen);
    for (let i = 0; i < 5; i++) {
      probe.samples(100);
      probe.paths(3);
      expect(seen.step()).toEqual(unseen.step());
    }
  });
});

describe('a probe', () => {
  const trainer = trainerOf({ sampling_steps: 7 }, 'exponential');
  for (let i = 0; i < 30; i++) trainer.step();
  const probe = new Probe(trainer);

  test('makes the same numbers in pieces as one by one', () => {
    const made = probe.samples(1200);
    expect(made.subarray(0, 3)).toEqual(probe.samples(3));
    const options = { schedule: trainer.schedule, sampler: 'ddim', steps: 7, clip: trainer.clip } as const;
    const plain = sampleAll(probe, 1200, options, new Random(2));
    expect(made[1111]).toBeCloseTo(trainer.shift + trainer.scale * plain[1111], 12);
  });

  test('shows the way of a few of them, from noise to where they end', () => {
    const { levels, states } = probe.paths(4);
    expect(states.at(-1)).toEqual(Array.from(probe.samples(4)));
    expect(levels).toEqual(stepsDown(trainer.schedule, 7).map((t) => noiseLevel(trainer.schedule, t)));
  });
});
