/** Counts in a batch write what they write alone, and believe what was counted. */
import { describe, expect, test } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { generate } from '../../../src/models/ngram/generate.ts';
import { learnAtOnce } from '../../../src/models/ngram/model.ts';
import { smooth } from '../../../src/models/ngram/smoothing.ts';
import { MARK } from '../../../src/models/ngram/vocabulary.ts';
import { Batch } from '../../../src/models/serving/batch.ts';
import { NgramTokens } from '../../../src/models/serving/ngram-tokens.ts';
import { Random } from '../../../src/nn/random.ts';

const corpus = textCorpus('cat', [cat]);
const prompts = ['The cat sat on the', 'The', '', 'A zebra sat on'];

describe.each([
  { order: 3, unit: 'word', smoothing: 'none' },
  { order: 2, unit: 'word', smoothing: 'add-0.1' },
  { order: 1, unit: 'word', smoothing: 'none' },
  { order: 4, unit: 'char', smoothing: 'kneser-ney' },
  { order: 3, unit: 'bpe', smoothing: 'kneser-ney' },
] as const)('order $order, $unit, smoothing $smoothing', ({ order, unit, smoothing }) => {
  test('a batch draws the tokens that a text alone draws', async () => {
    const model = await learnAtOnce(corpus, order, unit);
    const predictor = smooth(model, smoothing);
    const batch = new Batch(new NgramTokens(model, predictor), 3);
    const shaping = { temperature: 0.9, top_k: 0, top_p: 0.95, min_p: 0 };
    const texts: number[][] = [];
    const wanted: number[][] = [];
    const most = 12;
    for (let i = 0; i < 8 || batch.active > 0; ) {
      if (i < 8 && batch.room > 0) {
        const prompt = model.encode(prompts[i % prompts.length]);
        const draws = generate(model, prompt, shaping, new Random(i), predictor);
        // Past the end of a document too.
        wanted.push(Array.from({ length: most }, () => draws.next().value.token));
        batch.add({ prompt: [MARK, ...prompt], shaping, most, end: -1, rng: new Random(i++) });
        texts.push([]);
      }
      for (const { text, token } of batch.step()) texts[text].push(token);
    }
    expect(texts).toEqual(wanted);
  });
});

test('it believes a count divided by a count, and nothing of what never followed', async () => {
  const model = await learnAtOnce(corpus, 2, 'word');
  const batch = new Batch(new NgramTokens(model), 1);
  const shaping = { temperature: 0, top_k: 0, top_p: 1, min_p: 0 };
  const prompt = [MARK, ...model.encode('The cat sat on the')];
  batch.add({ prompt, shaping, most: 1, end: MARK, rng: new Random(1), likeliest: 99 });
  const told = [];
  while (batch.active > 0) told.push(...batch.step().map(({ told }) => told!));
  const { tokens, counts, total } = model.next(model.begin(model.encode('The cat sat on the')));
  expect(told).toHaveLength(1);
  expect(told[0].likeliest).toHaveLength(tokens.length);
  for (const [i, { token, logprob }] of told[0].likeliest.entries()) {
    expect(token).toBe(tokens[i]);
    expect(logprob).toBeCloseTo(Math.log(counts[i] / total), 12);
  }
});

test('a smoothed count can be forced to any token, one that never followed only where something smooths', async () => {
  const model = await learnAtOnce(corpus, 2, 'word');
  const [sat] = model.encode('The cat sat').slice(-1);
  for (const [smoothing, forced] of [
    ['none', false],
    ['add-1', true],
  ] as const) {
    const batch = new Batch(new NgramTokens(model, smooth(model, smoothing)), 1);
    const shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };
    batch.add({ prompt: [MARK], shaping, most: 1, end: MARK, rng: new Random(1), bias: new Map([[sat, 100]]) });
    expect(batch.step()[0].token === sat).toBe(forced);
  }
});
