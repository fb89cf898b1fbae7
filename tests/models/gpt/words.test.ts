/** Words out of pieces: their chances are those of the pieces, parted otherwise. */
import { describe, expect, test } from 'vitest';
import { openTextModel } from '../../../src/labs/text-model.ts';
import { NetworkConfigSchema } from '../../../src/models/gpt/config.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import type { TextModel } from '../../../src/models/gpt/weights.ts';
import { WordReader } from '../../../src/models/gpt/words.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { BytePairTokens } from '../../../src/models/tokenizer/byte-pairs.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { corpora } from '../../labs/corpora.ts';

/** Knows nothing, but not everything is equally likely to it. */
function untrained(): TextModel {
  const tokenizer = BytePairTokens.of(new TextEncoder().encode('the thin hen then thinks that it is thick'), 265);
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 40, width: 8, layers: 1, heads: 2, deviation: 0.5 }),
  );
  const kernels = plainKernels('float64');
  const parameters = network.parameters(tokenizer.size);
  const weights = new ParameterSet(kernels, kernels.arena(), parameters, new Random(2));
  return { network, weights, vocabulary: tokenizer.size, tokenizer, lines: true };
}

test('the words of a line together are as likely as its tokens together', () => {
  const model = untrained();
  for (const words of [
    ['the', ' hen', ' thinks', '.'],
    ['Is', ' it', ',', ' then', '?'],
    ["don't", ' x'],
  ]) {
    const reader = new WordReader(model);
    let log = 0;
    for (const word of words) {
      log += Math.log(reader.chance(word));
      reader.push(word);
    }
    log += Math.log(reader.chance(undefined));
    const judge = new NetworkLanguageModel(model, model.tokenizer);
    const tokens = judge.encode(words.join(''));
    expect(log).toBeCloseTo(
      judge.logProbabilities(tokens).reduce((sum, one) => sum + one, 0),
      9,
    );
    reader.end();
  }
});

describe('the transformer on board', async () => {
  const model = await openTextModel(undefined, { data: corpora(), kernels: kernelsNamed(), cache: new Map() });

  test.each([[[]], [['The', ' book', ' is', ' on', ' the']], [['We', ' like', ' the', ' zoo', '.']]])(
    'after %j its words add up to nearly 1, and each is as likely as when asked for alone',
    (before: readonly string[]) => {
      const reader = new WordReader(model);
      for (const word of before) reader.push(word);
      const believed = reader.believed(0.0005);
      const sum = believed.reduce((sum, { p }) => sum + p, 0);
      expect(sum).toBeGreaterThan(0.85);
      expect(sum).toBeLessThan(1 + 1e-6);
      expect(believed.map(({ p }) => p)).toEqual(believed.map(({ p }) => p).sort((a, b) => b - a));
      expect(new Set(believed.map(({ token }) => token)).size).toBe(believed.length);
      const space = before.length > 0;
      for (const { token, p } of believed.slice(0, 20)) {
        const spellings = token === '<end>' ? [undefined] : space ? [` ${token}`, token] : [token];
        const closest = Math.min(...spellings.map((word) => Math.abs(reader.chance(word) / p - 1)));
        expect(closest, token).toBeLessThan(1e-6);
      }
      reader.end();
    },
  );
});
