/** What the module offers. Compiled by the build; its user is ../simd.ts. */
export { activate, activateGrad, leakyGate } from './activations';
export { attention, attentionGrad } from './attention';
export { convolve, convolveGradWeights, convolveGradX } from './convolve';
export { add, addProduct, addScaled, affine, blend, dot, multiply, sum } from './elements';
export { matmul } from './matmul';
export { normals } from './normals';
export { normalize, normalizeGrad, normalizeGroups, normalizeGroupsGrad } from './normalize';
export { adam } from './optimise';
export { enlarge, modulate, modulateGradFilm, modulateGradX, shrink } from './pictures';
export { addProductRow, addRow, multiplyRow, sumProductRows, sumRows } from './rows';
export { firstFree, placeScratch } from './scratch';
export { crossEntropy, crossEntropyGrad, softmax, softmaxGrad } from './softmax';
