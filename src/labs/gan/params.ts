/** Knobs, events and result of `gan`. */
import * as z from 'zod';
import { GanConfigSchema, type GanLoss } from '../../models/gan/config.ts';
import type { Learner, Snapshot } from '../../models/gan/train.ts';
import { measured, targetResult } from '../imitate/result.ts';
import { type Drawing, dataKnob, targetKnob } from '../imitate/target.ts';

const { steps, loss, pack, g_steps, d_steps, ...others } = GanConfigSchema.shape;

export const params = z.strictObject({
  target: targetKnob,
  loss,
  steps,
  pack,
  g_steps,
  d_steps,
  ...others,
  data: dataKnob,
  every: z.int().min(1).max(10_000).default(100).meta({
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
  /** Over the last pictures: at rest 2·ln 2 and ln 2 with the loss of the paper. */
  d_loss: measured,
  g_loss: measured,
  d_accuracy: z.number(),
  /** Share of the samples at each mode; empty where there is one. */
  modes: z.array(z.number()),
  collapsed: z.boolean(),
  /** What it misses of the target, in words; empty when it has learned it. */
  missed: z.array(z.string()),
  target: targetResult,
  loss: z.string(),
});

export type Result = z.infer<typeof result>;

/** What the numbers to imitate look like, at the places where pictures are drawn, and what is played for. A run that goes on from
 *  an earlier one with another knob says it anew. */
export interface TargetEvent extends Drawing {
  readonly kind: 'target';
  readonly loss: GanLoss;
  /** Networks that could not be taken over from the earlier run, because a knob changed their shape. */
  readonly anew: readonly Learner[];
}

export interface FrameEvent {
  readonly kind: 'frame';
  readonly step: number;
  /** Steps that the run will take. */
  readonly of: number;
  /** Means over the steps since the last picture. */
  readonly d_loss: number;
  readonly g_loss: number;
  readonly d_accuracy: number;
  readonly wasserstein: number;
  readonly wasserstein_sigma: number;
  readonly mean: number;
  readonly std: number;
  readonly modes: readonly number[];
  readonly collapsed: boolean;
  /** Who learns from here on. */
  readonly who: Learner;
  /** Density of 10,000 generated numbers around each of `xs`. */
  readonly fake: readonly number[];
  /** What the discriminator says to each of `xs`. */
  readonly curve: readonly number[];
  /** What the generator makes of latents along a line, at `latents`. */
  readonly map: readonly number[];
  readonly moment: Moment;
}

/** Between two pictures that are far apart: so that whoever waits sees how far it is, and may stop it. */
interface TrainingEvent {
  readonly kind: 'training';
  readonly step: number;
  readonly of: number;
}

export type Event = TargetEvent | FrameEvent | TrainingEvent;

/** What a run goes on from. */
export interface Moment {
  readonly snapshot: Snapshot;
  readonly who: Learner;
}

/** Places along the latent line. */
export const latents: readonly number[] = Array.from({ length: 41 }, (_, i) => (i - 20) / 8);
