/** The kernels that can be read, complete: everything runs on them, and whatever is faster is measured against them.
 *  Numbers are stored in single precision and summed in double, which JavaScript does by itself. With 'float64' they are
 *  stored in double as well: that is how gradients are checked.
 *  Left out: threads. Read first: ../kernels.ts */
import type { Kernels, Precision } from '../kernels.ts';
import * as activations from './activations.ts';
import * as attention from './attention.ts';
import * as convolve from './convolve.ts';
import * as elements from './elements.ts';
import { matmul } from './matmul.ts';
import { PlainArena } from './memory.ts';
import * as normalize from './normalize.ts';
import { adam } from './optimise.ts';
import * as pictures from './pictures.ts';
import * as rows from './rows.ts';
import * as softmax from './softmax.ts';

export function plainKernels(precision: Precision = 'float32'): Kernels {
  return {
    name: 'plain',
    precision,
    arena: () => new PlainArena(precision),
    matmul,
    adam,
    ...elements,
    ...activations,
    ...softmax,
    ...normalize,
    ...attention,
    ...rows,
    ...convolve,
    ...pictures,
  };
}
