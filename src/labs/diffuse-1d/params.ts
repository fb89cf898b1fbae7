/** Knobs, events and result of `diffuse-1d`. */
import * as z from 'zod';
import { Diffusion1dConfigSchema } from '../../models/diffusion-1d/config.ts';
import type { Snapshot } from '../../models/diffusion-1d/train.ts';
import { measured, targetResult } from '../imitate/result.ts';
import { type Drawing, dataKnob, targetKnob } from '../imitate/target.ts';

const { steps, sampler, sampling_steps, ...others } = Diffusion1dConfigSchema.shape;

export const params = z.strictObject({
  target: targetKnob,
  steps,
  sampler,
  sampling_steps,
  ...others,
  data: dataKnob,
  every: z.int().min(1).max(10_000).default(200).meta({
    description: 'Steps between two pictures, or two lines of --json.',
    placeholder: 'N',
  }),
});

export const result = z.object({
  seed: z.int(),
  steps: z.int(),
  wasserstein: measured,
  /** In deviations of the target. */
  wasserstein_sigma: measured,
  mean: measured,
  std: measured,
  /** Mean squared error over the last pictures; 1 is that of a network that always says 0. */
  loss: measured,
  /** Share of the samples at each mode; empty where there is one. */
  modes: z.array(z.number()),
  collapsed: z.boolean(),
  /** What it misses of the target, in words; empty when it has learned it. */
  missed: z.array(z.string()),
  target: targetResult,
  predict: z.string(),
  sampler: z.string(),
  sampling_steps: z.int(),
});

export type Result = z.infer<typeof result>;

export interface TargetEvent extends Drawing {
  readonly kind: 'target';
}

export interface FrameEvent {
  readonly kind: 'frame';
  readonly step: number;
  /** Steps that the run will take. */
  readonly of: number;
  /** Mean over the steps since the last picture. */
  readonly loss: number;
  readonly wasserstein: number;
  readonly wasserstein_sigma: number;
  readonly mean: number;
  readonly std: number;
  readonly modes: readonly number[];
  readonly collapsed: boolean;
  /** Density of the made numbers around each of `xs` of the target. */
  readonly made: readonly number[];
  /** What it takes a noisy number at each of `xs` for, at each of `levels`. */
  readonly guesses: readonly (readonly number[])[];
  /** A few numbers on their way from noise: all of them at each step. */
  readonly paths: readonly (readonly number[])[];
  readonly moment: Snapshot;
}

/** Between two pictures that are far apart: so that whoever waits sees how far it is, and may stop it. */
interface TrainingEvent {
  readonly kind: 'training';
  readonly step: number;
  readonly of: number;
}

export type Event = TargetEvent | FrameEvent | TrainingEvent;

/** Noise levels at which guesses are shown. */
export const levels = [0.95, 0.7, 0.3] as const;
