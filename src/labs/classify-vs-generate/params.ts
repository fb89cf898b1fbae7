/** Knobs, events and result of `classify-vs-generate`. */
import * as z from 'zod';
import { attributes } from '../../data/scenes/scene.ts';
import { topicNames } from '../../data/topics.ts';
import type { StepEvent } from '../sample/params.ts';

export const params = z.strictObject({
  data: z.enum(['text', 'pictures']).default('text').meta({
    description: 'What is told apart and made: sentences, or pictures; each has knobs of its own below.',
  }),
  text: z
    .string()
    .max(500)
    .default('The dog sleeps in the warm sun')
    .meta({ description: 'Sentence for the classifier: which topic is it?' }),
  topic: z
    .enum(topicNames)
    .default('animals')
    .meta({ description: 'Topic for the generator: write a sentence on it.' }),
  order: z.int().min(1).max(5).default(3).meta({
    description: 'Length of the n-grams of the generator: 3 looks at two words before the next; longer ones copy more.',
    placeholder: 'N',
  }),
  temperature: z.number().min(0).max(100).default(1).meta({
    description: 'Below 1 the generator is bolder, above 1 wilder, at 0 it takes the likeliest word.',
    placeholder: 'T',
    step: 0.1,
  }),
  count: z.int().min(1).max(200).default(20).meta({
    description: 'Sentences to write in the end, to see how many of them are copies.',
    placeholder: 'N',
  }),
  show: z.enum(attributes.subject).default('cat').meta({
    description: 'With pictures: what to show the classifier.',
  }),
  subject: z.enum(attributes.subject).default('cat').meta({
    description: 'With pictures: what the classifier asks for, yes or no, and what the generator draws.',
  }),
  lessons: z.int().min(1).max(5000).default(400).meta({
    description: 'With pictures: steps of training for the classifier, of 16 pictures each.',
    placeholder: 'N',
    step: 100,
  }),
});

export type Params = z.infer<typeof params>;

/** A list that a lesson can spread guesses over: topics with their probabilities. */
const shares = z.array(z.object({ token: z.string(), p: z.number() }));
export type Shares = z.infer<typeof shares>;

const written = z.object({
  data: z.literal('text'),
  text: z.string(),
  label: z.string(),
  p: shares,
  /** Words of the text in order; `favours` is the topic they speak for, `times` how much more than for the next one. */
  evidence: z.array(
    z.object({
      word: z.string(),
      known: z.boolean(),
      favours: z.string(),
      times: z.number(),
      counts: z.array(z.int()),
    }),
  ),
  /** The word that speaks loudest for the label; empty when none was known. */
  decisive: z.string(),
  unknown: z.array(z.string()),
  topic: z.string(),
  generated: z.string(),
  nearest: z.string(),
  /** Words to insert, drop or change to make the nearest sentence of the generated one. */
  distance: z.int(),
  is_copy: z.boolean(),
  generated_label: z.string(),
  generated_p: shares,
  /** Of the sentences written in the end. */
  made: z.int(),
  copies: z.int(),
  copy_share: z.number(),
  examples: z.array(z.object({ text: z.string(), is_copy: z.boolean() })),
  order: z.int(),
  seed: z.int(),
});

export type Written = z.infer<typeof written>;

const picture = z.object({
  data: z.literal('pictures'),
  /** What the picture for the classifier really shows. */
  show: z.enum(attributes.subject),
  subject: z.enum(attributes.subject),
  label: z.string(),
  /** The subject, and anything else. */
  p: shares,
  /** Of pictures that the classifier never saw, the share in which it is right; half of them show the subject. */
  accuracy: z.number(),
  width: z.int(),
  height: z.int(),
  /** What was made: row by row, red, green and blue of each pixel, 0 to 1. */
  pixels: z.array(z.number()),
  /** From the nearest training picture of the subject, in root mean square a number of a pixel; 0 is a copy. */
  distance: z.number(),
  /** How far training pictures of it are from each other. */
  typical: z.number(),
  is_copy: z.boolean(),
  /** Training pictures of the subject that were looked at. */
  compared: z.int(),
  generated_label: z.string(),
  generated_p: shares,
  seed: z.int(),
});

export type Pictured = z.infer<typeof picture>;

export const result = z.discriminatedUnion('data', [written, picture]);

export type Result = z.infer<typeof result>;

export type Event =
  | { readonly kind: 'learned'; readonly sentences: number; readonly words: number; readonly p: Shares }
  | { readonly kind: 'evidence'; readonly evidence: Written['evidence'][number]; readonly p: Shares }
  | { readonly kind: 'verdict'; readonly label: string; readonly p: Shares; readonly decisive: string }
  | StepEvent
  | {
      readonly kind: 'generated';
      readonly text: string;
      readonly nearest: string;
      readonly distance: number;
      /** Words of the text, and which of them stand in the nearest sentence too. */
      readonly words: readonly { readonly word: string; readonly kept: boolean }[];
      readonly label: string;
      readonly p: Shares;
    }
  | { readonly kind: 'shares'; readonly made: number; readonly copies: number }
  | PictureEvent;

/** Pixels lie in 0..1. */
export type PictureEvent =
  | { readonly kind: 'lesson'; readonly step: number; readonly loss: number }
  | { readonly kind: 'examined'; readonly accuracy: number; readonly pictures: number }
  | { readonly kind: 'looked'; readonly pixels: Float32Array; readonly label: string; readonly p: Shares }
  | { readonly kind: 'guess'; readonly step: number; readonly of: number; readonly pixels: Float32Array }
  | {
      readonly kind: 'drawn';
      readonly pixels: Float32Array;
      readonly nearest: Float32Array;
      readonly distance: number;
      readonly typical: number;
      readonly is_copy: boolean;
      readonly compared: number;
      readonly label: string;
      readonly p: Shares;
    };
