import { describe, expect, it } from 'vitest';
import type { Judged, Seen } from '../../../src/labs/diffuse-quality/params.ts';
import { bySubject, distancesOf, shares, targetsOf } from '../../../src/labs/diffuse-quality/score.ts';

const scene = { subject: 'cat', place: 'sea', time: 'night', weather: 'rain', colour: 'red' } as const;
const right: Seen = { ...scene, p: 0.9 };
const judged = (seen: readonly Seen[], more: Partial<Judged> = {}): Judged => ({
  prompt: 'a red cat',
  scene,
  heldOut: false,
  seen,
  ...more,
});

describe('shares', () => {
  it('count each attribute by itself, and subject and place together', () => {
    const all = [
      judged([right, { ...right, subject: 'dog' }]),
      judged([
        { ...right, place: 'city' },
        { ...right, subject: 'spoiled', place: 'hill', colour: 'pink' },
      ]),
    ];
    expect(shares(all)).toEqual({
      prompts: 2,
      pictures: 4,
      subject: 0.5,
      place: 0.5,
      time: 1,
      weather: 1,
      colour: 0.75,
      pair: 0.25,
    });
  });

  it('weather counts only where the prompt spoke of it', () => {
    const clear = { ...scene, weather: 'clear' } as const;
    const snow = { ...right, weather: 'snow' };
    expect(shares([judged([snow], { scene: clear })]).weather).toBeNull();
    expect(shares([judged([snow], { scene: clear }), judged([right, snow])]).weather).toBe(0.5);
  });
});

describe('subjects', () => {
  it('stand in the order of their failures, with what they were taken for', () => {
    const dog = { ...scene, subject: 'dog' } as const;
    const all = [
      judged([right, right]),
      judged([{ ...right, subject: 'dog' }], { heldOut: true }),
      judged(
        [
          { ...right, subject: 'spoiled' },
          { ...right, subject: 'cat' },
          { ...right, subject: 'cat' },
        ],
        { scene: dog },
      ),
    ];
    expect(bySubject(all)).toEqual([
      {
        subject: 'dog',
        seen: 0,
        held_out: null,
        mistaken_for: [
          { answer: 'cat', times: 2 },
          { answer: 'spoiled', times: 1 },
        ],
      },
      { subject: 'cat', seen: 1, held_out: 0, mistaken_for: [{ answer: 'dog', times: 1 }] },
    ]);
  });
});

describe('distances', () => {
  it('a copy is nearer than a quarter of what real pictures are', () => {
    expect(distancesOf([0.08, 0.019, 0.1, 0.3], [0.1, 0.06, 0.08])).toEqual({
      made: 0.09,
      real: 0.08,
      least: 0.019,
      copies: 1,
      pictures: 4,
    });
  });
});

describe('targets', () => {
  const attributes = { subject: 0.99, place: 0.99, time: 1, weather: null, colour: 1 };
  const made = { prompts: 1, pictures: 100, ...attributes, pair: 0.98 };
  const good = {
    classifier: { parameters: 1, seen: attributes, held_out: attributes, refuses: 0.9, blemished: 0.98 },
    seen: made,
    held_out: made,
    unguided: { pictures: 100, subject: 0.06, chance: 0.053 },
    nearest: { made: 0.1, real: 0.1, least: 0.08, copies: 0, pictures: 100 },
  };
  const missed = (more: Partial<typeof good>): string[] =>
    targetsOf({ ...good, ...more })
      .filter(({ met }) => !met)
      .map(({ name }) => name);

  it('are all met by good pictures', () => {
    expect(missed({})).toEqual([]);
  });

  it('are missed one by one', () => {
    expect(missed({ seen: { ...made, subject: 0.89 } })).toEqual(['subject']);
    expect(missed({ seen: { ...made, place: 0.94, time: 0.94, colour: 0.94 } })).toEqual(['place', 'time', 'colour']);
    expect(missed({ held_out: { ...made, pair: 0.79 } })).toEqual(['subject and place, never seen together']);
    expect(missed({ unguided: { ...good.unguided, subject: 0.2 } })).toEqual(['subject with guidance 0']);
    expect(missed({ nearest: { ...good.nearest, copies: 1 } })).toEqual(['copies of training pictures']);
    const unsure = { ...good.classifier, held_out: { ...attributes, subject: 0.97 } };
    expect(missed({ classifier: unsure })).toEqual(['classifier on real pictures']);
  });
});
