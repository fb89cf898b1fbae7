/** Which arithmetic is below: a flag of everything that computes with networks. */
import type { Option } from 'commander';
import { type KernelName, kernelNames } from '../nn/kernels/kernels.ts';
import { clean } from '../render/clean.ts';
import { choiceFlag } from './flags.ts';
import type { Io } from './io.ts';

export const kernelFlag = (): Option =>
  choiceFlag(
    `--kernel <${kernelNames.join('|')}>`,
    'the arithmetic below: WebAssembly, or TypeScript that can be read (default: the faster one that runs here)',
    kernelNames,
  );

/** What was asked for and cannot run here is told; the run goes on without it. */
export async function sayIfNot(kernel: KernelName, { stderr }: Io): Promise<void> {
  if (kernel !== 'simd') return;
  const { simdProblem } = await import('../nn/kernels/simd/simd.ts');
  const problem = simdProblem();
  if (problem) stderr.write(`genai: the simd kernels do not run here (${clean(problem)}). plain is used instead.\n`);
}
