import { expect, test } from 'vitest';
import { score } from '../../../src/models/language-model/score.ts';
import { RecurrentConfigSchema, RecurrentNetwork } from '../../../src/models/recurrent/network.ts';
import { NetworkLanguageModel } from '../../../src/models/text-network/language-model.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';
import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const kernels = plainKernels('float64');
const tokenizer = Characters.of('abcd', true);
const network = new RecurrentNetwork(RecurrentConfigSchema.parse({ context: 8, width: 4, memory: 5 }));
const vocabulary = tokenizer.size;
const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(2));
const model = new NetworkLanguageModel({ network, weights, vocabulary }, tokenizer);

/** All texts of a length. */
const texts = (length: number): string[] =>
  length === 0 ? [''] : texts(length - 1).flatMap((text) => ['a', 'b', 'c', 'd'].map((letter) => text + letter));

const probability = (text: string): number =>
  Math.exp(model.logProbabilities(model.encode(text)).reduce((sum, log) => sum + log, 0));

test('the probabilities of everything that may come after a beginning add up to 1', () => {
  const tokens = [1, 2, 3];
  const sum = Array.from({ length: vocabulary }, (_, token) =>
    Math.exp(model.logProbabilities(Int32Array.of(...tokens, token))[3]),
  ).reduce((a, b) => a + b);
  expect(sum).toBeCloseTo(1, 12);
});

test('so do those of all short texts, and of what is longer', () => {
  const ended = [1, 2, 3].flatMap(texts).reduce((sum, text) => sum + probability(text), 0);
  const nothing = Math.exp(model.logProbabilities(Int32Array.of(tokenizer.mark))[0]);
  const longer = texts(4).reduce((sum, text) => {
    const logs = model.logProbabilities(model.encode(text)).subarray(0, 4);
    return sum + Math.exp(logs.reduce((a, b) => a + b, 0));
  }, 0);
  expect(nothing + ended + longer).toBeCloseTo(1, 10);
});

test('a document longer than the context is read in windows', () => {
  const tokens = model.encode('abcdabcdabcdabcd');
  const logs = model.logProbabilities(tokens);
  expect(logs).toHaveLength(17);
  const seen = [tokenizer.mark, ...tokens];
  const reader = new Reader({ network, weights, vocabulary });
  // Token 9 is the second half of the window that begins at 4: what it sees are tokens 4 to 9 of the row.
  const row = Array.from(reader.logits(seen.slice(4, 10)).at(-1)!);
  const total = row.reduce((sum, logit) => sum + Math.exp(logit), 0);
  expect(logs[9]).toBeCloseTo(row[tokens[9]] - Math.log(total), 10);
});

test('what it does not know is impossible, and counted', () => {
  const steps = score(model, ['abx'], 3);
  let step = steps.next();
  while (!step.done) step = steps.next();
  expect(step.value).toMatchObject({ tokens: 4, unseen: 1, unknown: 1, nats_per_token: null });
});
