import type { Kernels } from '../../nn/kernels/kernels.ts';
import { streamOf } from '../../nn/parts.ts';
import { Random } from '../../nn/random.ts';
import type { TextNetwork } from '../text-network/network.ts';

/** What every learner of answers is made of, whatever it learns from them. */
export interface Learning {
  readonly network: TextNetwork;
  /** Number of tokens. */
  readonly vocabulary: number;
  /** Parts of a step that may be computed side by side; what a lesson says of a step is said of each part. */
  readonly parts: number;
  readonly seed: number;
  readonly kernels: Kernels;
}

/** All chance of one part of a step. */
export const chanceOf = ({ seed, parts }: Pick<Learning, 'seed' | 'parts'>, step: number, index: number): Random =>
  new Random(streamOf(seed, step * parts + index));
