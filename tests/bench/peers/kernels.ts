import { kernelsNamed } from '../../../src/nn/kernels/choose.ts';
import type { Kernels } from '../../../src/nn/kernels/kernels.ts';

/** The set of this name, or none: a benchmark does not take another in its place. */
export function kernelsExactly(name: string): Kernels {
  const kernels = kernelsNamed(name);
  if (kernels.name !== name) throw new Error(`no kernels ${name} on this machine`);
  return kernels;
}
