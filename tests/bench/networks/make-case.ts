import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { ParameterSet } from '../../../src/nn/parameters.ts';
import { Random } from '../../../src/nn/random.ts';
import { type Named, writeCase } from '../peers/case.ts';
import type { Network } from './network.ts';

/** Weights to begin with, the same ones each time. */
export function makeWeights(network: Pick<Network, 'parameters'>): Map<string, Named> {
  const kernels = plainKernels();
  const set = new ParameterSet(kernels, kernels.arena(), network.parameters(), new Random(1));
  return new Map(
    set.names.map((name) => {
      const { shape, value } = set.get(name);
      return [name, { shape, data: Float32Array.from(value.data) }];
    }),
  );
}

/** Weights and a batch, for all programs. */
export function makeCase(file: string, network: Pick<Network, 'parameters' | 'inputs'>): void {
  writeCase(file, { parameters: makeWeights(network), inputs: network.inputs(new Random(2)) });
}
