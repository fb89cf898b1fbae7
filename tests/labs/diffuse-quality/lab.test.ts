/** The parts of the yardstick that can be checked without a good model: what is asked, what is compared, who judges. */
import { describe, expect, it } from 'vitest';
import { drawScene } from '../../../src/data/scenes/draw.ts';
import { parsePrompt, promptWords, vocabularyOf } from '../../../src/data/scenes/prompt.ts';
import { attributes, fullAlbum, isHeldOut } from '../../../src/data/scenes/scene.ts';
import { examplesOf } from '../../../src/labs/diffuse/examples.ts';
import { examine, look, trainJudge } from '../../../src/labs/diffuse-quality/judge.ts';
import { diffuseQualityLab as lab } from '../../../src/labs/diffuse-quality/lab.ts';
import type { Event, Params, Result } from '../../../src/labs/diffuse-quality/params.ts';
import { compare, promptsOf } from '../../../src/labs/diffuse-quality/pictures.ts';
import { toNumber } from '../../../src/models/diffusion/pixels.ts';
import { Judge } from '../../../src/models/picture-classifier/judge.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../corpora.ts';

const params = (given: Partial<Params>): Params => lab.params.parse(given);

describe('what is asked', () => {
  const asked = promptsOf(params({ prompts: 32, held_out: 16 }), fullAlbum, new Random(1));

  it('is each subject as often as any other, seen and held out apart', () => {
    expect(asked.map(({ heldOut }) => heldOut)).toEqual([...Array(32).fill(false), ...Array(16).fill(true)]);
    for (const { scene, heldOut } of asked) expect(isHeldOut(scene)).toBe(heldOut);
    for (const subject of attributes.subject) {
      expect(asked.filter(({ scene, heldOut }) => scene.subject === subject && !heldOut)).toHaveLength(2);
      expect(asked.filter(({ scene, heldOut }) => scene.subject === subject && heldOut)).toHaveLength(1);
    }
  });

  it('is said in words that mean the scene again', () => {
    for (const { prompt, scene } of asked) {
      const heard = parsePrompt(prompt, vocabularyOf());
      expect(heard.unknown).toEqual([]);
      expect(heard.unused).toEqual([]);
      const { weather, ...rest } = scene;
      expect(promptWords(heard.prompt)).toEqual(promptWords(weather === 'clear' ? rest : scene));
    }
  });
});

describe('what it is compared with', () => {
  it('a copy of a training picture is at distance 0, a fresh picture is not', () => {
    const [one] = promptsOf(params({ prompts: 1 }), fullAlbum, new Random(2));
    const copy = examplesOf(fullAlbum, one.scene, 10, new Random(5)).slice(0, 1728);
    const fresh = drawScene(one.scene, new Random(6)).pixels.map(toNumber);
    const both = new Float32Array([...copy, ...fresh]);
    const { made, real } = compare(both, one, fullAlbum, 10, new Random(5));
    expect(made[0]).toBe(0);
    expect(made[1]).toBeGreaterThan(0.01);
    expect(real).toHaveLength(2);
    expect(Math.min(...real)).toBeGreaterThan(0.01);
  });
});

describe('the judge', () => {
  const kernels = kernelsNamed();
  const train = (steps: number, cache: Map<string, unknown>) => {
    const lessons = trainJudge(steps, cache, kernels);
    for (let taken = 0; ; taken++) {
      const { value, done } = lessons.next();
      if (done) return { taken, classifier: value };
    }
  };

  it('is trained once a session, and is the same when it comes out of the cache', () => {
    const cache = new Map<string, unknown>();
    const [first, second] = [train(5, cache), train(5, cache)];
    expect([first.taken, second.taken]).toEqual([5, 0]);
    expect(second.classifier.weights.values.data).toEqual(first.classifier.weights.values.data);
    expect(train(6, cache).taken).toBe(6);
  });

  it('learns: after some hundred steps it tells the time of day, and is examined on pictures of all kinds', () => {
    const { classifier } = train(150, new Map());
    const judge = new Judge(classifier);
    const { seen, held_out, refuses } = examine(classifier, judge, 100);
    expect(seen.time).toBeGreaterThan(0.5);
    expect(held_out.time).toBeGreaterThan(0.5);
    expect(refuses).toBeGreaterThanOrEqual(0);
    const scene = { subject: 'cat', place: 'sea', time: 'night', weather: 'clear', colour: 'red' } as const;
    const verdicts = look(judge, drawScene(scene, new Random(1)).pixels, 1728, scene);
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ time: 'night' });
    expect(verdicts[0].p).toBeGreaterThan(0);
  });
});

describe('a run', () => {
  it('judges as many pictures as it was told to, and sums them up', async () => {
    const given = params({ prompts: 2, held_out: 1, seeds: 3, steps: 2, examples: 4, classifier_steps: 2, exam: 10 });
    const context = { rng: new Random(1), seed: 1, data: corpora(), kernels: kernelsNamed(), cache: new Map() };
    const steps = lab.run(given, context);
    const events: Event[] = [];
    let found: Result | undefined;
    while (!found) {
      const { value, done } = await steps.next();
      if (done) found = value;
      else events.push(value);
    }
    const judged = events.flatMap((event) => (event.kind === 'judged' ? [event] : []));
    expect(judged.map(({ seen, pixels, heldOut }) => [seen.length, pixels.length / 1728, heldOut])).toEqual([
      [3, 3, false],
      [3, 3, false],
      [3, 3, true],
    ]);
    expect(found).toMatchObject({
      seen: { prompts: 2, pictures: 6 },
      held_out: { prompts: 1, pictures: 3 },
      unguided: { pictures: 6 },
      nearest: { pictures: 9 },
    });
    const progress = events.map(({ share }) => share);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeCloseTo(1, 9);
    expect(lab.passes!(found)).toBe(false);
  });
});
