import { describe, expect, test } from 'vitest';
import { drawScene } from '../../../src/data/scenes/draw.ts';
import { fullAlbum, randomScene, smallAlbum } from '../../../src/data/scenes/scene.ts';
import {
  type ExamSource,
  inTraining,
  sceneExam,
  spoiled,
  subjectExam,
} from '../../../src/models/picture-classifier/pictures.ts';
import { bent, blemished, spoiledScene } from '../../../src/models/picture-classifier/spoil.ts';
import { Random } from '../../../src/nn/random.ts';

const many = (exam: ExamSource, count = 1500) => {
  const random = new Random(1);
  return Array.from({ length: count }, () => exam.draw(random));
};
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;
const off = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) * (value - b[i]), 0) / a.length);

describe('the exam', () => {
  const exam = sceneExam();
  const [subject, , , , colour] = exam.questions;

  test('asks for everything that is decided about a scene, and spoils its share', () => {
    const pictures = many(exam);
    const says = (answer: string) => shareOf(pictures, ({ answers }) => subject.answers[answers[0]] === answer);
    expect(says(spoiled)).toBeGreaterThan(0.17);
    expect(says(spoiled)).toBeLessThan(inTraining.spoiled);
    for (const answer of subject.answers) expect(says(answer)).toBeGreaterThan(0.02);
    for (const { pixels, answers } of pictures) {
      expect(pixels.length).toBe(24 * 24 * 3);
      expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
      // Only a landscape has no colour.
      expect(answers.map((answer) => answer < 0)).toEqual([
        false,
        false,
        false,
        false,
        subject.answers[answers[0]] === 'none',
      ]);
    }
    expect(colour.name).toBe('colour');
  });

  test('clean pictures are those that the diffusion model learns from', () => {
    const clean = sceneExam({ spoiled: 0, heldOut: 0, blemished: false });
    const [random, twin] = [new Random(4), new Random(4)];
    twin.next(); // held out?
    const scene = randomScene(twin);
    if (scene.subject !== 'none') twin.next(); // spoiled?
    expect(clean.draw(random).pixels).toEqual(drawScene(scene, twin).pixels);
  });

  test('half of the pictures of one subject show it', () => {
    const isCat = shareOf(many(subjectExam('cat')), ({ answers }) => answers[0] === 0);
    expect(isCat).toBeGreaterThan(0.47);
    expect(isCat).toBeLessThan(0.57);
    expect(subjectExam('cat', smallAlbum).draw(new Random(1)).pixels.length).toBe(16 * 16 * 3);
  });
});

describe('spoiling', () => {
  test('is no small thing, while blemishes are', () => {
    const random = new Random(2);
    const [worst, small]: [number[], number[]] = [[], []];
    for (let i = 0; i < 200; i++) {
      const scene = randomScene(random, fullAlbum, { landscapes: 0 });
      const seed = random.below(1e6);
      const clean = drawScene(scene, new Random(seed));
      // The same chance draws the same sky and ground.
      worst.push(off(spoiledScene(scene, new Random(seed)).pixels, clean.pixels));
      small.push(off(blemished(clean, random), clean.pixels));
    }
    const median = (all: number[]): number => all.sort((a, b) => a - b)[all.length / 2];
    expect(median(worst)).toBeGreaterThan(2 * median(small));
  });

  test('leaves the corners alone, and the picture that it was given', () => {
    const picture = drawScene(randomScene(new Random(3)), new Random(3));
    const before = picture.pixels.slice();
    const out = bent(picture, 3, new Random(1));
    expect(picture.pixels).toEqual(before);
    expect(out).not.toEqual(before);
    for (const corner of [0, 23, 24 * 23, 24 * 24 - 1]) {
      expect(out.slice(corner * 3, corner * 3 + 3)).toEqual(before.slice(corner * 3, corner * 3 + 3));
    }
    expect(bent(picture, 0, new Random(1))).toEqual(before);
  });

  test('no landscape can be spoiled', () => {
    const scene = randomScene(new Random(1), fullAlbum, { landscapes: 1 });
    expect(() => spoiledScene(scene, new Random(1))).toThrow('no subject');
  });
});
