/** What the module offers. Compiled by the build; its user is ../simd.ts. */
export { activate, activateGrad, leakyGate } from './activations';
export { convolve, convolveGradWeights, convolveGradX } from './convolve';
export { add, addProduct, addScaled, affine, blend, dot, multiply, sum } from './elements';
export { matmul } from './matmul';
export { adam } from './optimise';
export { addProductRow, addRow, multiplyRow, sumProductRows, sumRows } from './rows';
export { firstFree, placeScratch } from './scratch';
