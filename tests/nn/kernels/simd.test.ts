import { simdKernels } from '../../../src/nn/kernels/simd/simd.ts';
import { conformance } from './conformance.ts';

// Sums in single precision: a few units in the last place, whatever the number of summands.
conformance(() => simdKernels(), 6e-7);
