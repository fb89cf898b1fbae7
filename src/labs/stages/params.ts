/** Knobs, events and result that all stages of a training pipeline share. */
import * as z from 'zod';
import type { DivergedEvent, TrainingEvent } from '../training.ts';

interface Usual {
  /** What it begins with when no file is named, in a few words. */
  readonly from: string;
  readonly steps: number;
  readonly lr: number;
}

export const stageKnobs = ({ from, steps, lr }: Usual) => ({
  weights: z
    .string()
    .optional()
    .meta({ description: `Model to begin with (${from}).`, placeholder: 'FILE' }),
  documents: z
    .string()
    .optional()
    .meta({ description: 'Text it must not forget (what was gathered from the web of Toyland).', placeholder: 'FILE' }),
  ...trainingKnobs(steps, lr),
  exam: z.int().min(4).max(1000).default(40).meta({
    description: 'Questions of each kind that it is examined in on the way.',
    placeholder: 'N',
    step: 10,
  }),
  ask: z.string().max(400).optional().meta({ description: 'A question of your own, asked on the way.' }),
});

export const trainingKnobs = (steps: number, lr: number) => ({
  steps: z.int().min(1).max(100_000).default(steps).meta({
    description: 'Steps of training.',
    placeholder: 'N',
    step: 50,
  }),
  lr: z.number().min(0).max(1).default(lr).meta({
    description: 'Learning rate at its highest.',
    placeholder: 'RATE',
    step: 0.0001,
  }),
  every: z.int().min(1).max(100_000).optional().meta({
    description: 'Steps between two looks at what it can (a tenth of all without it).',
    placeholder: 'N',
    step: 10,
  }),
  resume: z
    .string()
    .optional()
    .meta({ description: 'Go on with a run that was saved on the way.', placeholder: 'FILE' }),
});

/** A number of things in a step, which are parted among its parts. */
export const perStep = (usual: number, description: string) =>
  z.int().min(2).max(256).multipleOf(2).default(usual).meta({ description, placeholder: 'N', step: 8 });

export const earlierKnob = (usual: number) =>
  z.int().min(0).max(256).multipleOf(2).default(usual).meta({
    description: 'Rows of earlier text in a step; with 0 it may forget what it has read.',
    placeholder: 'N',
    step: 8,
  });

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

export interface StageSettings {
  readonly steps: number;
  readonly lr: number;
  readonly every?: number;
  readonly resume?: string;
}

const scores = z.record(z.string(), z.number());
/** What can be counted at one moment, by name. */
export type Scores = z.infer<typeof scores>;

/** Numbers by name; of what has numbers by name within, `outer_inner`. */
export function numbersOf(report: object): Scores {
  const of = ([name, value]: [string, unknown]): [string, number][] => {
    if (typeof value === 'number') return [[name, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([inner, number]) => of([`${name}_${inner}`, number]));
  };
  return Object.fromEntries(Object.entries(report).flatMap(of));
}

const reply = z.object({ question: z.string(), answer: z.string() });
export type Reply = z.infer<typeof reply>;

export const look = z.object({
  kind: z.literal('look'),
  step: z.int(),
  of: z.int(),
  /** Mean since the last look; null before the first step. */
  loss: z.number().nullable(),
  scores,
  replies: z.array(reply),
});
export type LookEvent = z.infer<typeof look>;

export const stageResult = z.object({
  seed: z.int(),
  /** Taken, of those asked for. */
  steps: z.int(),
  of: z.int(),
  parameters: z.int(),
  /** Its numbers left all bounds. */
  diverged: z.boolean(),
  before: scores,
  after: scores,
  replies: z.array(z.object({ question: z.string(), before: z.string(), after: z.string() })),
  /** On the way, look by look. */
  curve: z.array(z.object({ step: z.int(), loss: z.number().nullable(), scores })),
});
export type StageResult = z.infer<typeof stageResult>;

export interface BeginEvent {
  readonly kind: 'begin';
  /** What it learns from. */
  readonly data: string;
  readonly parameters: number;
  /** What was seen before, in a run that goes on. */
  readonly looks: readonly LookEvent[];
}

/** The run so far, as the bytes of a file to go on from. */
export interface RunEvent {
  readonly kind: 'run';
  readonly step: number;
  readonly of: number;
  readonly bytes: Uint8Array;
}

/** What the stage was for: files by name. */
export interface MadeEvent {
  readonly kind: 'made';
  readonly files: Readonly<Record<string, Uint8Array>>;
}

export type StageEvent = BeginEvent | TrainingEvent | LookEvent | RunEvent | MadeEvent | DivergedEvent;
