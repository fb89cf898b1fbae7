/** Knobs, events and result of `classify-vs-generate`. */
import * as z from 'zod';
import { topicNames } from '../../data/topics.ts';
import type { StepEvent } from '../sample/params.ts';

export const params = z.strictObject({
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
});

export type Params = z.infer<typeof params>;

/** A list that a lesson can spread guesses over: topics with their probabilities. */
const shares = z.array(z.object({ token: z.string(), p: z.number() }));
export type Shares = z.infer<typeof shares>;

export const result = z.object({
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

export type Result = z.infer<typeof result>;

export type Event =
  | { readonly kind: 'learned'; readonly sentences: number; readonly words: number; readonly p: Shares }
  | { readonly kind: 'evidence'; readonly evidence: Result['evidence'][number]; readonly p: Shares }
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
  | { readonly kind: 'shares'; readonly made: number; readonly copies: number };
