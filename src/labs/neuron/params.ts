/** Knobs, events and result of `neuron`. */
import * as z from 'zod';
import { curves, parsePoints } from './data.ts';

export const params = z.strictObject({
  data: z
    .string()
    .superRefine((text, { addIssue }) => {
      if (Object.hasOwn(curves, text.trim())) return;
      const parsed = parsePoints(text);
      if (typeof parsed === 'string') addIssue({ code: 'custom', message: parsed });
    })
    .default('sine')
    .meta({
      description: `What to fit: ${Object.keys(curves).join(', ')}, or your own points: 0,1 0.5,-2 1,0.`,
      form: `${Object.keys(curves).join(', ')}, or three points and more such as "0,1 0.5,-2 1,0"`,
      placeholder: 'NAME|POINTS',
      suggestions: Object.keys(curves),
    }),
  hidden: z.int().min(1).max(64).default(8).meta({
    description: 'Neurons in a hidden layer.',
    placeholder: 'N',
  }),
  layers: z.int().min(1).max(3).default(1).meta({ description: 'Hidden layers.', placeholder: 'N' }),
  activation: z
    .enum(['tanh', 'relu', 'gelu', 'sigmoid', 'none'])
    .default('tanh')
    .meta({ description: 'How a neuron bends its sum; with none it does not.' }),
  learning_rate: z.number().min(0.0001).max(1).default(0.02).meta({
    description: 'About how far a weight moves in one step.',
    placeholder: 'RATE',
    step: 2,
    log: true,
  }),
  steps: z.int().min(1).max(10000).default(1000).meta({
    description: 'Steps of training.',
    placeholder: 'N',
    step: 2,
    log: true,
  }),
  points: z.int().min(4).max(200).default(20).meta({
    description: 'Points of the curve to learn from; as many more are held out.',
    placeholder: 'N',
    step: 4,
  }),
  noise: z.number().min(0).max(1).default(0).meta({
    description: 'How far the points are off the curve, as a standard deviation.',
    placeholder: 'SD',
    step: 0.1,
  }),
});

export type Params = z.infer<typeof params>;

export const result = z.object({
  data: z.string(),
  hidden: z.int(),
  layers: z.int(),
  activation: z.string(),
  /** Weights and biases. */
  parameters: z.int(),
  steps: z.int(),
  /** Before the first step. */
  first_loss: z.number(),
  loss: z.number(),
  /** On points that it never learned from; null where there are none. */
  held_out_loss: z.number().nullable(),
  /** The least that it was on the way, as far as was looked, and at which step. */
  best_held_out_loss: z.number().nullable(),
  best_step: z.int().nullable(),
  /** How often its curve turns, and the curve behind the data; null for typed points. */
  turns: z.int(),
  data_turns: z.int().nullable(),
  seed: z.int(),
});

export type Result = z.infer<typeof result>;

export interface FrameEvent {
  readonly kind: 'frame';
  readonly step: number;
  readonly loss: number;
  readonly held_out_loss: number | null;
  /** Heights over the grid. */
  readonly curve: readonly number[];
  readonly turns: number;
  /** The neurons that move the curve most: what each adds to it. */
  readonly neurons: readonly (readonly number[])[];
}

export interface DataEvent {
  readonly kind: 'data';
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly grid: readonly number[];
  readonly parameters: number;
  readonly turns: number | null;
}

export type Event = DataEvent | FrameEvent;
