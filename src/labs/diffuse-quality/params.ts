/** Knobs, events and result of `diffuse-quality`. */
import * as z from 'zod';
import type { Scene } from '../../data/scenes/scene.ts';
import { samplers } from '../../models/diffusion/sample.ts';
import { params as diffuse } from '../diffuse/params.ts';

const { guidance, steps, sampler, weights } = diffuse.shape;

export const params = z.strictObject({
  prompts: z.int().min(1).max(200).default(32).meta({
    description: 'Prompts of subjects at places that training shows together, every subject in turn.',
    placeholder: 'N',
    step: 16,
  }),
  held_out: z.int().min(1).max(200).default(16).meta({
    description: 'Prompts of subjects at places that it never shows together.',
    placeholder: 'N',
    step: 16,
  }),
  seeds: z.int().min(1).max(100).default(8).meta({ description: 'Pictures of each prompt.', placeholder: 'N' }),
  steps,
  guidance,
  sampler,
  examples: z.int().min(2).max(1000).default(100).meta({
    description: 'Training pictures of each prompt that what was made is compared with: training shows about 75.',
    placeholder: 'N',
    step: 50,
  }),
  classifier_steps: z.int().min(1).max(50_000).default(6000).meta({
    description: 'Steps of training for the classifier.',
    placeholder: 'N',
    step: 500,
  }),
  exam: z.int().min(10).max(2000).default(1000).meta({
    description: 'Real pictures that the classifier is examined with, of each kind.',
    placeholder: 'N',
    step: 500,
  }),
  weights,
});

export type Params = z.infer<typeof params>;

const share = z.number().min(0).max(1);

/** Shares of pictures in which it is right. */
const attributes = { subject: share, place: share, time: share, weather: share.nullable(), colour: share };

/** Of what was made. */
const made = z.object({
  prompts: z.int(),
  pictures: z.int(),
  ...attributes,
  /** Subject and place in the same picture. */
  pair: share,
});

export type Made = z.infer<typeof made>;

/** The classifier on real pictures that it never saw. */
const examined = z.object({
  parameters: z.int(),
  seen: z.object(attributes),
  held_out: z.object(attributes),
  /** Of pictures whose subject was spoiled, the share that it refuses. */
  refuses: share,
  /** Subjects right in pictures with small blemishes: a little noise, blur and bending. */
  blemished: share,
});

export type Examined = z.infer<typeof examined>;

const target = z.object({
  name: z.string(),
  value: z.number(),
  least: z.number().optional(),
  most: z.number().optional(),
  met: z.boolean(),
});

export type Target = z.infer<typeof target>;

const distances = z.object({
  /** The median distance to the nearest training picture of the same prompt, in root mean square a number of a pixel. */
  made: z.number(),
  /** The same for real pictures that are not among them. */
  real: z.number(),
  /** The least distance of one that was made. */
  least: z.number(),
  copies: z.int(),
  pictures: z.int(),
});

export type Distances = z.infer<typeof distances>;

const subjectRow = z.object({
  subject: z.string(),
  /** Of pictures of prompts like those in training. */
  seen: share.nullable(),
  held_out: share.nullable(),
  /** What else the classifier said, the most frequent first. */
  mistaken_for: z.array(z.object({ answer: z.string(), times: z.int() })),
});

export type SubjectRow = z.infer<typeof subjectRow>;

export const result = z.object({
  seed: z.int(),
  guidance: z.number(),
  steps: z.int(),
  sampler: z.enum(samplers),
  classifier: examined,
  seen: made,
  held_out: made,
  /** The same prompts with guidance 0; `chance` is how often it would be right without hearing them. */
  unguided: z.object({ pictures: z.int(), subject: share, chance: share }),
  nearest: distances,
  subjects: z.array(subjectRow),
  targets: z.array(target),
});

export type Result = z.infer<typeof result>;

/** What the classifier says of one picture. */
export interface Seen {
  readonly subject: string;
  readonly place: string;
  readonly time: string;
  readonly weather: string;
  readonly colour: string;
  /** How sure it is of the subject that was asked for. */
  readonly p: number;
}

/** One prompt, and what came of it. */
export interface Judged {
  readonly prompt: string;
  readonly scene: Scene;
  readonly heldOut: boolean;
  readonly seen: readonly Seen[];
}

/** `share` of all work is done. */
export type Event = { readonly share: number } & (
  | { readonly kind: 'lesson'; readonly step: number; readonly loss: number }
  | { readonly kind: 'examined'; readonly classifier: Examined }
  | { readonly kind: 'step' }
  | ({
      readonly kind: 'judged';
      /** In 0..1, picture after picture. */
      readonly pixels: Float32Array;
      /** Of each picture. */
      readonly distances: readonly number[];
      /** Of as many real pictures. */
      readonly real: readonly number[];
    } & Judged)
  | { readonly kind: 'unguided'; readonly right: number; readonly of: number }
);
