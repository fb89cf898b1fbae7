/** A picture under noise: what is drawn is what the schedule says, and the exact guess is what Bayes says. */
import { beforeAll, describe, expect, it } from 'vitest';
import { drawScene } from '../../../src/data/scenes/draw.ts';
import { noiseLab } from '../../../src/labs/noise/lab.ts';
import { type Event, params, type Result } from '../../../src/labs/noise/params.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

function play(given: object, seed = 1): { events: Event[]; result: Result } {
  const context = { rng: new Random(seed), seed, data: corpora(), cache: new Map() };
  const run = noiseLab.run(params.parse(given), context) as Generator<Event, Result>;
  const events: Event[] = [];
  for (;;) {
    const { value, done } = run.next();
    if (done) return { events, result: value };
    events.push(value);
  }
}

const mean = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, y) => sum + y, 0) / x.length;
const std = (x: Float32Array): number => Math.sqrt(mean(x.map((y) => (y - mean(x)) * (y - mean(x)))));

let cosine: ReturnType<typeof play>;
let linear: ReturnType<typeof play>;
beforeAll(() => {
  cosine = play({ pictures: 40 });
  linear = play({ pictures: 40, schedule: 'linear', shift: 1 });
});

describe('the picture', () => {
  it('is the scene asked for, untouched at first', () => {
    const scene = { subject: 'cat', place: 'mountains', time: 'day', weather: 'clear', colour: 'orange' } as const;
    // The others are chosen before this one is drawn, from the same chance.
    const alone = play({ pictures: 1 }).events[0].noisy;
    drawScene(scene, new Random(1)).pixels.forEach((pixel, i) => {
      expect(alone[i]).toBeCloseTo(pixel, 6);
    });
  });

  it('is pure noise at the end: pixels around the middle, a quarter off, like no picture', () => {
    const { noisy } = cosine.events.at(-1)!;
    expect(mean(noisy)).toBeCloseTo(0.5, 1);
    // ±1 in ±2 is a quarter of what a pixel can be; a little less, because 1 in 20 lies beyond and is cut.
    expect(std(noisy)).toBeGreaterThan(0.22);
    expect(std(noisy)).toBeLessThan(0.25);
  });

  it('differs from what is left of it by noise of the level stated', () => {
    const [first, ...rest] = cosine.events;
    for (const { noisy, alpha_bar, noise_level } of rest) {
      const off: number[] = [];
      for (const [i, pixel] of noisy.entries()) {
        if (pixel > 0 && pixel < 1) off.push(4 * pixel - 2 - Math.sqrt(alpha_bar) * (4 * first.noisy[i] - 2));
      }
      const level = Math.sqrt(mean(off.map((x) => x * x)));
      expect(level / noise_level).toBeGreaterThan(0.8);
      expect(level / noise_level).toBeLessThan(1.1);
    }
  });
});

describe('the numbers', () => {
  it('are those of the schedule: what the paper states is left at the end', () => {
    expect(linear.result.left).toBeCloseTo(4.0358e-5, 9);
    for (const { steps } of [linear.result, cosine.result]) {
      expect(steps.map(({ t }) => t)).toEqual(Array.from({ length: 21 }, (_, k) => 50 * k));
      expect(steps[0].signal_to_noise).toBeNull();
      for (const { alpha_bar, signal_to_noise, noise_level } of steps.slice(1)) {
        expect(signal_to_noise).toBeCloseTo(alpha_bar / (1 - alpha_bar), 12);
        expect(noise_level * noise_level + alpha_bar).toBeCloseTo(1, 12);
      }
    }
  });

  it('even is where tan φ times the shift passes 1', () => {
    const angle = Math.atan(1 / 2); // shift 2
    const share = ((2 * angle) / Math.PI) * 1.008 - 0.008;
    expect(Math.abs(cosine.result.even - 1000 * share)).toBeLessThan(3);
    let [t, kept] = [0, 1];
    while (kept > 0.5) kept *= 1 - (1e-4 + (0.0199 * t++) / 999);
    expect(linear.result.even).toBe(t);
  });

  it('the exact guess is sure at first, gives up at the end, and is off by as much as it is unsure', () => {
    for (const { events, result } of [cosine, linear]) {
      expect(events[1]).toMatchObject({ chance: 1 });
      expect(events[1].off).toBeLessThan(1e-6);
      const last = events.at(-1)!;
      expect(last.chance).toBeLessThan(0.3);
      expect(last.off).toBeGreaterThan(0.05);
      expect(result.lost).toBe(events.find(({ chance }) => chance <= 0.5)!.t);
      const squares = last.guess.map((pixel, i) => (pixel - events[0].noisy[i]) * (pixel - events[0].noisy[i]));
      expect(Math.sqrt(mean(squares))).toBeCloseTo(last.off, 5);
    }
  });

  it('knowing one picture only, it never gives up', () => {
    const { events, result } = play({ pictures: 1 });
    expect(events.every(({ chance }) => chance === 1)).toBe(true);
    expect(result.lost).toBeNull();
  });
});

it('draws the picture, the guess and the curve of both schedules with its place on it', () => {
  const start = noiseLab.start(params.parse({}));
  expect(pictureOf(noiseLab, start, 80, 24)).toContain('drawing the picture');
  const state = cosine.events.slice(0, 7).reduce(noiseLab.reduce, start);
  const drawn = pictureOf(noiseLab, state, 110, 24);
  expect(drawn).toMatch(/under noise[\s\S]*the exact guess[\s\S]*cosine[\s\S]*linear[\s\S]*step 300 of 1000/);
  expect(drawn).toContain('●');
  expect(pictureOf(noiseLab, state, 40, 20)).toMatch(/under noise[\s\S]*chance 1.00/);
});
