import type { KernelName } from '../../nn/kernels/kernels.ts';
import type { StageId } from './stages.ts';

/** What somebody asked of `genai pipeline`. */
export interface Request {
  readonly path: string;
  /** Those that are wanted, in their order. */
  readonly stages: readonly StageId[];
  /** Knobs of the one stage that is wanted. */
  readonly knobs: Readonly<Record<string, unknown>>;
  /** Make them anew, done or not. */
  readonly again: boolean;
  readonly seed?: string;
  readonly quick?: boolean;
  readonly kernel?: KernelName;
  readonly json: boolean;
}

/** What each stage that is done has measured. */
export type Results = Partial<Record<StageId, object>>;
