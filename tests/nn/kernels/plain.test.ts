import { plainKernels } from '../../../src/nn/kernels/plain/plain.ts';
import { conformance } from './conformance.ts';

// Half a unit in the last place of what is stored, and a few for the order of sums.
conformance(() => plainKernels('float32'), 1.5e-7);
conformance(() => plainKernels('float64'), 1e-15);
