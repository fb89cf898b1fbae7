/** Knobs, events and result of `gradient`. */
import * as z from 'zod';
import { curveNames } from './curves.ts';

export const params = z.strictObject({
  curve: z.enum(curveNames).default('parabola').meta({ description: 'Landscape to walk down.' }),
  learning_rate: z.number().gt(0).max(10).default(0.1).meta({
    description: 'Length of a step for a slope of 1. Too small crawls, too large overshoots.',
    placeholder: 'RATE',
    step: 1.25,
    log: true,
  }),
  momentum: z.number().min(0).max(0.99).default(0).meta({
    description: 'Share of the last step that is kept in the next one, as a rolling ball keeps its speed.',
    placeholder: 'SHARE',
    step: 0.1,
  }),
  start: z.number().min(-2).max(2).default(-1.5).meta({
    description: 'Place x where the walk starts.',
    placeholder: 'X',
    step: 0.25,
  }),
  curvature: z.number().min(0.1).max(100).default(2).meta({
    description: 'How quickly the slope grows; rosenbrock has its own.',
    placeholder: 'C',
    step: 2,
    log: true,
  }),
  steps: z.int().min(1).max(1000).default(50).meta({
    description: 'Steps to take at most.',
    placeholder: 'N',
    step: 2,
    log: true,
  }),
});

export type Params = z.infer<typeof params>;

/** How a walk ends. `other-valley`: at rest, though not at the lowest place. */
const verdicts = ['reached', 'other-valley', 'on-the-way', 'bouncing', 'diverged'] as const;
export type Verdict = (typeof verdicts)[number];

const place = z.object({
  x: z.number(),
  /** null where there is one direction only. */
  y: z.number().nullable(),
  loss: z.number(),
});

export const result = z.object({
  curve: z.enum(curveNames),
  formula: z.string(),
  learning_rate: z.number(),
  momentum: z.number(),
  verdict: z.enum(verdicts),
  diverged: z.boolean(),
  steps: z.int(),
  /** Steps until it lay still at the lowest place; null when it never did. */
  steps_to_reach: z.int().nullable(),
  first: place.extend({
    /** The slope at the start by formula, along x; and by nudging x a little to either side. */
    slope: z.number(),
    numeric_slope: z.number(),
  }),
  /** After one step. */
  second: place,
  last: place,
  /** The learning rate beyond which it runs away, 2 (1 + momentum) / curvature; null where the curvature changes. */
  limit: z.number().nullable(),
  seed: z.int(),
});

export type Result = z.infer<typeof result>;

export interface StepEvent {
  readonly kind: 'step';
  readonly step: number;
  /** [x] or [x, y]. */
  readonly place: readonly number[];
  readonly loss: number;
  readonly slope: readonly number[];
  readonly numeric: readonly number[];
  /** How it came here; all 0 at the start. */
  readonly move: readonly number[];
}

export type Event =
  | StepEvent
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly zigzag: boolean; readonly limit: number | null };
