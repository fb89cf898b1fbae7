/** N-grams of byte pairs against slow ones over the same tokens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { learnMerges } from '../../../src/models/bpe/train.ts';
import { type BytePairVocabulary, PieceCounts } from '../../../src/models/ngram/byte-pairs.ts';
import { ngramLanguageModel } from '../../../src/models/ngram/language-model.ts';
import { learn, type NgramModel } from '../../../src/models/ngram/model.ts';
import { smooth } from '../../../src/models/ngram/smoothing.ts';
import type { Extent } from '../../../src/models/ngram/tokenize.ts';
import { decodeTokens } from '../../../src/models/tokenizer/tokenizer.ts';
import { bytes, chunked, mark } from './reference.ts';
import { SlowModel } from './smoothing-reference.ts';

async function finished<T>(steps: AsyncGenerator<unknown, T>): Promise<T> {
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}
const learned = (text: string, order: number, extent?: Extent): Promise<NgramModel> =>
  finished(learn(textCorpus('test', [text]), order, 'bpe', extent));
const pairsOf = (model: NgramModel) => (model.vocabulary as BytePairVocabulary).pairs;

/** A document as names of tokens for the slow model. */
const named = (model: NgramModel, line: string): string[] => Array.from(pairsOf(model).encode(line), (id) => `t${id}`);

const corpus = 'the cat sat\nthe cat ran\nthe hat sat on the mat\na cat ate';

describe('the tokens', () => {
  it('are those that byte-pair encoding of the text learns, as long as a pair stands there twice', async () => {
    const model = await learned(cat, 2);
    const expected: (readonly number[])[] = [];
    for (const { left, right, count } of learnMerges(bytes(cat), 'gpt2')) {
      if (count < 2) break;
      expected.push([left, right]);
    }
    expect(pairsOf(model).codec.merges).toEqual(expected);
    expect(model.vocabulary.size).toBe(256 + expected.length + 1);
    expect(Array.from(model.encode('The cat'), (id) => model.show(id))).toEqual(['The', ' cat']);
  });

  it('spell any text, less what no unit lets in', async () => {
    const model = await learned(corpus, 2);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 30 }), async (text) => {
        const ids = model.encodeDocument(text);
        expect(Math.min(0, ...ids)).toBe(0);
        const { vocabulary } = model;
        const spelled = {
          bytes: (id: number) => (id === 0 ? bytes('\n') : (vocabulary as BytePairVocabulary).bytes(id)),
        };
        const lines = decodeTokens(spelled, ids);
        const characters = await finished(learn(textCorpus('x', [`${text}x`]), 1, 'char'));
        expect(lines).toBe(
          Array.from(characters.encodeDocument(text), (id) => (id === 0 ? '\n' : characters.show(id))).join(''),
        );
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('do not depend on how the bytes come', async () => {
    const text = `${'猫 und  Hund\r\n\tnaïve—🐈  '.repeat(3)}${'x'.repeat(5000)} ${' '.repeat(4500)}z\n${'aé'.repeat(2500)}`;
    const all = bytes(text);
    for (const extent of ['line', 'text'] as const) {
      const whole = await finished(learn(chunked([all]), 2, 'bpe', extent));
      for (const size of [1, 7, 1000, 4096]) {
        const parts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
          all.subarray(i * size, (i + 1) * size),
        );
        const model = await finished(learn(chunked(parts), 2, 'bpe', extent));
        expect(pairsOf(model).codec.merges).toEqual(pairsOf(whole).codec.merges);
        expect(model.counts.tokens).toBe(whole.counts.tokens);
        expect(model.counts.unigrams).toEqual(whole.counts.unigrams);
      }
    }
  });

  it('of a whole text as one document have its line feeds among them', async () => {
    const model = await learned('a b\na b\na b\n', 2, 'text');
    expect(Array.from(model.encodeDocument('a b\na'), (id) => model.show(id))).toEqual(['a', ' b', '\n', 'a', '<end>']);
  });

  it('are learnt in little memory: rare pieces are forgotten, frequent ones are not', () => {
    const counted = new PieceCounts(8);
    for (let i = 0; i < 100; i++) counted.add(`often x${'abcdefghij'[i % 10]}${'klmnopqrst'[Math.floor(i / 10)]}`);
    expect(counted.counts.size).toBeLessThanOrEqual(8);
    expect(counted.counts.get('often')).toBe(100);
  });

  it('refuse what is no text, with its line', async () => {
    const broken = chunked([Uint8Array.of(0x61, 0x0a, 0xff)], 'broken.txt');
    await expect(finished(learn(broken, 2, 'bpe'))).rejects.toThrow('the text is not UTF-8 (broken.txt, line 2)');
    await expect(learned('\n \n'.trim(), 2)).rejects.toThrow('the corpus holds no words');
  });
});

describe.each(['none', 'add-0.5', 'kneser-ney'])('%s', (name) => {
  it.each([1, 2, 3])('gives every token the probability of the formula, at order %i', async (order) => {
    const model = await learned(corpus, order);
    const every = Array.from({ length: pairsOf(model).size - 1 }, (_, id) => `t${id}`);
    const slow = new SlowModel(
      corpus.split('\n').map((line) => named(model, line)),
      order,
      every,
    );
    const judge = ngramLanguageModel(model, smooth(model, name));
    for (const line of ['the cat ate', 'zé']) {
      const logs = judge.logProbabilities(judge.encode(line));
      const tokens = [...named(model, line), mark];
      expect(logs).toHaveLength(tokens.length);
      for (const [i, token] of tokens.entries()) {
        const before = tokens.slice(0, i);
        const p =
          name === 'none'
            ? slow.none(before, token)
            : name === 'kneser-ney'
              ? slow.kneserNey(before, token)
              : slow.addK(0.5, before, token);
        expect(Math.exp(logs[i])).toBeCloseTo(p, 12);
      }
    }
  });

  it('adds up to 1 in every place, also behind bytes that the text never has', async () => {
    const model = await learned(corpus, 3);
    const smoothed = smooth(model, name);
    for (const prompt of ['', 'the', 'the cat', 'cat the', 'z', 'zz', '猫', 'the z', 'z the']) {
      const position = model.begin(model.encode(prompt));
      const all = Array.from({ length: model.vocabulary.size }, (_, id) => smoothed.probability(position, id));
      const unknown = smoothed.probability(position, -1);
      expect(
        all.reduce((sum, p) => sum + p, unknown),
        prompt,
      ).toBeCloseTo(1, 12);
      if (name !== 'none') expect(Math.min(...all)).toBeGreaterThan(0);
      const { counts, total, probabilities } = smoothed.next(position);
      const shares = probabilities ?? Float64Array.from(counts, (count) => count / total);
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    }
  });
});
