/** Kernels that were asked for and do not run here. */
import type { KernelName } from '../nn/kernels/kernels.ts';
import { clean } from '../render/clean.ts';
import type { Io } from './io.ts';

/** It is told; the run goes on with others. */
export async function sayIfNot(kernel: KernelName, { stderr }: Io): Promise<void> {
  if (kernel !== 'simd') return;
  const { simdProblem } = await import('../nn/kernels/simd/simd.ts');
  const problem = simdProblem();
  if (problem) stderr.write(`genai: the simd kernels do not run here (${clean(problem)}). plain is used instead.\n`);
}
