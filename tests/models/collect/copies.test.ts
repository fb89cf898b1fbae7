/** MinHash and its bands against the true Jaccard likeness of every pair. */
import { describe, expect, it } from 'vitest';
import { jaccard, likeness, MinHash, orders, shingles } from '../../../src/models/collect/minhash.ts';
import { NearCopies } from '../../../src/models/collect/near-copies.ts';
import { Random } from '../../../src/nn/random.ts';

/** Two sets of n numbers in all, of which `both` are in both. */
function pair(random: Random, n: number, both: number): [Set<number>, Set<number>] {
  const numbers = Array.from({ length: n }, () => random.bits());
  const rest = Math.floor((n - both) / 2);
  return [new Set(numbers.slice(0, both + rest)), new Set([...numbers.slice(0, both), ...numbers.slice(both + rest)])];
}

describe('shingles', () => {
  it('are runs of words without case and signs, each once', () => {
    expect(shingles('The cat sat. The CAT, sat!', 3).size).toBe(3);
    expect(shingles('the cat sat the cat sat', 3)).toEqual(shingles('The cat sat. The CAT, sat!', 3));
    expect(shingles('a b', 5).size).toBe(1);
    expect(shingles('', 3)).toEqual(shingles(' . ', 3));
  });

  it('have the likeness of a textbook', () => {
    // {a b, b c, c d} and {b c, c d, d e}: two of four
    expect(jaccard(shingles('a b c d', 2), shingles('b c d e', 2))).toBe(0.5);
    expect(jaccard(new Set([1]), new Set([2]))).toBe(0);
    expect(jaccard(new Set(), new Set())).toBe(1);
  });
});

describe('MinHash', () => {
  it.each([0, 0.2, 0.5, 0.8, 1])('estimates a likeness of %f within its standard error, and without bias', (true_) => {
    const random = new Random(7);
    const errors = Array.from({ length: 60 }, () => {
      const hash = new MinHash(random);
      const [a, b] = pair(random, 200, Math.round(200 * true_));
      return likeness(hash.signature(a), hash.signature(b)) - jaccard(a, b);
    });
    const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
    const deviation = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
    const expected = Math.sqrt((true_ * (1 - true_)) / orders);
    expect(Math.abs(mean)).toBeLessThanOrEqual((3.5 * expected) / Math.sqrt(60));
    expect(deviation).toBeLessThanOrEqual(1.4 * expected);
    expect(deviation).toBeGreaterThanOrEqual(expected / 1.4);
  });
});

/** Texts in families: each a few changed copies of one, more and less like it. */
function families(random: Random): Set<number>[] {
  return Array.from({ length: 40 }, () => Array.from({ length: 100 }, () => random.bits())).flatMap((one) =>
    [0, 0.05, 0.1, 0.2, 0.4].map((rate) => new Set(one.map((n) => (random.next() < rate ? random.bits() : n)))),
  );
}

describe('near copies', () => {
  it.each([0.3, 0.5, 0.7, 0.9])(
    'at %f are those that comparing all with all finds, but for estimates at the edge',
    (threshold) => {
      const random = new Random(3);
      const sets = families(random);
      const hash = new MinHash(random);
      const signatures = sets.map((set) => hash.signature(set));
      const index = new NearCopies(threshold);
      let wrong = 0;
      for (const [at, signature] of signatures.entries()) {
        const found = index.add(signature);
        const best = Math.max(0, ...signatures.slice(0, at).map((other) => likeness(signature, other)));
        // What it finds is what all signatures say; the bands lose next to nothing.
        if ((found?.likeness ?? 0) !== (best >= threshold ? best : 0)) wrong++;
        if (found) expect(likeness(signature, signatures[found.of])).toBe(found.likeness);
      }
      expect(wrong).toBeLessThanOrEqual(1);
    },
  );

  it('put every true pair into one group, and strangers into different ones', () => {
    const random = new Random(5);
    const sets = families(random);
    const hash = new MinHash(random);
    const index = new NearCopies(0.6);
    for (const set of sets) index.add(hash.signature(set));
    for (let i = 0; i < sets.length; i++) {
      for (let j = 0; j < i; j++) {
        if (jaccard(sets[i], sets[j]) >= 0.6) expect(index.groupOf(i)).toBe(index.groupOf(j));
        if (Math.floor(i / 5) !== Math.floor(j / 5)) expect(index.groupOf(i)).not.toBe(index.groupOf(j));
      }
    }
  });
});
