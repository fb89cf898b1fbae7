/** A picture told, a picture made, and the proof that it is new. */
import { describe, expect, it } from 'vitest';
import { classifyVsGenerateLab as lab } from '../../../src/labs/classify-vs-generate/lab.ts';
import type { Event, Params, Pictured } from '../../../src/labs/classify-vs-generate/params.ts';
import { InlineHost, runEvents } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';
import { pictureOf } from '../picture.ts';

async function run(given: Partial<Params>, seed = 1): Promise<{ events: Event[]; result: Pictured; params: Params }> {
  const params = lab.params.parse({ data: 'pictures', ...given });
  const events: Event[] = [];
  const steps = runEvents(new InlineHost(corpora()), { lab: lab.id, params, seed });
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, result: value as Pictured, params };
    events.push(value as Event);
  }
}

describe('pictures', () => {
  it('a cat is told from a dog, and how often that is right is said', async () => {
    const cat = await run({ lessons: 250 });
    const dog = await run({ lessons: 250, show: 'dog' });
    expect(cat.result.accuracy).toBeGreaterThan(0.85);
    expect(cat.result).toMatchObject({ label: 'cat', show: 'cat', subject: 'cat' });
    expect(dog.result).toMatchObject({ label: 'not', show: 'dog', subject: 'cat' });
    // The picture that was shown has nothing to do with the one that was made.
    expect(dog.result.pixels).toEqual(cat.result.pixels);
    for (const { result } of [cat, dog]) {
      expect(result.p.map(({ token }) => token)).toEqual(['cat', 'not']);
      expect(result.p.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 6);
    }
  });

  it('what is made is a picture that is not in the data; how far the nearest one is can be checked', async () => {
    const { events, result } = await run({ lessons: 1, subject: 'heart' }, 5);
    const drawn = events.find((event) => event.kind === 'drawn')!;
    expect(result.pixels).toHaveLength(24 * 24 * 3);
    const far = Math.sqrt(
      drawn.pixels.reduce((sum, x, i) => sum + (x - drawn.nearest[i]) * (x - drawn.nearest[i]), 0) /
        drawn.pixels.length,
    );
    expect(result.distance).toBeCloseTo(far, 2);
    expect(result.is_copy).toBe(false);
    expect(result.distance).toBeGreaterThan(0.3 * result.typical);
  });

  it('another seed makes another picture', async () => {
    const [one, two] = [await run({ lessons: 1 }, 1), await run({ lessons: 1 }, 2)];
    expect(one.result.pixels).not.toEqual(two.result.pixels);
  });

  it('shows three pictures, both outputs and the proof in 80 columns and 24 rows', async () => {
    const { events, params } = await run({ lessons: 1 });
    const state = events.reduce((state, event) => lab.reduce(state, event), lab.start(params));
    const picture = pictureOf(lab, state, 80, 24);
    for (const word of [
      'prompt: a picture',
      'prompt: cat → output',
      'nearest in training',
      'output: a label',
      'output: is it new?',
    ]) {
      expect(picture).toContain(word);
    }
    // Three pictures of 24 columns and 12 rows, from the third row on, and everything below them.
    const lines = picture.split('\n');
    expect(lines.length).toBeLessThanOrEqual(24);
    for (const line of lines.slice(2, 14)) expect(line.replaceAll('  ', '..').length).toBeGreaterThanOrEqual(76);
    expect(lines.at(-1)).toContain('╯');
  });
});
