import { describe, expect, test } from 'vitest';
import { smallAlbum } from '../../../src/data/scenes/scene.ts';
import { sceneSource, wordsOf } from '../../../src/models/diffusion/scenes.ts';
import { timeFeatures, writeTime } from '../../../src/models/diffusion/time.ts';
import { Random } from '../../../src/nn/random.ts';

describe('scenes to learn from', () => {
  const source = sceneSource(smallAlbum);
  const random = new Random(4);
  const drawn = Array.from({ length: 2000 }, () => source.draw(random));
  const said = (words: readonly number[]) => words.map((word) => source.vocabulary[word]);

  test('pixels lie in 0..1, and the subject is among the words', () => {
    for (const { pixels, words, subject } of drawn.slice(0, 200)) {
      expect(pixels.length).toBe(source.size * source.size * 3);
      expect(pixels.every((x) => x >= 0 && x <= 1)).toBe(true);
      if (subject !== undefined) expect(words).toContain(subject);
    }
  });

  test('a landscape has no subject and no colour', () => {
    const landscapes = drawn.filter(({ subject }) => subject === undefined);
    expect(landscapes.length).toBeGreaterThan(100);
    const named = new Set<string>([...smallAlbum.subjects, ...smallAlbum.colours]);
    expect(landscapes.flatMap(({ words }) => said(words)).filter((word) => named.has(word))).toEqual([]);
  });

  test('clear weather is said one time in four', () => {
    const share = drawn.filter(({ words }) => said(words).includes('clear')).length / drawn.length;
    expect(share).toBeCloseTo(0.25, 1); // in this album it is always clear
  });

  test('what the album does not know is not said', () => {
    const words = wordsOf({ subject: 'dog', place: 'sea', time: 'night' }, source.vocabulary);
    expect(said(words)).toEqual(['sea', 'night']);
  });
});

test('time is told by cosine and sine of waves, each √2 times as fast as the one before', () => {
  const out = new Float64Array(timeFeatures + 1);
  writeTime(out, 1, 700, 1000);
  for (let i = 0; i < timeFeatures / 2; i++) {
    const angle = (Math.PI / 2) * 0.7 * 2 ** (i / 2);
    expect(out[1 + 2 * i]).toBeCloseTo(Math.cos(angle), 10);
    expect(out[2 + 2 * i]).toBeCloseTo(Math.sin(angle), 10);
  }
});
