/** Cross-entropy against closed forms. */
import { describe, expect, it } from 'vitest';
import type { LanguageModel } from '../../../src/models/language-model/language-model.ts';
import { type Score, score } from '../../../src/models/language-model/score.ts';

/** Letters with fixed probabilities, the end mark last; letters after those are unknown. */
function fixed(probabilities: readonly number[], unknown = 0): LanguageModel {
  const end = probabilities.length - 1;
  return {
    vocabularySize: probabilities.length,
    encode: (document) =>
      Int32Array.from([...document.toLowerCase()].map((c) => c.charCodeAt(0) - 97).concat(end), (id) =>
        id <= end ? id : -1,
      ),
    logProbabilities: (tokens) => Float64Array.from(tokens, (id) => Math.log(id < 0 ? unknown : probabilities[id])),
  };
}

function scored(model: LanguageModel, documents: readonly string[], bytes = documents.join('\n').length) {
  const steps = score(model, documents, bytes);
  const seen: number[] = [];
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { seen, result: value as Score };
    seen.push(value.tokens);
  }
}

describe('score', () => {
  it('of n equally likely tokens is ln n nats and a perplexity of n', () => {
    for (const n of [2, 4, 27]) {
      const { result } = scored(fixed(new Array(n).fill(1 / n)), ['aaa', 'a']);
      expect(result).toMatchObject({ tokens: 6, unseen: 0, unknown: 0 });
      expect(result.nats_per_token).toBeCloseTo(Math.log(n), 12);
      expect(result.perplexity).toBeCloseTo(n, 10);
      expect(result.bits_per_byte).toBeCloseTo((6 * Math.log2(n)) / 5, 12);
    }
  });

  it('is the mean over all tokens, not over documents', () => {
    const { seen, result } = scored(fixed([0.5, 0.25, 0.25]), ['aaaaaa', 'b']);
    expect(seen).toEqual([7, 9]);
    expect(result.nats_per_token! / Math.LN2).toBeCloseTo((6 * 1 + 3 * 2) / 9, 12);
  });

  it('counts what is impossible, and has no number then', () => {
    const { result } = scored(fixed([0, 0.5, 0.5]), ['aba']);
    expect(result).toEqual({
      tokens: 4,
      nats_per_token: null,
      perplexity: null,
      bits_per_byte: null,
      unseen: 2,
      unknown: 0,
    });
  });

  it('tells unknown tokens from impossible ones', () => {
    expect(scored(fixed([0.5, 0.5]), ['az']).result).toMatchObject({ unseen: 1, unknown: 1, nats_per_token: null });
    const open = scored(fixed([0.5, 0.25], 0.25), ['az']).result;
    expect(open).toMatchObject({ unseen: 0, unknown: 1 });
    expect(open.nats_per_token! / Math.LN2).toBeCloseTo((1 + 2 + 2) / 3, 12);
  });

  it('of nothing is no number', () => {
    expect(scored(fixed([1]), []).result).toMatchObject({ tokens: 0, nats_per_token: null, bits_per_byte: null });
  });
});
