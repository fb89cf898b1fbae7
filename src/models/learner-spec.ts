/** The few words from which a learner is made anew on any thread; see ./learners.ts. */
import type { DpoLesson } from './alignment/dpo.ts';
import type { PolicyLesson } from './alignment/policy-learner.ts';
import type { RewardLesson } from './alignment/reward-model.ts';
import type { FineTuningLesson } from './alignment/turn-learner.ts';
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

/** What a transformer may learn from answers. */
export type AnswerLesson =
  | { readonly learner: 'fine-tuning'; readonly lesson: FineTuningLesson }
  | { readonly learner: 'dpo'; readonly lesson: DpoLesson }
  | { readonly learner: 'reward'; readonly lesson: RewardLesson }
  | { readonly learner: 'policy'; readonly lesson: PolicyLesson };

export type AnswerSpec = AnswerLesson & {
  readonly kernels: string;
  readonly config: NetworkConfig;
  readonly vocabulary: number;
  /** Of a step. */
  readonly parts: number;
  readonly seed: number;
};

export type LearnerSpec = DiffusionSpec | GptSpec | AnswerSpec;
