/** Counting tokens of another's making gives what counting text gives. */
import { expect, test } from 'vitest';
import { textCorpus } from '../../../src/data/text-corpus.ts';
import { KneserNey } from '../../../src/models/ngram/kneser-ney.ts';
import { ngramLanguageModel } from '../../../src/models/ngram/language-model.ts';
import { learnAtOnce } from '../../../src/models/ngram/model.ts';
import { countTokens } from '../../../src/models/ngram/tokens.ts';
import { tokensOf } from '../../../src/models/text-network/prepare.ts';
import { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';

const lines = ['anna banana', 'a nab in a van', 'nina and ivan', 'ban a van', 'in vain'];

test.each([1, 2, 3, 5])('the same chances as by letters of the text, order %i', async (order) => {
  const characters = Characters.of(lines.join('\n'), true);
  const counted = countTokens(tokensOf(lines, characters), characters, order);
  const model = await learnAtOnce(textCorpus('lines', lines), order, 'char');
  const reference = ngramLanguageModel(model, new KneserNey(model));
  expect(counted.vocabularySize).toBe(reference.vocabularySize);
  const lengths = Array.from({ length: order }, (_, i) => i + 1);
  expect(counted.grams).toBe(lengths.reduce((sum, k) => sum + model.counts.types(k, model.vocabulary), 0));
  for (const line of [...lines, 'navi', 'zebra']) {
    const logs = counted.logProbabilities(counted.encode(line));
    const wanted = reference.logProbabilities(reference.encode(line));
    expect(logs.length).toBe(wanted.length);
    for (const [i, log] of logs.entries()) expect(log).toBeCloseTo(wanted[i], 12);
  }
});

test('byte pairs add up to 1, with a place for what was never seen', () => {
  const pairs = BytePairTokens.of(new TextEncoder().encode(lines.join('\n')), 265);
  const counted = countTokens(tokensOf(lines, pairs), pairs, 3);
  const begun = counted.encode('a nab').slice(0, -1);
  let sum = 0;
  for (let token = -1; token < counted.vocabularySize; token++) {
    sum += Math.exp(counted.logProbabilities(Int32Array.of(...begun, token)).at(-1)!);
  }
  expect(sum).toBeCloseTo(1, 10);
});
