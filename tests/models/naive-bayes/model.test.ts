/** Naive Bayes against a textbook example with published figures, and against Bayes' rule by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NaiveBayes } from '../../../src/models/naive-bayes/model.ts';

/** Manning, Raghavan & Schütze, Introduction to Information Retrieval, table 13.1 and example 13.1. */
function china(): NaiveBayes {
  const model = new NaiveBayes(['china', 'not china']);
  model.learn('china', ['chinese', 'beijing', 'chinese']);
  model.learn('china', ['chinese', 'chinese', 'shanghai']);
  model.learn('china', ['chinese', 'macao']);
  model.learn('not china', ['tokyo', 'japan', 'chinese']);
  return model;
}

describe('naive Bayes', () => {
  it('gives the figures of the textbook', () => {
    const model = china();
    expect(model.vocabulary).toBe(6);
    expect(model.priors()).toEqual([3 / 4, 1 / 4]);
    const likelihoods = (word: string): readonly number[] => model.weigh(word).likelihoods;
    expect(likelihoods('chinese')).toEqual([(5 + 1) / (8 + 6), (1 + 1) / (3 + 6)]); // 3/7 and 2/9
    expect(likelihoods('tokyo')).toEqual([(0 + 1) / (8 + 6), (1 + 1) / (3 + 6)]); // 1/14 and 2/9
    expect(likelihoods('japan')).toEqual([1 / 14, 2 / 9]);

    const verdict = model.classify(['chinese', 'chinese', 'chinese', 'tokyo', 'japan']);
    const [yes, no] = verdict.logs.map(Math.exp);
    expect(yes).toBeCloseTo((3 / 4) * (3 / 7) ** 3 * (1 / 14) ** 2, 12);
    expect(no).toBeCloseTo((1 / 4) * (2 / 9) ** 3 * (2 / 9) ** 2, 12);
    expect(yes.toFixed(4)).toBe('0.0003'); // as printed in the book
    expect(no.toFixed(4)).toBe('0.0001');
    expect(verdict.label).toBe('china');
    expect(verdict.probabilities[0]).toBeCloseTo(yes / (yes + no), 12);
  });

  it('goes by the share of documents alone when no word is known', () => {
    const { label, probabilities, evidence } = china().classify(['zebra', 'xylophone']);
    expect(label).toBe('china');
    expect(probabilities[0]).toBeCloseTo(3 / 4, 12);
    expect(evidence.map(({ known }) => known)).toEqual([false, false]);
    expect(china().classify([]).probabilities[1]).toBeCloseTo(1 / 4, 12);
  });

  it('leaves unknown words aside: they change nothing', () => {
    const [without, with_] = [['tokyo'], ['tokyo', 'zebra']].map((words) => china().classify(words).probabilities);
    expect(with_).toEqual(without);
  });

  it('does not underflow on a long text', () => {
    const { probabilities, label } = china().classify(Array.from({ length: 5000 }, () => 'tokyo'));
    expect(probabilities).toEqual([0, 1]);
    expect(label).toBe('not china');
  });

  it('is Bayes’ rule with plain products, whatever is learnt and asked, in whatever order', () => {
    const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const words = fc.array(word, { maxLength: 6 });
    const documents = fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), words), { minLength: 3, maxLength: 15 });
    fc.assert(
      fc.property(documents, words, (documents, asked) => {
        const labels = ['x', 'y', 'z'];
        const model = new NaiveBayes(labels);
        for (const [label, words] of documents) model.learn(label, words);
        const all = new Set(documents.flatMap(([, words]) => words));
        const joint = labels.map((label) => {
          const own = documents.filter(([of]) => of === label);
          const words = own.flatMap(([, words]) => words);
          return asked
            .filter((word) => all.has(word))
            .map((word) => (words.filter((other) => other === word).length + 1) / (words.length + all.size))
            .reduce((a, b) => a * b, own.length / documents.length);
        });
        const sum = joint.reduce((a, b) => a + b, 0);
        for (const order of [asked, [...asked].reverse()]) {
          const { probabilities } = model.classify(order);
          for (const [i, p] of probabilities.entries()) expect(p).toBeCloseTo(joint[i] / sum, 10);
        }
      }),
      { seed: 1 },
    );
  });

  it('refuses a label that it does not have', () => {
    expect(() => china().learn('france', ['paris'])).toThrow('no label france');
  });
});
