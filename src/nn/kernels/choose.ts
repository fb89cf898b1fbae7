/** Which set of kernels works: the fast one where the machine can run it. */
import type { Kernels } from './kernels.ts';
import { plainKernels } from './plain/plain.ts';
import { simdKernels, simdProblem } from './simd/simd.ts';

/** The set that is wanted, or without a wish, or where it cannot run, the best there is. */
export function kernelsNamed(name?: string): Kernels {
  return name === 'plain' || simdProblem() !== undefined ? plainKernels() : simdKernels();
}
