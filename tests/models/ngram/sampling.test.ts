/** What is drawn, against what was counted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cat } from '../../../src/data/cat.ts';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { draw, type Shaping, shape } from '../../../src/models/decoding/shape.ts';
import { generate, Writer } from '../../../src/models/ngram/generate.ts';
import { learn, type NgramModel } from '../../../src/models/ngram/model.ts';
import { MARK } from '../../../src/models/ngram/vocabulary.ts';
import { Random } from '../../../src/nn/random.ts';
import { documents, mark, predict } from './reference.ts';

const plain: Shaping = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

async function learned(text: string, order: number): Promise<NgramModel> {
  const steps = learn(textCorpus('test', [text]), order, 'word');
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return value;
  }
}

/** Pearson's χ² of observed counts against expected shares; its mean is the degrees of freedom, its variance twice that. */
function chiSquare(observed: ReadonlyMap<string, number>, expected: ReadonlyMap<string, number>) {
  const drawn = [...observed.values()].reduce((a, b) => a + b, 0);
  const total = [...expected.values()].reduce((a, b) => a + b, 0);
  let sum = 0;
  for (const [token, count] of expected) {
    const due = (drawn * count) / total;
    sum += ((observed.get(token) ?? 0) - due) ** 2 / due;
  }
  const freedom = expected.size - 1;
  return { sum, limit: freedom + 4 * Math.sqrt(2 * freedom) };
}

describe('generate', () => {
  it('draws every token as often as it was counted', async () => {
    const model = await learned(cat, 2);
    const observed = new Map<string, number>();
    const rng = new Random(11);
    const prompt = model.encode('The cat sat on the');
    for (let i = 0; i < 20_000; i++) {
      const { token } = generate(model, prompt, plain, rng).next().value;
      observed.set(model.vocabulary.text(token), (observed.get(model.vocabulary.text(token)) ?? 0) + 1);
    }
    const { counts } = predict(cat, 'The cat sat on the', 2, 'word');
    expect([...observed.keys()].sort()).toEqual([...counts.keys()].sort());
    const { sum, limit } = chiSquare(observed, counts);
    expect(sum).toBeLessThan(limit);
    expect(sum).toBeGreaterThan(1); // and not too well either: it is chance
  });

  it('goes on like that from document to document', async () => {
    const model = await learned(cat, 3);
    const observed = new Map<string, number>();
    let [before, last] = [mark, mark];
    let steps = 0;
    for (const { token } of generate(model, model.encode(''), plain, new Random(5))) {
      const text = model.vocabulary.text(token);
      if (before === ' on' && last === ' the') observed.set(text, (observed.get(text) ?? 0) + 1);
      [before, last] = [last, text];
      if (++steps === 60_000) break;
    }
    const { counts } = predict(cat, 'x on the', 3, 'word');
    const { sum, limit } = chiSquare(observed, counts);
    expect([...observed.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(1000);
    expect(sum).toBeLessThan(limit);
  });

  it('only writes what the corpus has: every n-gram of its text occurs', async () => {
    for (const order of [2, 3, 5, 8]) {
      const model = await learned(cat, order);
      const known = new Set<string>();
      for (const tokens of documents(cat, 'word')) {
        const row = [mark, ...tokens, mark];
        for (let end = 1; end < row.length; end++)
          known.add(row.slice(Math.max(0, end - order + 1), end + 1).join('|'));
      }
      let row = [mark];
      let steps = 0;
      for (const { token, choice } of generate(model, model.encode(''), plain, new Random(order))) {
        row.push(model.vocabulary.text(token));
        expect(known).toContain(row.slice(-order).join('|'));
        expect(choice.order).toBe(Math.min(order, row.length));
        if (token === MARK) row = [mark];
        if (++steps === 500) break;
      }
    }
  });

  it('at temperature 0 always takes the likeliest, whatever the seed', async () => {
    const model = await learned(cat, 2);
    const write = (seed: number): number[] => {
      const steps = generate(model, model.encode('The'), { ...plain, temperature: 0 }, new Random(seed));
      return Array.from({ length: 30 }, () => steps.next().value.token);
    };
    expect(write(1)).toEqual(write(2));
    const tokens = write(1).map((id) => model.show(id));
    expect(tokens.slice(0, 5)).toEqual(['cat', 'sat', 'on', 'the', 'mat']);
  });

  it('gives the same for the same seed, and something else for another', async () => {
    const model = await learned(cat, 2);
    const write = (seed: number): string => {
      const steps = generate(model, model.encode(''), plain, new Random(seed));
      return Array.from({ length: 20 }, () => steps.next().value.token).join();
    };
    expect(write(3)).toBe(write(3));
    expect(new Set([1, 2, 3, 4, 5].map(write)).size).toBe(5);
  });
});

describe('the writer', () => {
  it('puts a text together again exactly', async () => {
    const text = 'Don\'t panic, said Ann-Marie: "it costs 5.50 (or so)".';
    const model = await learned(text, 2);
    const writer = new Writer(model, '');
    expect([...model.encode(text)].map((id) => writer.write(id)).join('')).toBe(text);
  });

  it('sets no space after one, or at the beginning of a line', async () => {
    const model = await learned('a b', 2);
    const [a, b] = model.encode('a b');
    const written = (prompt: string, ...ids: number[]): string => {
      const writer = new Writer(model, prompt);
      return ids.map((id) => writer.write(id)).join('');
    };
    expect(written('', a, b)).toBe('a b');
    expect(written('x', a)).toBe(' a');
    expect(written('x ', a)).toBe('a');
    expect(written('x', MARK, b)).toBe('\nb');
  });
});

const distribution = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 20 }).map((weights) => {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.sort((a, b) => b - a).map((weight) => weight / sum);
});
const close = (actual: ArrayLike<number>, expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 10);
};
const normal = (weights: readonly number[]): number[] => weights.map((w) => w / weights.reduce((a, b) => a + b, 0));

describe('shape', () => {
  it('with temperature is the softmax of log p / T', () => {
    fc.assert(
      fc.property(distribution, fc.double({ min: 0.05, max: 20, noNaN: true }), (p, temperature) => {
        close(shape(p, { ...plain, temperature }), normal(p.map((p) => (p / 1) ** (1 / temperature))));
      }),
      { seed: 4 },
    );
    close(shape([0.5, 0.3, 0.2], { ...plain, temperature: 0.5 }), [0.25 / 0.38, 0.09 / 0.38, 0.04 / 0.38]);
    close(shape([0.5, 0.3, 0.2], plain), [0.5, 0.3, 0.2]);
    close(shape([0.5, 0.3, 0.2], { ...plain, temperature: 0 }), [1, 0, 0]);
  });

  it('leaves the probabilities alone, to the last bit, when there is nothing to shape', () => {
    fc.assert(
      fc.property(distribution, (p) => {
        expect([...shape(p, plain)]).toEqual([...p]);
        expect([...shape(p, { ...plain, top_k: p.length })]).toEqual([...p]);
      }),
      { seed: 8 },
    );
    const counted = [17, 11, 4, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1].map((count) => count / 50);
    expect([...shape(counted, plain)].slice(0, 3)).toEqual([0.34, 0.22, 0.08]);
  });

  it('neither under- nor overflows at the ends of the scale', () => {
    const p = [0.9, 0.1 - 1e-300, 1e-300];
    for (const temperature of [1e-12, 1e-3, 100, 1e9]) {
      const shaped = shape(p, { ...plain, temperature });
      expect([...shaped].every(Number.isFinite)).toBe(true);
      expect(shaped.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
    }
    expect(shape(p, { ...plain, temperature: 1e-12 })[0]).toBe(1);
  });

  it('with top-k keeps the k likeliest in their proportions', () => {
    fc.assert(
      fc.property(distribution, fc.integer({ min: 1, max: 25 }), (p, top_k) => {
        close(shape(p, { ...plain, top_k }), normal(p.map((p, i) => (i < top_k ? p : 0))));
      }),
      { seed: 5 },
    );
  });

  it('with top-p keeps the fewest that together reach p', () => {
    fc.assert(
      fc.property(distribution, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (p, top_p) => {
        let reached = 0;
        const kept = p.map((p) => {
          const keep = reached < top_p - 1e-9;
          reached += p;
          return keep ? p : 0;
        });
        fc.pre(p.every((_, i) => Math.abs(p.slice(0, i + 1).reduce((a, b) => a + b, 0) - top_p) > 1e-6));
        close(shape(p, { ...plain, top_p }), normal(kept));
      }),
      { seed: 6 },
    );
    close(shape([0.5, 0.3, 0.2], { ...plain, top_p: 0.8 }), [0.625, 0.375, 0]);
    close(shape([0.5, 0.3, 0.2], { ...plain, top_p: 0.81 }), [0.5, 0.3, 0.2]);
    close(shape([0.5, 0.3, 0.2], { ...plain, top_p: 1e-9 }), [1, 0, 0]);
  });

  it('with min-p keeps those with that share of the likeliest', () => {
    fc.assert(
      fc.property(distribution, fc.double({ min: 0, max: 1, noNaN: true }), (p, min_p) => {
        fc.pre(p.every((value) => Math.abs(value - min_p * p[0]) > 1e-9 || value === p[0]));
        close(shape(p, { ...plain, min_p }), normal(p.map((value) => (value >= min_p * p[0] ? value : 0))));
      }),
      { seed: 7 },
    );
    close(shape([0.5, 0.3, 0.2], { ...plain, min_p: 0.6 }), [0.625, 0.375, 0]);
    close(shape([0.4, 0.4, 0.2], { ...plain, min_p: 1 }), [0.5, 0.5, 0]);
  });

  it('filters after the temperature, one filter after the other', () => {
    // T = 0.5 squares: 16, 9, 4, 1 of 30; top-k 3 leaves 16, 9, 4 of 29; top-p 0.6 then 16, 9 (16/29 = 0.55)
    close(shape([0.4, 0.3, 0.2, 0.1], { temperature: 0.5, top_k: 3, top_p: 0.6, min_p: 0 }), [0.64, 0.36, 0, 0]);
  });
});

describe('draw', () => {
  it('takes the first whose running sum exceeds u, and never one of probability 0', () => {
    const sums = [0, 0.25, 0.25, 1];
    expect([0, 0.2499, 0.25, 0.9, 0.99999999].map((u) => draw(sums, u))).toEqual([1, 1, 3, 3, 3]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (weights, u) => {
          fc.pre(weights.some((weight) => weight > 0));
          let sum = 0;
          const sums = weights.map((weight) => (sum += weight));
          const index = sums.findIndex((value) => value > u * sum);
          expect(draw(sums, u)).toBe(index);
          expect(weights[index]).toBeGreaterThan(0);
        },
      ),
      { seed: 8 },
    );
  });
});
