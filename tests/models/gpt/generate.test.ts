import { describe, expect, test } from 'vitest';
import { CachedText } from '../../../src/models/gpt/cached-text.ts';
import { GptConfigSchema } from '../../../src/models/gpt/config.ts';
import { Decoder } from '../../../src/models/gpt/decoder.ts';
import { GptNetwork } from '../../../src/models/gpt/network.ts';
import {
  modelFromCheckpoint,
  modelToCheckpoint,
  runFromCheckpoint,
  runToCheckpoint,
  type TextModel,
} from '../../../src/models/gpt/weights.ts';
import { choose, generate, RereadText } from '../../../src/models/text-network/generate.ts';
import { Reader } from '../../../src/models/text-network/reader.ts';
import { streamSource } from '../../../src/models/text-network/text.ts';
import { Trainer } from '../../../src/models/text-network/train.ts';
import { Characters } from '../../../src/models/tokenizer/characters.ts';
import {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
} from '../../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';

const config = GptConfigSchema.parse({
  context: 12,
  width: 16,
  layers: 2,
  heads: 2,
  deviation: 0.4,
  batch: 2,
  parts: 1,
});
const tokenizer = Characters.of('abcdefgh\n', true);
const free = { temperature: 1, top_k: 0, top_p: 1, min_p: 0 };

function modelOn(kernelName: string): TextModel {
  const kernels = kernelsNamed(kernelName);
  const network = new GptNetwork(config);
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(tokenizer.size), new Random(3));
  return { network, weights, vocabulary: tokenizer.size, tokenizer, lines: true };
}

test.each(['plain', 'simd'])('the text is the same with the cache and without, %s, beyond the context too', (name) => {
  const model = modelOn(name);
  const [decoder, reader] = [new Decoder(model), new Reader(model)];
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const [cached, reread] = [new CachedText(decoder), new RereadText(reader)];
    const [a, b] = [cached, reread].map((text) => generate(text, [0, 3, 4], free, new Random(seed)));
    for (let i = 0; i < 40; i++) expect(a.next().value.token).toBe(b.next().value.token);
    cached.end();
  }
});

describe('choosing', () => {
  test('softmax of the logits, likeliest first', () => {
    const { tokens, believed, probabilities } = choose([Math.log(1), Math.log(5), Math.log(4)], { ...free, top_k: 2 });
    expect([...tokens]).toEqual([1, 2, 0]);
    for (const [i, p] of [0.5, 0.4, 0.1].entries()) expect(believed[i]).toBeCloseTo(p, 12);
    for (const [i, p] of [5 / 9, 4 / 9, 0].entries()) expect(probabilities[i]).toBeCloseTo(p, 12);
  });

  test('logits of any size', () => {
    expect([...choose([1e5, -1e5], free).believed]).toEqual([1, 0]);
  });

  test('draws as often as it believes', () => {
    const reader = new Reader(modelOn('plain'));
    const rng = new Random(9);
    const times = 3000;
    const draws = Array.from({ length: times }, () => generate(new RereadText(reader), [0], free, rng).next().value);
    for (const [n, token] of draws[0].choice.tokens.entries()) {
      const p = draws[0].choice.believed[n];
      const share = draws.filter((draw) => draw.token === token).length / times;
      expect(Math.abs(share - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / times));
    }
  });
});

describe('files', () => {
  const again = (checkpoint: Checkpoint) => decodeCheckpoint(encodeCheckpoint(checkpoint));

  test('a model comes back, its weights to half of a 127th', () => {
    const model = modelOn('plain');
    const back = modelFromCheckpoint(again(modelToCheckpoint(model)), kernelsNamed('plain'));
    expect(back.network.config).toMatchObject({ context: 12, width: 16, heads: 2 });
    expect(back.tokenizer.encode('abc')).toEqual(tokenizer.encode('abc'));
    for (const name of model.weights.names) {
      const was = Array.from(model.weights.get(name).value.data);
      const is = back.weights.get(name).value.data;
      const largest = was.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      for (const [i, x] of was.entries()) expect(Math.abs(x - is[i])).toBeLessThanOrEqual(largest / 254 + 1e-6);
    }
  });

  test('a run comes back and goes on to the same numbers', () => {
    const tokens = Int32Array.from({ length: 50 }, (_, i) => i % tokenizer.size);
    const source = streamSource(tokens, tokenizer.size);
    const trainer = new Trainer(new GptNetwork(config), config, source, 4, kernelsNamed('plain'));
    for (let i = 0; i < 3; i++) trainer.step();
    const saved = again(runToCheckpoint({ config, snapshot: trainer.snapshot(), tokenizer, lines: true, text: 5 }));
    const run = runFromCheckpoint(saved);
    const other = new Trainer(new GptNetwork(run.config), run.config, source, run.snapshot.seed, kernelsNamed('plain'));
    other.restore(run.snapshot);
    expect(other.step()).toEqual(trainer.step());
  });

  test('weights of something else are refused', () => {
    const checkpoint = modelToCheckpoint(modelOn('plain'));
    const plain = kernelsNamed('plain');
    const about = checkpoint.about as Record<string, unknown>;
    expect(() => modelFromCheckpoint({ ...checkpoint, kind: 'gan' }, plain)).toThrow(CheckpointError);
    expect(() => runFromCheckpoint(checkpoint)).toThrow(CheckpointError);
    const wider = { ...(about.config as object), width: 18 };
    expect(() => modelFromCheckpoint({ ...checkpoint, about: { ...about, config: wider } }, plain)).toThrow(
      CheckpointError,
    );
    const uneven = { ...(about.config as object), heads: 5 };
    expect(() => modelFromCheckpoint({ ...checkpoint, about: { ...about, config: uneven } }, plain)).toThrow(
      CheckpointError,
    );
    const tensors = new Map([...checkpoint.tensors].slice(1));
    expect(() => modelFromCheckpoint({ ...checkpoint, tensors }, plain)).toThrow(CheckpointError);
  });
});
