/** How gradients become steps. */
import type { AdamSettings, Block } from './kernels/kernels.ts';
import { areSound, type ParameterSet } from './parameters.ts';

export interface Optimiser {
  /** Moves the weights against their gradients, and clears those. */
  step(rate: number): void;
  /** What it remembers besides the weights, to go on later. */
  save(): OptimiserState;
  restore(state: OptimiserState): void;
}

export interface OptimiserState {
  readonly numbers: readonly number[];
  readonly blocks: readonly (Float32Array | Float64Array)[];
}

// #region sgd
/** Straight downhill. */
export class Sgd implements Optimiser {
  constructor(private readonly parameters: ParameterSet) {}

  step(rate: number): void {
    const { kernels, values, gradients } = this.parameters;
    kernels.addScaled(values, gradients, -rate);
    this.parameters.clearGradients();
  }

  save(): OptimiserState {
    return { numbers: [], blocks: [] };
  }

  restore(): void {}
}
// #endregion

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Weight decay of matrices, apart from the gradient (AdamW). */
  readonly decay?: number;
}

interface Group {
  readonly values: Block;
  readonly gradients: Block;
  readonly mean: Block;
  readonly square: Block;
  readonly settings: { -readonly [K in keyof AdamSettings]: AdamSettings[K] };
}

// #region adam
/** Adam (Kingma & Ba 2015): each weight takes steps of about the rate, whatever the size of its gradients. */
export class Adam implements Optimiser {
  private readonly mean: Block;
  private readonly square: Block;
  /** Matrices, which decay, and the rest, which does not. */
  private readonly groups: readonly Group[];
  /** β₁ᵗ and β₂ᵗ, multiplied up step by step. */
  private power1 = 1;
  private power2 = 1;

  constructor(
    private readonly parameters: ParameterSet,
    { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, decay = 0 }: AdamOptions = {},
  ) {
    const { arena, values, gradients, size, matrixSize } = parameters;
    this.mean = arena.block(size);
    this.square = arena.block(size);
    const group = (from: number, length: number, decay: number): Group => ({
      values: arena.part(values, from, length),
      gradients: arena.part(gradients, from, length),
      mean: arena.part(this.mean, from, length),
      square: arena.part(this.square, from, length),
      settings: { rate: 0, beta1, beta2, correction1: 0, correction2: 0, epsilon, decay },
    });
    this.groups = [group(0, matrixSize, decay), group(matrixSize, size - matrixSize, 0)];
  }

  step(rate: number): void {
    for (const { values, gradients, mean, square, settings } of this.groups) {
      settings.rate = rate;
      settings.correction1 = 1 - this.power1 * settings.beta1;
      settings.correction2 = 1 - this.power2 * settings.beta2;
      this.parameters.kernels.adam(values, gradients, mean, square, settings);
    }
    this.power1 *= this.groups[0].settings.beta1;
    this.power2 *= this.groups[0].settings.beta2;
    this.parameters.clearGradients();
  }
  // #endregion

  /** What it remembers are numbers, and none beyond all bounds. */
  get sound(): boolean {
    return areSound(this.mean.data) && areSound(this.square.data);
  }

  save(): OptimiserState {
    return { numbers: [this.power1, this.power2], blocks: [this.mean.data.slice(), this.square.data.slice()] };
  }

  restore({ numbers, blocks }: OptimiserState): void {
    [this.power1, this.power2] = numbers;
    this.mean.data.set(blocks[0]);
    this.square.data.set(blocks[1]);
  }
}

/** Shortens the gradient as a whole to a length; says how long it was. */
export function clipGradients({ kernels, gradients }: ParameterSet, longest: number): number {
  const norm = gradientNorm({ kernels, gradients });
  if (norm > longest) kernels.affine(gradients, gradients, longest / norm, 0);
  return norm;
}

export const gradientNorm = ({ kernels, gradients }: Pick<ParameterSet, 'kernels' | 'gradients'>): number =>
  Math.sqrt(kernels.dot(gradients, gradients));

// #region average
/** Moves an average of weights a little towards them. It begins quickly: share kept min(keep, (1 + t) / (10 + t)). */
export function averageWeights(average: ParameterSet, weights: ParameterSet, keep: number, step: number): void {
  const kept = Math.min(keep, (1 + step) / (10 + step));
  average.kernels.blend(average.values, weights.values, 1 - kept);
}
// #endregion
