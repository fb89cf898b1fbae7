import { describe, expect, test } from 'vitest';
import { ClassifierConfigSchema } from '../../../src/models/picture-classifier/config.ts';
import { accuracyOf, Judge } from '../../../src/models/picture-classifier/judge.ts';
import type { ExamSource } from '../../../src/models/picture-classifier/pictures.ts';
import { type Classifier, type Lesson, trainClassifier } from '../../../src/models/picture-classifier/train.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = plainKernels();
const config = ClassifierConfigSchema.parse({
  size: 8,
  widths: [4, 8],
  groups: 2,
  hidden: 16,
  steps: 150,
  batch: 16,
  warmup: 10,
  lr: 0.01,
});

/** A bar that stands or lies, red or blue; some pictures are empty, and have no colour. */
const bars: ExamSource = {
  size: 8,
  questions: [
    { name: 'bar', answers: ['stands', 'lies', 'none'] },
    { name: 'colour', answers: ['red', 'blue'] },
  ],
  draw(random) {
    const pixels = Float32Array.from({ length: 192 }, () => 0.3 * random.next());
    const bar = random.below(3);
    const colour = random.below(2);
    const place = 1 + random.below(6);
    for (let i = 0; i < 8 && bar < 2; i++) pixels[(bar === 0 ? i * 8 + place : place * 8 + i) * 3 + 2 * colour] = 1;
    return { pixels, answers: [bar, bar === 2 ? -1 : colour] };
  },
};

function train(settings: Partial<typeof config> = {}, seed = 3): { lessons: Lesson[]; model: Classifier } {
  const steps = trainClassifier({ ...config, ...settings }, bars, new Random(seed), kernels);
  const lessons: Lesson[] = [];
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { lessons, model: value };
    lessons.push(value);
  }
}

describe('training', () => {
  test('begins at the surprise of guessing, and comes to answer rightly what it never saw', () => {
    const { lessons, model } = train();
    const withColour = 2 / 3;
    expect(Math.abs(lessons[0].loss - (Math.log(3) + withColour * Math.log(2)))).toBeLessThan(0.3);
    const { bar, colour } = accuracyOf(new Judge(model), bars, 300, new Random(50));
    expect(bar).toBeGreaterThan(0.97);
    expect(colour).toBeGreaterThan(0.97);
  });

  test('the same seed gives the same numbers, another one others', () => {
    const [one, again, other] = [3, 3, 4].map((seed) => train({ steps: 5 }, seed));
    expect(again.lessons).toEqual(one.lessons);
    expect(again.model.weights.values.data).toEqual(one.model.weights.values.data);
    expect(other.lessons).not.toEqual(one.lessons);
  });

  test('pictures of another size are refused', () => {
    expect(() => train({ size: 16 })).toThrow('pictures of 8 pixels for a network of 16');
  });
});

describe('the judge', () => {
  const { model } = train({ steps: 20 });

  test('gives probabilities, of which the answer has the largest', () => {
    const pictures = Array.from({ length: 20 }, () => bars.draw(new Random(9)).pixels);
    for (const { bar } of new Judge(model).look(pictures)) {
      expect(bar.p.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
      expect(bar.p[bars.questions[0].answers.indexOf(bar.answer)]).toBe(Math.max(...bar.p));
    }
  });

  test('says the same of a picture, whatever stands beside it, and leaves it as it is', () => {
    const random = new Random(8);
    const pictures = Array.from({ length: 21 }, () => bars.draw(random).pixels);
    const before = structuredClone(pictures);
    const judge = new Judge(model);
    const together = judge.look(pictures);
    expect(pictures.map((picture) => judge.look([picture])[0])).toEqual(together);
    expect(pictures).toEqual(before);
    expect(judge.look([])).toEqual([]);
  });

  test('accuracy is the share of right answers among those that there are', () => {
    const judge = new Judge(model);
    const exam = (random: Random) => Array.from({ length: 40 }, () => bars.draw(random));
    const found = accuracyOf(judge, bars, 40, new Random(6));
    const pictures = exam(new Random(6));
    const right = { bar: 0, colour: 0 };
    let coloured = 0;
    for (const { pixels, answers } of pictures) {
      const [verdict] = judge.look([pixels]);
      if (verdict.bar.answer === ['stands', 'lies', 'none'][answers[0]]) right.bar++;
      if (answers[1] < 0) continue;
      coloured++;
      if (verdict.colour.answer === ['red', 'blue'][answers[1]]) right.colour++;
    }
    expect(found.bar).toBeCloseTo(right.bar / 40, 12);
    expect(found.colour).toBeCloseTo(right.colour / coloured, 12);
  });
});
