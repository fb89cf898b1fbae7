/** Steps of training on a given batch: a GPT, the denoiser that comes with the program, and one without convolutions. All
 *  programs begin with the same weights, and their first losses must agree. */
import { join } from 'node:path';
import { makeCase } from './networks/make-case.ts';
import { type NetworkName, networks } from './networks/networks.ts';
import { type Effort, node, type Rival, race, torch } from './rivals.ts';

interface Options {
  /** Backends on which TensorFlow.js lacks gradients, or has wrong ones, so that operations have substitutes. */
  readonly substitutes?: readonly ('cpu' | 'wasm')[];
  readonly isParallel?: boolean;
}

export function benchTraining(
  name: NetworkName,
  title: string,
  folder: string,
  effort: Effort,
  { substitutes = [], isParallel }: Options = {},
): void {
  const file = join(folder, name);
  makeCase(file, networks[name]);
  const ours = (kernels: string, threads: number) =>
    node('training-ours.ts', name, file, effort.seconds, kernels, threads);
  const tfjs = (...words: string[]) => node('training-tfjs.mjs', name, file, effort.seconds, ...words);
  const pytorch = (threads: number) => torch('training-torch.py', name, file, effort.seconds, threads);
  const rivals: Rival[] = [
    { name: 'ours, simd', column: 'simd', command: ours('simd', 1) },
    { name: 'ours, plain', column: 'plain', command: ours('plain', 1) },
  ];
  if (isParallel) rivals.push({ name: 'ours, simd, 2 threads', column: '2 threads', command: ours('simd', 2) });
  if (!substitutes.includes('cpu')) rivals.push({ name: 'TensorFlow.js cpu', command: tfjs('cpu') });
  rivals.push({ name: 'TensorFlow.js wasm', command: tfjs('wasm') });
  for (const backend of substitutes) {
    rivals.push({ name: `TensorFlow.js ${backend}, substitutes`, command: tfjs(backend, 'substitutes') });
  }
  rivals.push({ name: 'PyTorch, 1 thread', command: pytorch(1) });
  if (isParallel) rivals.push({ name: 'PyTorch, 2 threads', command: pytorch(2) });
  race(`${title}, a training step of ${networks[name].batch}`, rivals, effort);
}
