/** The one small interface between the ideas and the arithmetic: every model, trainer and sampler stands on it and does not
 *  know which set of kernels is below. `plain` is TypeScript that can be read; others may only be faster.
 *  Read next: ./plain/plain.ts, ../graph.ts
 *
 *  Rules that hold for each kernel
 *  - Matrices lie row by row. Where no size is given, it is the length of the block written to.
 *  - A kernel allocates nothing and writes into the block named first. Blocks that are read are not changed.
 *  - A forward kernel overwrites; one whose name ends in Grad adds to the gradients it is given, dx for x.
 *  - In numbers one by one, the block written to may be one of those read.
 *  - How exact sums are is each set's own affair; the suite in tests/nn/kernels holds it to the bound that it states. */
import type { Random } from '../random.ts';

/** The sets there are, the fastest first; see ./choose.ts. */
export const kernelNames = ['simd', 'plain'] as const;
export type KernelName = (typeof kernelNames)[number];

export type Precision = 'float32' | 'float64';

/** Numbers at a fixed place. `data` is a view that the arena renews when its memory moves: take it afresh, do not keep it. */
export interface Block {
  readonly length: number;
  readonly data: Float32Array | Float64Array;
  /** Where it lies in the memory of a set that has one of its own, in bytes; else 0. */
  readonly address: number;
}

/** Whole numbers: tokens, labels. */
export interface Ints {
  readonly length: number;
  readonly data: Int32Array;
  readonly address: number;
}

/** Memory of one model: what is taken from it lives until all of it is freed. */
export interface Arena {
  /** Numbers, all 0. */
  block(length: number): Block;
  /** Whole numbers, all 0. */
  ints(length: number): Ints;
  /** A window on a block: the same numbers, from `from` on. */
  part(block: Block, from: number, length: number): Block;
  /** Bytes taken so far. */
  readonly bytes: number;
  /** Gives everything back; its blocks are of no use afterwards. */
  free(): void;
}

/** n: as it lies, t: transposed; first for A, then for B. */
export type Form = 'nn' | 'nt' | 'tn' | 'tt';

/** LeakyReLU has the slope 0.2 on the left. GELU is the one with tanh. Softplus is log(1 + e^x). */
export type Activation =
  | 'leakyRelu'
  | 'relu'
  | 'gelu'
  | 'silu'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'square';

/** Causal self-attention: `batch` texts of `time` tokens, `heads` heads of `size` numbers each. */
export interface AttentionShape {
  /** Forward only: tokens before this one ask nothing, and what was computed for them stays. 0 if not given. */
  readonly from?: number;
  readonly batch: number;
  readonly time: number;
  readonly heads: number;
  readonly size: number;
}

/** Pictures, channels last: batch × height × width × channels. */
export interface PictureShape {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Each of `filters` small networks looks at a square of size × size pixels around each pixel; `size` is odd. */
export interface ConvolutionShape extends PictureShape {
  readonly filters: number;
  readonly size: number;
}

export interface AdamSettings {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ. */
  readonly correction1: number;
  readonly correction2: number;
  readonly epsilon: number;
  /** Weight decay, apart from the gradient (AdamW); 0 for none. */
  readonly decay: number;
}

export interface Kernels {
  readonly name: KernelName;
  readonly precision: Precision;
  arena(): Arena;

  // Numbers, one by one
  fill(out: Block, value: number): void;
  copy(out: Block, x: Block): void;
  /** out = a + b */
  add(out: Block, a: Block, b: Block): void;
  /** out = a · b */
  multiply(out: Block, a: Block, b: Block): void;
  /** out = scale · x + shift */
  affine(out: Block, x: Block, scale: number, shift: number): void;
  /** out += scale · x */
  addScaled(out: Block, x: Block, scale: number): void;
  /** out += a · b */
  addProduct(out: Block, a: Block, b: Block): void;
  /** out += share · (x − out) */
  blend(out: Block, x: Block, share: number): void;
  sum(x: Block): number;
  dot(a: Block, b: Block): number;

  // One row for all rows: a bias, a gain
  /** out = x + row, for each row of x */
  addRow(out: Block, x: Block, row: Block): void;
  /** out = x · row, for each row of x */
  multiplyRow(out: Block, x: Block, row: Block): void;
  /** out += x · row, for each row of x */
  addProductRow(out: Block, x: Block, row: Block): void;
  /** row += the rows of x, summed */
  sumRows(row: Block, x: Block): void;
  /** row += the rows of a · b, summed */
  sumProductRows(row: Block, a: Block, b: Block): void;

  /** out [m, n] = op(A) [m, k] · op(B) [k, n]; or added to what is there. */
  matmul(out: Block, a: Block, b: Block, m: number, k: number, n: number, form: Form, added: boolean): void;

  activate(kind: Activation, out: Block, x: Block): void;
  /** dx += dy · f′(x); y = f(x) is at hand where it saves work. */
  activateGrad(kind: Activation, dx: Block, dy: Block, x: Block, y: Block): void;
  /** out = t · LeakyReLU′(x), or added to what is there: how a small change t of x goes through. */
  leakyGate(out: Block, t: Block, x: Block, added: boolean): void;

  /** Each row of x as probabilities. */
  softmax(out: Block, x: Block, columns: number): void;
  softmaxGrad(dx: Block, dy: Block, y: Block, columns: number): void;
  /** losses [rows] = −log softmax(logits)[target], 0 where the target is negative; probs [rows, classes] are kept for Grad. */
  crossEntropy(losses: Block, probs: Block, logits: Block, targets: Ints): void;
  crossEntropyGrad(dlogits: Block, dlosses: Block, probs: Block, targets: Ints): void;

  /** Each row with mean 0 and deviation 1; inverse [rows] = 1 / √(variance + epsilon) is kept for Grad. Not `centred`, the mean
   *  stays and the mean square becomes 1. */
  normalize(out: Block, inverse: Block, x: Block, epsilon: number, centred: boolean): void;
  normalizeGrad(dx: Block, dy: Block, y: Block, inverse: Block, centred: boolean): void;

  /** out [ids, columns]: the rows of the table that the ids name. */
  gather(out: Block, table: Block, ids: Ints): void;
  /** dtable[id] += dy, row by row. */
  gatherGrad(dtable: Block, dy: Block, ids: Ints): void;

  /** out [batch · time, C], C = heads · size, from queries, keys and values side by side: qkv [batch · time, 3C].
   *  probs [batch, heads, time, time] are kept for Grad, and for whoever wants to look. */
  attention(out: Block, probs: Block, qkv: Block, shape: AttentionShape): void;
  attentionGrad(dqkv: Block, dy: Block, y: Block, probs: Block, qkv: Block, shape: AttentionShape): void;

  /** out [batch, height, width, filters] from x [batch, height, width, channels] and weights [size · size · channels, filters];
   *  0 beyond the edge. */
  convolve(out: Block, x: Block, weights: Block, shape: ConvolutionShape): void;
  /** Adds to the gradient of x, of the weights, or of both. */
  convolveGrad(
    dx: Block | undefined,
    dweights: Block | undefined,
    dy: Block,
    x: Block,
    weights: Block,
    shape: ConvolutionShape,
  ): void;
  /** Each group of channels of a picture, over all its pixels, with mean 0 and deviation 1;
   *  inverse [batch, groups] = 1 / √(variance + epsilon) is kept for Grad. */
  normalizeGroups(out: Block, inverse: Block, x: Block, shape: PictureShape, epsilon: number): void;
  normalizeGroupsGrad(dx: Block, dy: Block, y: Block, inverse: Block, shape: PictureShape): void;
  /** out = x · (1 + gain) + shift, where film [batch, 2 · channels] holds the gains and then the shifts of a picture. */
  modulate(out: Block, x: Block, film: Block, shape: PictureShape): void;
  modulateGrad(
    dx: Block | undefined,
    dfilm: Block | undefined,
    dy: Block,
    x: Block,
    film: Block,
    shape: PictureShape,
  ): void;
  /** out [batch, height / 2, width / 2, channels]: each pixel the mean of four of x, whose shape is given. */
  pool(out: Block, x: Block, shape: PictureShape): void;
  poolGrad(dx: Block, dy: Block, shape: PictureShape): void;
  /** out [batch, 2 · height, 2 · width, channels]: each pixel of x, whose shape is given, four times. */
  upsample(out: Block, x: Block, shape: PictureShape): void;
  upsampleGrad(dx: Block, dy: Block, shape: PictureShape): void;

  // Training
  adam(weights: Block, gradients: Block, mean: Block, square: Block, settings: AdamSettings): void;

  // Chance
  /** Standard normal numbers. */
  normals(out: Block, random: Random): void;
}
