/** What comes up in an album, how often, and what never does. */
import { describe, expect, it } from 'vitest';
import {
  type Album,
  attributes,
  fullAlbum,
  isHeldOut,
  randomScene,
  type Scene,
  smallAlbum,
} from '../../../src/data/scenes/scene.ts';
import { Random } from '../../../src/nn/random.ts';

const many = (album: Album, choice = {}, count = 20000): Scene[] => {
  const random = new Random(11);
  return Array.from({ length: count }, () => randomScene(random, album, choice));
};
const shareOf = (scenes: readonly Scene[], key: keyof Scene, word: string): number =>
  scenes.filter((scene) => scene[key] === word).length / scenes.length;

const albums = [
  ['full', fullAlbum],
  ['small', smallAlbum],
] as const;

describe.each(albums)('the %s album', (_, album) => {
  const scenes = many(album);
  const withSubject = scenes.filter(({ subject }) => subject !== 'none');

  it('never trains on a pair that is held out, and shows all the others', () => {
    expect(scenes.filter(isHeldOut)).toEqual([]);
    const pairs = new Set(withSubject.map(({ subject, place }) => `${subject} ${place}`));
    const all = album.subjects.flatMap((subject) => album.places.map((place) => ({ subject, place })));
    expect(pairs.size).toBe(all.filter((pair) => !isHeldOut(pair)).length);
  });

  it('shows nothing but pairs held out when asked to, all of them', () => {
    const others = many(album, { heldOut: true }, 3000);
    expect(others.filter((scene) => !isHeldOut(scene))).toEqual([]);
    const pairs = new Set(others.map(({ subject, place }) => `${subject} ${place}`));
    const all = album.subjects.flatMap((subject) => album.places.map((place) => ({ subject, place })));
    expect(pairs.size).toBe(all.filter(isHeldOut).length);
    expect(pairs.size).toBeGreaterThanOrEqual(3);
  });

  it('shows every subject, place and time about alike often, and landscapes in 15 of 100', () => {
    expect(shareOf(scenes, 'subject', 'none')).toBeCloseTo(0.15, 1);
    for (const subject of album.subjects) {
      expect(shareOf(withSubject, 'subject', subject) * album.subjects.length).toBeGreaterThan(0.8);
    }
    for (const place of album.places) {
      expect(shareOf(scenes, 'place', place) * album.places.length).toBeGreaterThan(0.75);
    }
    for (const time of album.times) expect(shareOf(scenes, 'time', time) * album.times.length).toBeCloseTo(1, 0.9);
    for (const colour of album.colours) {
      expect(shareOf(withSubject, 'colour', colour) * album.colours.length).toBeGreaterThan(0.6);
    }
    for (const weather of album.weathers) expect(shareOf(scenes, 'weather', weather)).toBeGreaterThan(0.17);
  });

  it('gives a colour to subjects only, and to each in every colour', () => {
    for (const { subject, colour } of scenes) expect(colour === 'none').toBe(subject === 'none');
    const seen = new Set(withSubject.map(({ subject, colour }) => `${subject} ${colour}`));
    expect(seen.size).toBe(album.subjects.length * album.colours.length);
  });

  it('has words of its own that the full one has too', () => {
    for (const [key, words] of [
      ['subject', album.subjects],
      ['place', album.places],
      ['time', album.times],
      ['weather', album.weathers],
      ['colour', album.colours],
    ] as const) {
      for (const word of words) expect(attributes[key]).toContain(word);
    }
  });
});

describe('what is held out', () => {
  it('is one place of every subject and two subjects of every place: an eighth', () => {
    const pairs = attributes.subject.flatMap((subject) => attributes.place.map((place) => ({ subject, place })));
    const held = pairs.filter(isHeldOut);
    expect(held).toHaveLength(16);
    for (const subject of attributes.subject) expect(held.filter((pair) => pair.subject === subject)).toHaveLength(1);
    for (const place of attributes.place) expect(held.filter((pair) => pair.place === place)).toHaveLength(2);
    expect(isHeldOut({ subject: 'none', place: 'desert' })).toBe(false);
  });
});
