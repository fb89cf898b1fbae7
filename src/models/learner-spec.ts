/** The few words from which a learner is made anew on any thread; see ./learners.ts. */
import type { DiffusionConfig } from './diffusion/config.ts';
import type { NetworkConfig } from './gpt/config.ts';
import type { TrainingConfig } from './text-network/config.ts';

export interface DiffusionSpec {
  readonly learner: 'diffusion';
  readonly kernels: string;
  readonly config: DiffusionConfig;
  readonly album: 'full' | 'small';
  readonly seed: number;
}

export interface GptSpec {
  readonly learner: 'gpt';
  readonly kernels: string;
  readonly config: NetworkConfig;
  readonly training: TrainingConfig;
  /** The text. */
  readonly tokens: Int32Array;
  readonly vocabulary: number;
  readonly seed: number;
}

export type LearnerSpec = DiffusionSpec | GptSpec;
