import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meanAndStd } from '../../../src/data/numbers/measure.ts';
import type { Denoiser } from '../../../src/models/diffusion/denoiser.ts';
import {
  moves,
  type SampleMoment,
  type SampleStep,
  sample,
  sampleAll,
  samplers,
  stepsDown,
} from '../../../src/models/diffusion/sample.ts';
import {
  cosineSchedule,
  linearSchedule,
  noiseLevel,
  type Schedule,
  signalLevel,
} from '../../../src/models/diffusion/schedule.ts';
import { Random } from '../../../src/nn/random.ts';

const linear = linearSchedule(1000, 1e-4, 0.02);
const cosine = cosineSchedule(1000);

/** What is under the noise, where examples are N(mean, std²): the mean of two normal opinions, weighed by their precisions. */
function gaussian(schedule: Schedule, mean: number, std: number, size = 1): Denoiser {
  return {
    size,
    guess(out, x, t) {
      const [signal, noise] = [signalLevel(schedule, t), noiseLevel(schedule, t)];
      const [prior, seen] = [1 / (std * std), (signal / noise) ** 2];
      for (let i = 0; i < out.length; i++) out[i] = (prior * mean + seen * (x[i] / signal)) / (prior + seen);
    },
  };
}

describe('a DDPM step', () => {
  test('is Bayes on two normal distributions: what was there at s, and how it came from there to t', () => {
    const step = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(
        step,
        step,
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.constantFrom(linear, cosine),
        (...given) => {
          const [a, b, x0, schedule] = given;
          fc.pre(a !== b);
          const [s, t] = [Math.min(a, b), Math.max(a, b)];
          const xt = 0.7;
          const alpha = schedule.alphaBar[t] / schedule.alphaBar[s];
          const precision = 1 / (1 - schedule.alphaBar[s]) + alpha / (1 - alpha);
          const mean =
            ((Math.sqrt(schedule.alphaBar[s]) * x0) / (1 - schedule.alphaBar[s]) +
              (Math.sqrt(alpha) * xt) / (1 - alpha)) /
            precision;
          const move = moves.ddpm(schedule, t, s);
          expect(move.guess * x0 + move.state * xt).toBeCloseTo(mean, 9);
          expect(move.std).toBeCloseTo(Math.sqrt(1 / precision), 9);
        },
      ),
      { seed: 1 },
    );
  });

  test('to 0 is the guess itself', () => {
    expect(moves.ddpm(linear, 40, 0)).toEqual({ guess: 1, state: 0, std: 0 });
    expect(moves.ddim(linear, 40, 0)).toEqual({ guess: 1, state: 0, std: 0 });
  });
});

describe('DDIM on normal examples', () => {
  /** The flow without chance keeps how many deviations a number is from the mean, all the way down. */
  const exact = (schedule: Schedule, x: number, mean: number, std: number): number => {
    const kept = schedule.alphaBar[schedule.steps];
    return mean + (std * (x - Math.sqrt(kept) * mean)) / Math.sqrt(kept * std * std + 1 - kept);
  };

  test('follows the flow, the nearer the more steps', () => {
    const off = [50, 200, 1000].map((steps) => {
      const walk = sample(gaussian(cosine, 2, 0.5), 20, { schedule: cosine, sampler: 'ddim', steps }, new Random(3));
      const start = Float32Array.from((walk.next().value as SampleStep).x);
      let last = walk.next();
      while (!last.done) last = walk.next();
      return Math.max(...start.map((x, i) => Math.abs(last.value[i] - exact(cosine, x, 2, 0.5))));
    });
    expect(off[0]).toBeLessThan(0.15);
    expect(off[1]).toBeLessThan(off[0] / 3);
    expect(off[2]).toBeLessThan(off[1] / 3);
    expect(off[2]).toBeLessThan(0.005);
  });

  test('is exact in one step where there is one example', () => {
    const made = sampleAll(
      gaussian(linear, 1.5, 1e-6),
      5,
      { schedule: linear, sampler: 'ddim', steps: 1 },
      new Random(1),
    );
    for (const x of made) expect(x).toBeCloseTo(1.5, 3);
  });
});

describe('DDPM on normal examples', () => {
  test.each([
    ['every step', linear, 1000],
    ['every step', cosine, 1000],
    ['a tenth of the steps', cosine, 100],
  ])('%s reaches their mean and deviation', (_, schedule, steps) => {
    const options = { schedule, sampler: 'ddpm', steps } as const;
    const { mean, std } = meanAndStd(
      Float64Array.from(sampleAll(gaussian(schedule, -1, 2), 4000, options, new Random(2))),
    );
    expect(mean).toBeGreaterThan(-1.12);
    expect(mean).toBeLessThan(-0.88);
    expect(Math.abs(std - 2)).toBeLessThan(steps === 1000 ? 0.08 : 0.15);
  });
});

describe.each(samplers)('sampling with %s', (sampler) => {
  const options = { schedule: cosine, sampler, steps: 20 } as const;
  const denoiser = gaussian(cosine, 0, 1, 3);

  test('stands on even steps of the schedule and says how noisy each is', () => {
    const seen = [...sample(denoiser, 1, options, new Random(1))];
    expect(seen.map(({ t }) => t)).toEqual(Array.from({ length: 20 }, (_, k) => 1000 - 50 * k));
    expect(seen.map(({ step, of }) => [step, of])).toEqual(seen.map((_, k) => [k + 1, 20]));
    for (const { t, noise_level } of seen) expect(noise_level).toBe(Math.sqrt(1 - cosine.alphaBar[t]));
  });

  test('the same seed gives the same; the first example does not ask how many others there are', () => {
    const made = sampleAll(denoiser, 4, options, new Random(8));
    expect(sampleAll(denoiser, 4, options, new Random(8))).toEqual(made);
    expect(sampleAll(denoiser, 1, options, new Random(8))).toEqual(made.subarray(0, 3));
    expect(sampleAll(denoiser, 4, options, new Random(9))).not.toEqual(made);
  });

  test('guesses stay within the clip', () => {
    for (const { guess } of sample(denoiser, 50, { ...options, clip: [-0.5, 0.25] }, new Random(1))) {
      expect(Math.min(...guess)).toBeGreaterThanOrEqual(-0.5);
      expect(Math.max(...guess)).toBeLessThanOrEqual(0.25);
    }
    const made = sampleAll(denoiser, 50, { ...options, clip: [-0.5, 0.25] }, new Random(1));
    expect([Math.min(...made), Math.max(...made)]).toEqual([-0.5, 0.25]);
  });
});

describe.each(samplers)('going on with %s', (sampler) => {
  const options = { schedule: cosine, sampler, steps: 8 };
  const denoiser = gaussian(cosine, 1, 2, 3);

  function walk(more: object = {}, from?: SampleMoment) {
    const seen: { step: number; of: number; t: number; x: Float32Array; moment: SampleMoment }[] = [];
    const steps = sample(denoiser, 2, { ...options, ...more, from }, new Random(5));
    for (;;) {
      const { value, done } = steps.next();
      if (done) return { seen, made: value };
      const { step, of, t } = value;
      seen.push({ step, of, t, x: value.x.slice(), moment: value.moment() });
    }
  }

  test('from any step gives the steps and the examples that would have come', () => {
    const whole = walk();
    for (const { step, moment } of whole.seen) {
      expect(walk({}, moment)).toEqual({ seen: whole.seen.slice(step), made: whole.made });
    }
  });

  test('also from a sketch', () => {
    const init = { examples: new Float32Array(6).fill(3), strength: 0.5 };
    const whole = walk({ init });
    expect(whole.seen).toHaveLength(4);
    expect(walk({ init }, whole.seen[1].moment)).toEqual({ seen: whole.seen.slice(2), made: whole.made });
  });

  test('in other steps takes those that lie ahead', () => {
    const { moment } = walk().seen[3];
    expect(moment.t).toBe(625);
    expect(walk({ steps: 4 }, moment).seen.map(({ step, of, t }) => [step, of, t])).toEqual([
      [5, 6, 500],
      [6, 6, 250],
    ]);
  });
});

describe('from a sketch', () => {
  const examples = Float32Array.of(3, -3, 3, -3);
  const made = (strength: number, sampler: (typeof samplers)[number] = 'ddpm') => {
    const options = { schedule: cosine, sampler, steps: 50, init: { examples, strength } };
    return sampleAll(gaussian(cosine, 0, 1, 2), 2, options, new Random(4));
  };

  test('strength 0 gives it back, and it is not written to', () => {
    expect(made(0)).toEqual(examples);
    made(0.8);
    expect(examples).toEqual(Float32Array.of(3, -3, 3, -3));
  });

  test('begins with the noise of that step, and takes its share of the steps', () => {
    const random = new Random(4);
    const options = { schedule: cosine, sampler: 'ddim', steps: 50, init: { examples, strength: 0.6 } } as const;
    const walk = sample(gaussian(cosine, 0, 1, 2), 2, options, random);
    const { t, of, x } = walk.next().value as SampleStep;
    expect([t, of]).toEqual([600, 30]);
    const seed = new Random(4);
    const chances = [seed.fork(), seed.fork()];
    x.forEach((value, i) => {
      const noise = chances[i >> 1].normal();
      expect(value).toBeCloseTo(Math.sqrt(cosine.alphaBar[600]) * examples[i] + noiseLevel(cosine, 600) * noise, 5);
    });
  });

  test('the weaker, the nearer it stays', () => {
    const far = (strength: number): number =>
      made(strength, 'ddim').reduce((sum, y, i) => sum + Math.abs(y - examples[i]), 0);
    expect(far(0.1)).toBeLessThan(far(0.5));
    expect(far(0.5)).toBeLessThan(far(0.9));
  });
});

test('steps go down evenly, from as far up as the strength says', () => {
  expect(stepsDown(linear, 4)).toEqual([1000, 750, 500, 250, 0]);
  expect(stepsDown(linear, 4, 0.5)).toEqual([500, 250, 0]);
  expect(stepsDown(linear, 4, 0.01)).toEqual([10, 0]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (steps, strength) => {
      const path = stepsDown(linear, steps, strength);
      expect([path[0], path.at(-1)]).toEqual([Math.round(strength * 1000), 0]);
      for (let k = 1; k < path.length; k++) expect(path[k]).toBeLessThan(path[k - 1]);
    }),
    { seed: 1 },
  );
  expect(() => stepsDown(linear, 1001)).toThrow('1001 steps are more than this model was made for (steps).');
});
