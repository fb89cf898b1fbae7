/** A tiny transformer with weights by chance in the place of the one on board, for labs that look into it. */
import { parse } from 'zod/v4/core';
import type { DataSource } from '../../src/data/corpus.ts';
import type { Lab, NeuralContext, Schema } from '../../src/labs/lab.ts';
import { type NetworkConfig, NetworkConfigSchema } from '../../src/models/gpt/config.ts';
import { GptNetwork } from '../../src/models/gpt/network.ts';
import { modelFromCheckpoint, modelToCheckpoint, type TextModel } from '../../src/models/gpt/weights.ts';
import { BytePairTokens } from '../../src/models/tokenizer/byte-pairs.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../src/nn/checkpoint-format.ts';
import { plainKernels } from '../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';
import { corpora } from './corpora.ts';

const kernels = plainKernels('float64');

/** What is read back from the file, so that the labs have the very same numbers. */
export function tinyTransformer(given: Partial<NetworkConfig> = {}): { model: TextModel; data: DataSource } {
  const network = new GptNetwork(
    NetworkConfigSchema.parse({ context: 64, width: 12, layers: 2, heads: 3, deviation: 0.4, ...given }),
  );
  const text = new TextEncoder().encode('the cat sat on the mat. the dog sat on the floor. Ada and Bert like the cat.');
  const tokenizer = BytePairTokens.of(text, 275);
  const parameters = network.parameters(tokenizer.size);
  const weights = new ParameterSet(kernels, kernels.arena(), parameters, new Random(5));
  const bytes = encodeCheckpoint(
    modelToCheckpoint({ network, weights, vocabulary: tokenizer.size, tokenizer, lines: true }),
  );
  const model = modelFromCheckpoint(decodeCheckpoint(bytes), kernels);
  return { model, data: { ...corpora(), weights: async () => bytes } };
}

/** Runs a lab to its end. */
export async function runLab<E, R>(
  lab: Lab<Schema, E, never, R>,
  params: object,
  data: DataSource,
  seed = 1,
): Promise<{ events: E[]; result: R }> {
  const context = { rng: new Random(seed), seed, data, cache: new Map(), kernels } as unknown as NeuralContext;
  const steps = lab.run(parse(lab.params, params) as never, context);
  const events: E[] = [];
  for (;;) {
    const { value, done } = await steps.next();
    if (done) return { events, result: value };
    events.push(value);
  }
}
