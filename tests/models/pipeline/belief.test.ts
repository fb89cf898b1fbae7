/** Calibration and abstaining, by cases worked out by hand. */
import { describe, expect, it } from 'vitest';
import { abstaining, answering, reliability, thinned } from '../../../src/models/pipeline/belief.ts';
import { areaUnderCurve, calibrationError } from '../../../src/models/pipeline/examine.ts';
import { Random } from '../../../src/nn/random.ts';

const believed = (all: readonly (readonly [belief: number, right: boolean])[]) =>
  all.map(([belief, right]) => ({ belief, right }));

describe('reliability', () => {
  it('sorts answers by belief; 1 is in the last bin, and empty bins are left out', () => {
    const bins = reliability([0.05, 0.31, 0.39, 0.9, 1], [false, true, false, true, true]);
    expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
      [0, 0.1, 1],
      [0.3, 0.4, 2],
      [0.9, 1, 2],
    ]);
    expect(bins.map(({ belief }) => belief)).toEqual([0.05, expect.closeTo(0.35, 12), 0.95]);
    expect(bins.map(({ right }) => right)).toEqual([0, 0.5, 1]);
  });

  it('holds the calibration error: bins weighted by their answers', () => {
    const random = new Random(3);
    const belief = Array.from({ length: 200 }, () => random.next());
    const right = belief.map((p) => random.next() < p * p);
    const error = reliability(belief, right).reduce(
      (sum, bin) => sum + bin.count * Math.abs(bin.belief - bin.right),
      0,
    );
    expect(error / 200).toBeCloseTo(calibrationError(belief, right), 12);
    expect(error / 200).toBeGreaterThan(0.05);
  });

  it('of somebody who is right as often as believed lies on the diagonal', () => {
    const [bin] = reliability([0.75, 0.75, 0.75, 0.75], [true, false, true, true]);
    expect([bin.belief, bin.right]).toEqual([0.75, 0.75]);
  });
});

describe('abstaining', () => {
  const people = believed([
    [0.9, true],
    [0.8, true],
    [0.5, false],
    [0.5, true],
  ]);
  const nobodies = believed([
    [0.8, false],
    [0.2, true],
  ]);

  it('counts what is answered at every threshold', () => {
    expect(abstaining(people, nobodies)).toEqual([
      { threshold: 0.9, people: 0.25, right: 1, nobodies: 0, invented: 0 },
      { threshold: 0.8, people: 0.5, right: 1, nobodies: 0.5, invented: 0.5 },
      { threshold: 0.5, people: 1, right: 0.75, nobodies: 0.5, invented: 0.5 },
      { threshold: 0.2, people: 1, right: 0.75, nobodies: 1, invented: 0.5 },
    ]);
  });

  it('finds the highest threshold at which enough is answered', () => {
    const points = abstaining(people, nobodies);
    expect(answering(0.5, points)?.threshold).toBe(0.8);
    expect(answering(0.51, points)?.threshold).toBe(0.5);
  });

  it('makes a curve with the area that comparing all pairs gives', () => {
    const random = new Random(4);
    const some = (shift: number) =>
      believed(Array.from({ length: 40 }, () => [Math.round(10 * (random.next() + shift)) / 20, true]));
    const [high, low] = [some(0.6), some(0)];
    let [area, x, y] = [0, 0, 0];
    for (const { people: up, nobodies: across } of abstaining(high, low)) {
      area += ((across - x) * (up + y)) / 2;
      [x, y] = [across, up];
    }
    const beliefs = (all: typeof high): number[] => all.map(({ belief }) => belief);
    expect(area).toBeCloseTo(areaUnderCurve(beliefs(high), beliefs(low)), 12);
    expect(area).toBeGreaterThan(0.7);
    expect(area).toBeLessThan(1);
  });

  it('says nothing of nobody when there is nobody', () => {
    expect(abstaining(people.slice(0, 1), [])).toEqual([
      { threshold: 0.9, people: 1, right: 1, nobodies: 0, invented: 0 },
    ]);
  });
});

it('thins a curve and keeps its ends', () => {
  expect(thinned([1, 2, 3], 5)).toEqual([1, 2, 3]);
  const few = thinned([...Array(101).keys()], 5);
  expect(few).toEqual([0, 25, 50, 75, 100]);
});
