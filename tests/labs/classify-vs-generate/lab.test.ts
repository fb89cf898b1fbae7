/** The classifier's verdict and the generator's sentence, checked from outside. */
import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { topicNames, topics } from '../../../src/data/topics.ts';
import { wordsOf } from '../../../src/data/words.ts';
import { classifyVsGenerateLab as lab } from '../../../src/labs/classify-vs-generate/lab.ts';
import { compare, nearest, told } from '../../../src/labs/classify-vs-generate/nearest.ts';
import type { Event, Params, Written } from '../../../src/labs/classify-vs-generate/params.ts';
import { InlineHost, runEvents } from '../../../src/runner/run.ts';
import { corpora } from '../corpora.ts';

async function run(given: Partial<Params> = {}, seed = 1): Promise<{ events: Event[]; result: Written }> {
  const params = lab.params.parse(given);
  const events: Event[] = [];
  const steps = runEvents(new InlineHost(corpora()), { lab: lab.id, params, seed });
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, result: value as Written };
    events.push(value as Event);
  }
}

describe('the classifier', () => {
  it('sorts nearly every sentence that it learned from', async () => {
    const asked = topicNames.flatMap((topic) => topics[topic].map((text) => ({ topic, text })));
    const wrong: string[] = [];
    for (const { topic, text } of asked) if ((await run({ text, count: 1 })).result.label !== topic) wrong.push(text);
    expect(wrong.length).toBeLessThan(asked.length / 20);
  });

  it('gives probabilities that add up to 1, the label first among them, and the word that told most', async () => {
    const { result } = await run({ text: 'The dog sleeps in the warm sun' });
    expect(result.p.map(({ token }) => token)).toEqual([...topicNames]);
    expect(result.p.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...result.p.map(({ p }) => p))).toBe(result.p.find(({ token }) => token === result.label)!.p);
    expect(result).toMatchObject({ label: 'animals', decisive: 'sleeps', unknown: [] });
  });

  it('counts the words of the data rightly', async () => {
    const { result } = await run({ text: 'rain bread dog the' });
    for (const { word, counts } of result.evidence) {
      const expected = topicNames.map((topic) => topics[topic].flatMap(wordsOf).filter((w) => w === word).length);
      expect([word, counts]).toEqual([word, expected]);
    }
    expect(result.evidence.map(({ favours }) => favours).slice(0, 3)).toEqual(['weather', 'food', 'animals']);
  });

  it('knows nothing about words that it never saw, and says so', async () => {
    const { result } = await run({ text: 'Quantum zebras' });
    expect(result.unknown).toEqual(['quantum', 'zebras']);
    expect(result.decisive).toBe('');
    for (const { p } of result.p) expect(p).toBeCloseTo(1 / 3, 12);
  });

  it('builds its belief up word by word', async () => {
    const { events, result } = await run({ text: 'The snow is warm' });
    const beliefs = events.flatMap((event) => (event.kind === 'evidence' ? [event.p] : []));
    expect(beliefs).toHaveLength(4);
    expect(beliefs.at(-1)).toEqual(result.p);
  });
});

describe('the generator', () => {
  it('says honestly whether its sentence is a copy, and how far the nearest one is', async () => {
    const all = topicNames.flatMap((topic) => topics[topic]);
    // independent: words as single letters, the edit distance of another implementation
    const letters = new Map<string, string>();
    const coded = (text: string): string =>
      wordsOf(text)
        .map((word) => letters.get(word) ?? letters.set(word, String.fromCodePoint(0x4e00 + letters.size)).get(word)!)
        .join('');
    let [copies, news] = [0, 0];
    for (let seed = 1; seed <= 30; seed++) {
      const { result } = await run({ topic: topicNames[seed % 3], count: 5 }, seed);
      const least = Math.min(...all.map((sentence) => distance(coded(sentence), coded(result.generated))));
      expect(result.distance).toBe(least);
      expect(distance(coded(result.nearest), coded(result.generated))).toBe(least);
      expect(result.is_copy).toBe(all.includes(result.generated));
      if (result.is_copy) copies++;
      else news++;
      expect(result.copies).toBe(result.examples.filter(({ text }) => all.includes(text)).length);
      expect(result.copy_share).toBeCloseTo(result.copies / 5, 12);
    }
    expect(copies).toBeGreaterThan(0);
    expect(news).toBeGreaterThan(0);
  });

  it('writes on the topic: only with words of its sentences', async () => {
    for (const topic of topicNames) {
      const known = new Set(topics[topic].flatMap(wordsOf));
      const { result } = await run({ topic, count: 50 });
      for (const { text } of result.examples) for (const word of wordsOf(text)) expect(known).toContain(word);
      expect(result.generated_label).toBe(topic);
    }
  });

  it('copies more the longer its memory, and only copies at temperature 0 with a long one', async () => {
    const share = async (order: number) => (await run({ order, count: 200 })).result.copy_share;
    const [two, three, five] = [await share(2), await share(3), await share(5)];
    expect(two).toBeLessThan(three);
    expect(three).toBeLessThan(five);
    expect((await run({ order: 5, temperature: 0 })).result).toMatchObject({ is_copy: true, copy_share: 1 });
  });
});

describe('nearest', () => {
  it('compares as its example says', () => {
    expect(compare(['a', 'red', 'hat'], ['a', 'hat'])).toEqual({ distance: 1, kept: [true, false, true] });
    expect(compare([], ['a'])).toEqual({ distance: 1, kept: [] });
    expect(nearest(['a', 'dog'], ['the cat', 'a dog.', 'A dog!'])).toMatchObject({ sentence: 'a dog.', distance: 0 });
    expect(told('A red, red hat.', [true, false, true, true])).toEqual([
      { word: 'A', kept: true },
      { word: 'red,', kept: false },
      { word: 'red', kept: true },
      { word: 'hat.', kept: true },
    ]);
  });

  it('is the edit distance, and keeps a common subsequence', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const found = compare(a, b);
        expect(found.distance).toBe(distance(a.join(''), b.join('')));
        expect(found.kept).toHaveLength(a.length);
        const kept = a.filter((_, i) => found.kept[i]).join('.*');
        expect(b.join('')).toMatch(new RegExp(kept));
        expect(Math.max(a.length, b.length) - found.distance).toBeLessThanOrEqual(found.kept.filter(Boolean).length);
      }),
      { seed: 1 },
    );
  });
});
