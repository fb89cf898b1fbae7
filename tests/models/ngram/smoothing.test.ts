/** Smoothed probabilities against the slow ones of smoothing-reference.ts, closed forms and KenLM. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { type Score, score } from '../../../src/models/language-model/score.ts';
import { discountsOf, KneserNey } from '../../../src/models/ngram/kneser-ney.ts';
import { ngramLanguageModel } from '../../../src/models/ngram/language-model.ts';
import { learn, type NgramModel, type Smoothed } from '../../../src/models/ngram/model.ts';
import { smooth } from '../../../src/models/ngram/smoothing.ts';
import type { Unit } from '../../../src/models/ngram/tokenize.ts';
import { documents, mark } from './reference.ts';
import { SlowModel } from './smoothing-reference.ts';

async function learned(text: string, order: number, unit: Unit = 'word'): Promise<NgramModel> {
  const steps = learn(textCorpus('test', [text]), order, unit);
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}

/** Few words, so that contexts come back; the last two are rare. */
const word = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 1, arbitrary: fc.constantFrom('d', 'e') },
);
const text = fc
  .array(fc.array(word, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.map((line) => line.join(' ')).join('\n'));
const order = fc.integer({ min: 1, max: 4 });
const unit = fc.constantFrom<Unit>('word', 'char');

/** The probability of every token of a document, and what the slow model gives it. */
function beside(
  model: NgramModel,
  smoothed: Smoothed,
  slow: (before: string[], token: string) => number,
  line: string,
) {
  const ids = model.encodeDocument(line);
  const tokens = [...(documents(line, model.unit as Unit)[0] ?? []), mark];
  const logs = ngramLanguageModel(model, smoothed).logProbabilities(ids);
  return tokens.map((token, i) => [Math.exp(logs[i]), slow(tokens.slice(0, i), token)] as const);
}

const slowly = (slow: SlowModel, name: string) => (before: string[], token: string) =>
  name === 'none'
    ? slow.none(before, token)
    : name === 'kneser-ney'
      ? slow.kneserNey(before, token)
      : slow.addK(Number(name.slice(4)), before, token);

describe.each(['none', 'add-1', 'add-0.1', 'kneser-ney'])('%s', (name) => {
  it('gives every token of any text the probability that the formula gives it', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, order, unit, async (corpus, other, order, unit) => {
        const model = await learned(corpus, order, unit);
        const smoothed = smooth(model, name);
        const slow = new SlowModel(documents(corpus, unit), order);
        for (const line of [...corpus.split('\n').slice(0, 2), ...other.split('\n').slice(0, 3), 'a z b']) {
          for (const [ours, theirs] of beside(model, smoothed, slowly(slow, name), line)) {
            expect(ours).toBeCloseTo(theirs, 12);
          }
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('adds up to 1 over the vocabulary in every place, with the place that Kneser-Ney keeps for unknown tokens', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, order, unit, async (corpus, prompt, order, unit) => {
        const model = await learned(corpus, order, unit);
        const smoothed = smooth(model, name);
        const position = model.begin(model.encode(prompt.split('\n')[0]));
        const all = Array.from({ length: model.vocabulary.size }, (_, id) => smoothed.probability(position, id));
        const unknown = smoothed.probability(position, -1);
        expect(all.reduce((sum, p) => sum + p, unknown)).toBeCloseTo(1, 12);
        expect(unknown > 0).toBe(name === 'kneser-ney');
        if (name !== 'none') expect(Math.min(...all)).toBeGreaterThan(0);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('lists what may be drawn, likeliest first, with its counts', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, order, async (corpus, prompt, order) => {
        const model = await learned(corpus, order);
        const smoothed = smooth(model, name);
        const position = model.begin(model.encode(prompt.split('\n')[0]));
        const { tokens, counts, total, order: reached, probabilities } = smoothed.next(position);
        const p = probabilities ?? Float64Array.from(counts, (count) => count / total);
        expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(total);
        expect([...p]).toEqual([...p].sort((a, b) => b - a));
        expect(new Set(tokens).size).toBe(tokens.length);
        if (name !== 'none') expect(tokens).toHaveLength(model.vocabulary.size);
        const known = 1 - smoothed.probability(position, -1);
        for (const [i, token] of tokens.entries()) {
          expect(p[i]).toBeCloseTo(smoothed.probability(position, token) / known, 12);
        }
        const slow = new SlowModel(documents(corpus, 'word'), order);
        const before = documents(prompt, 'word')[0];
        const wanted = slow.context(before).length + 1;
        expect(reached === wanted || (!name.startsWith('add') && reached < wanted)).toBe(true);
      }),
      { numRuns: 60, seed: 6 },
    );
  });
});

describe('Kneser-Ney', () => {
  it('meets KenLM on its toy, with the same discounts', async () => {
    const model = await learned('a a b a\nb a a b', 3);
    const smoothed = new KneserNey(model, [0.5, 1, 1.5]);
    const b = model.encode('a b')[1];
    const logOf = (prompt: string) => Math.log10(smoothed.probability(model.begin(model.encode(prompt)), b));
    // not at the beginning of a line, so behind a word that nobody knows
    expect(logOf('z a a')).toBeCloseTo(-0.20102891, 6);
    expect(logOf('z a')).toBeCloseTo(-0.58682007, 6);
    expect(logOf('z')).toBeCloseTo(-0.5720968, 6);
    expect(smoothed.guessed).toEqual([]);
  });

  it('reads the discounts off the counts of counts', () => {
    const counts = [...Array(10).fill(1), ...Array(5).fill(2), ...Array(3).fill(3), 4, 4, 9];
    const [one, two, more] = discountsOf(Int32Array.from(counts))!;
    expect([one, two, more].map((d) => d.toFixed(10))).toEqual([0.5, 1.1, 5 / 3].map((d) => d.toFixed(10)));
  });

  it.each([
    [[], 'nothing'],
    [[1, 1, 1], 'only ones'],
    [[1, 2], 'no threes'],
    [[7, 8, 9], 'only frequent ones'],
    [[1, ...Array(3).fill(2), ...Array(50).fill(3)], 'a discount below 0'],
  ])('tells when they cannot be told: %j', (counts) => {
    expect(discountsOf(Int32Array.from(counts))).toBeUndefined();
  });

  it('finds those of the formula in a text, or takes the usual ones and says for which lengths', async () => {
    for (const order of [1, 2, 3]) {
      const slow = new SlowModel(documents(cat, 'word'), order);
      const { discounts, guessed } = new KneserNey(await learned(cat, order));
      const all = Array.from({ length: order }, (_, i) => i + 1);
      expect(guessed).toEqual(all.filter((length) => slow.discounts(length) === undefined));
      for (const length of all) {
        const expected = slow.discounts(length) ?? [0.5, 1, 1.5];
        for (const i of [0, 1, 2]) expect(discounts[length][i]).toBeCloseTo(expected[i], 12);
      }
    }
    // 27 letters, each after many others: no letter follows only one
    expect(new KneserNey(await learned(cat, 2, 'char')).guessed).toContain(1);
  });

  it('prefers what follows many different words to what is frequent after one: San Francisco', async () => {
    const lines = [...Array(9).fill('san francisco'), 'the tea', 'my tea', 'hot tea', 'our tea', 'no milk'];
    const model = await learned(lines.join('\n'), 2);
    const [, francisco] = model.encode('san francisco');
    const [, tea] = model.encode('the tea');
    const place = model.begin(model.encode('green'));
    const [plain, kneserNey] = ['add-1', 'kneser-ney'].map((name) => smooth(model, name));
    expect(model.counts.unigrams[francisco]).toBeGreaterThan(model.counts.unigrams[tea]);
    expect(kneserNey.probability(place, tea)).toBeGreaterThan(2 * kneserNey.probability(place, francisco));
    expect(plain.probability(place, tea)).toBe(plain.probability(place, francisco));
  });
});

describe('a held-out text', () => {
  async function scored(name: string, order: number): Promise<Score> {
    const lines = cat.trim().split('\n');
    const [train, test] = [lines.filter((_, i) => i % 5 !== 0), lines.filter((_, i) => i % 5 === 0)];
    const model = await learned(train.join('\n'), order, 'char');
    const steps = score(ngramLanguageModel(model, smooth(model, name)), test, test.join('\n').length);
    for (;;) {
      const { value, done } = steps.next();
      if (done) return value as Score;
    }
  }

  it('is scored best by Kneser-Ney, worse by a little of everything, and not at all without smoothing', async () => {
    const [none, one, kneserNey] = await Promise.all(['none', 'add-1', 'kneser-ney'].map((name) => scored(name, 4)));
    expect(none.nats_per_token).toBeNull();
    expect(none.unseen).toBeGreaterThan(0);
    expect(one.unseen + kneserNey.unseen).toBe(0);
    expect(kneserNey.nats_per_token!).toBeLessThan(one.nats_per_token! - 0.2);
  });
});
