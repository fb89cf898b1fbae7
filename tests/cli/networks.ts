/** Small networks that have learnt nothing, in files, for commands that take --weights. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkConfigSchema } from '../../src/models/gpt/config.ts';
import { GptNetwork } from '../../src/models/gpt/network.ts';
import { modelFromCheckpoint, modelToCheckpoint, type TextModel } from '../../src/models/gpt/weights.ts';
import type { Tokenizer } from '../../src/models/tokenizer/tokenizer.ts';
import { encodeCheckpoint } from '../../src/nn/checkpoint-format.ts';
import { kernelsNamed } from '../../src/nn/kernels/choose.ts';
import { ParameterSet } from '../../src/nn/parameters.ts';
import { Random } from '../../src/nn/random.ts';

interface Made {
  readonly file: string;
  /** As whoever opens the file has it. */
  readonly model: TextModel;
}

/** @param change of the weights, before they are written */
export function networkFile(
  folder: string,
  name: string,
  tokenizer: Tokenizer,
  lines: boolean,
  change: (weights: Float32Array | Float64Array) => void = () => {},
): Made {
  const kernels = kernelsNamed();
  const config = NetworkConfigSchema.parse({ context: 12, width: 16, layers: 2, heads: 2, deviation: 0.4 });
  const network = new GptNetwork(config);
  const vocabulary = tokenizer.size;
  const weights = new ParameterSet(kernels, kernels.arena(), network.parameters(vocabulary), new Random(3));
  change(weights.values.data);
  const checkpoint = modelToCheckpoint({ network, weights, vocabulary, tokenizer, lines });
  const file = join(folder, name);
  writeFileSync(file, encodeCheckpoint(checkpoint));
  return { file, model: modelFromCheckpoint(checkpoint, kernels) };
}
