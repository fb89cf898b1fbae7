/** Counts behind a batch write what they write by themselves. */
import { expect, test } from 'vitest';
import { CountedTexts } from '../../../src/models/ngram/counted-texts.ts';
import { generate } from '../../../src/models/ngram/generate.ts';
import { learnAtOnce } from '../../../src/models/ngram/model.ts';
import { MARK } from '../../../src/models/ngram/vocabulary.ts';
import { Batch } from '../../../src/models/serving/batch.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../../labs/corpora.ts';

const shaping = { temperature: 0.9, top_k: 0, top_p: 0.95, min_p: 0 };

test.each([
  [1, 'word'],
  [2, 'word'],
  [4, 'word'],
  [5, 'char'],
  [3, 'bpe'],
] as const)('with n-grams of %s, %s by %s, also side by side and after unknown words', async (order, unit) => {
  const model = await learnAtOnce(corpora().open('cat'), order, unit);
  const prompts = ['The cat sat', '', 'The zebra sat on the', 'The'].map((text) => model.encode(text));
  const batch = new Batch(new CountedTexts(model), 4);
  const written: number[][] = prompts.map(() => []);
  const ids = prompts.map((prompt, i) =>
    batch.add({ prompt: [MARK, ...prompt], most: 12, end: MARK, shaping, rng: new Random(i) }),
  );
  while (batch.active > 0) for (const { text, token } of batch.step()) written[ids.indexOf(text)].push(token);
  for (const [i, prompt] of prompts.entries()) {
    const alone: number[] = [];
    for (const { token } of generate(model, prompt, shaping, new Random(i))) {
      alone.push(token);
      if (token === MARK || alone.length === 12) break;
    }
    expect(written[i]).toEqual(alone);
  }
});
